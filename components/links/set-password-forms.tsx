'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { PasswordField } from '@/components/ui/password-field'
import { PastedLinkField } from '@/components/ui/pasted-link-field'
import { type ActionForm, useActionForm } from '@/components/ui/use-action-form'
import { useFragment } from '@/components/ui/use-fragment'
import type { FormAction } from '@/components/ui/use-server-action'
import { generatePassword } from '@/lib/passwords/generate'
import { describePolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import { openLinkSchema, setPasswordSchema } from '@/lib/sessions/schema'
import { withPolicy } from '@/lib/users/schema'

type Opened = { token: string; email: string; policy: PasswordPolicy }

type Props = { openAction: FormAction<Opened>; setAction: FormAction<unknown> }

/**
 * Opens a link, then takes the password. With JavaScript, the link of the address is opened. Without,
 * the person pastes it, because browsers send no fragments.
 */
export function SetPasswordForms({ openAction, setAction }: Props) {
  const opening = useActionForm({
    action: openAction,
    schema: openLinkSchema,
    defaultValues: { link: '' },
  })
  const opened = opening.state.status === 'done' ? opening.state.result : undefined
  const setting = useActionForm({
    action: setAction,
    schema: opened ? withPolicy(setPasswordSchema, opened.policy) : setPasswordSchema,
    defaultValues: { password: '' },
    hidden: { link: opened?.token ?? '' },
  })
  useFragment((link) => {
    opening.setValue('link', link)
    opening.submit()
  })
  // Without JavaScript, the page has only the state of the form that was sent.
  const isOpen = opened !== undefined || setting.state.status !== 'idle'
  return isOpen ? <PasswordForm form={setting} opened={opened} /> : <LinkForm form={opening} />
}

function LinkForm({ form }: { form: ActionForm<'link'> }) {
  return (
    <>
      {form.pending && <p>Checking your link…</p>}
      <FormFrame form={form} label="Open your link" className={form.pending ? 'hidden' : undefined}>
        <PastedLinkField form={form} help="Paste the whole link that you got." />
        <Button type="submit" variant="primary" busy={form.pending}>
          Continue
        </Button>
      </FormFrame>
    </>
  )
}

function PasswordForm({
  form,
  opened,
}: {
  form: ActionForm<'password'>
  opened: Opened | undefined
}) {
  return (
    <FormFrame form={form} label="Choose a password">
      {opened && <p dir="auto">{`For ${opened.email}. This signs you out everywhere.`}</p>}
      {/* For password managers. Without a name it is not submitted. */}
      <input
        type="email"
        autoComplete="username"
        defaultValue={opened?.email}
        className="hidden"
        readOnly
      />
      <PasswordField
        form={form}
        name="password"
        label="New password"
        autoComplete="new-password"
        autoFocus
        help={opened && describePolicy(opened.policy)}
        generate={() => generatePassword(opened?.policy)}
      />
      <Button type="submit" variant="primary" busy={form.pending}>
        Save password
      </Button>
    </FormFrame>
  )
}
