'use client'

import { useEffect, useEffectEvent } from 'react'
import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'
import { type ActionForm, useActionForm } from '@/components/ui/use-action-form'
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

/** Takes the token out of the address, so that it stays neither on the screen nor in the history. */
function useFragment(open: (link: string) => void): void {
  const read = useEffectEvent(() => {
    const link = window.location.hash.slice(1)
    if (link === '') return
    window.history.replaceState(null, '', window.location.pathname)
    open(link)
  })
  useEffect(() => {
    // Only then does the router follow changes of the history; it would restore the address.
    const timer = setTimeout(() => read())
    // Another link was opened in the same tab.
    const reload = () => window.location.hash && window.location.reload()
    window.addEventListener('hashchange', reload)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('hashchange', reload)
    }
  }, [])
}

function LinkForm({ form }: { form: ActionForm<'link'> }) {
  return (
    <>
      {form.pending && <p>Checking your link…</p>}
      <FormFrame form={form} label="Open your link" className={form.pending ? 'hidden' : undefined}>
        <TextField
          form={form}
          name="link"
          label="Your link"
          dir="ltr"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          help="Paste the whole link that you got."
        />
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
