'use client'

import type { LinkTexts } from '@/components/links/link-texts'
import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { SecretsNotice } from '@/components/ui/secrets-notice'
import { Time } from '@/components/ui/time'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { savedIn } from '@/lib/form-state'
import { newUserLinkSchema, userLinkSchema } from '@/lib/users/schema'

type Props = {
  user: { id: number; hasPassword: boolean }
  /** The newest link that nobody has used. */
  link: LinkTexts | undefined
  isMailOn: boolean
  createAction: FormAction<{ url: string | undefined }>
  endAction: FormAction<unknown>
}

/** Makes a link with which a user chooses their own password, so that nobody else knows it. */
export function UserLinkForm({ user, link, isMailOn, createAction, endAction }: Props) {
  const form = useActionForm({
    action: createAction,
    schema: newUserLinkSchema,
    defaultValues: { sendMail: false },
    hidden: { id: user.id },
  })
  const created = savedIn(form.state)
  const purpose = user.hasPassword ? 'reset link' : 'invite link'
  const isOpen = link !== undefined && !link.expired
  return (
    <div className="grid gap-4 border-border border-b p-4 md:p-6">
      {created && (
        <SecretsNotice
          key={form.responseCount}
          message={created.message}
          secrets={created.result.url ? [{ label: 'Link', text: created.result.url }] : []}
        />
      )}
      <div>
        <p>{`With ${user.hasPassword ? 'a' : 'an'} ${purpose}, this user chooses their own password. It works once, for ${user.hasPassword ? '24 hours' : '7 days'}.`}</p>
        {link && (
          <p className="text-text-2">
            <span>{`${link.before} `}</span>
            <Time {...link.time} />
            <span>{link.after}</span>
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <FormFrame form={form} label={`Create ${purpose}`}>
          {isMailOn && <CheckboxField form={form} name="sendMail" label="Send the link by mail" />}
          <Button type="submit" busy={form.pending}>
            {isOpen ? `Create new ${purpose}` : `Create ${purpose}`}
          </Button>
        </FormFrame>
        <RevokeForm key={user.id} user={user} isOpen={isOpen} action={endAction} />
      </div>
    </div>
  )
}

type RevokeProps = { user: { id: number }; isOpen: boolean; action: FormAction<unknown> }

function RevokeForm({ user, isOpen, action }: RevokeProps) {
  const form = useActionForm({ action, schema: userLinkSchema, hidden: { id: user.id } })
  if (!isOpen) {
    const { state } = form
    if (state.status !== 'done') return null
    return (
      <Notice tone="ok" ref={focus}>
        <p>{state.message}</p>
      </Notice>
    )
  }
  return (
    <FormFrame form={form} label="Revoke link">
      <Button type="submit" busy={form.pending}>
        Revoke link
      </Button>
    </FormFrame>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
