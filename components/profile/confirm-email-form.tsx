'use client'

import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { PastedLinkField } from '@/components/ui/pasted-link-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { useFragment } from '@/components/ui/use-fragment'
import type { FormAction } from '@/components/ui/use-server-action'
import { paths } from '@/lib/paths'
import { confirmEmailSchema } from '@/lib/profile/schema'

/**
 * Takes the link out of the address. Without JavaScript, people paste it, because browsers don't send
 * fragments. Opening the page confirms nothing: mail scanners open links too.
 */
export function ConfirmEmailForm({ action }: { action: FormAction<unknown> }) {
  const form = useActionForm({
    action,
    schema: confirmEmailSchema,
    defaultValues: { link: '' },
    warnOnLeave: false,
  })
  const [isFromAddress, setFromAddress] = useState(false)
  useFragment((link) => {
    form.setValue('link', link)
    setFromAddress(true)
  })
  if (form.state.status === 'done') {
    return (
      <>
        <Notice tone="ok" ref={focus}>
          <p dir="auto">{form.state.message}</p>
        </Notice>
        <ButtonLink href={paths.profile}>Open your profile</ButtonLink>
      </>
    )
  }
  return (
    <FormFrame form={form} label="Confirm your email">
      <p>This makes the address that got the link your email, and ends your other sessions.</p>
      <div className={isFromAddress ? 'hidden' : undefined}>
        <PastedLinkField form={form} help="Paste the whole link from the mail." />
      </div>
      <Button type="submit" variant="primary" busy={form.pending}>
        Confirm email
      </Button>
    </FormFrame>
  )
}

const focus = (element: HTMLElement | null) => element?.focus()
