'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { passkeyKeySchema } from '@/lib/passkeys/schema'

export type RemoveProps = {
  action: FormAction<unknown>
  passkey: { id: number; name: string }
  isLastWayIn: boolean
  /** Where Cancel leads without JavaScript. */
  href: string
}

export function RemovePasskeyForm({ action, passkey, isLastWayIn, href }: RemoveProps) {
  const form = useActionForm({ action, schema: passkeyKeySchema, hidden: { id: passkey.id } })
  return (
    <FormFrame form={form} label={`Remove ${passkey.name}`}>
      <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
        {isLastWayIn && (
          <li className="font-medium">
            You have no password, so this passkey is your only way to sign in. Without it, ask an
            administrator for a link.
          </li>
        )}
        <li>You can no longer sign in with it.</li>
        <li>Your device or password manager may keep it. Delete it there too.</li>
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={href} keepScroll data-close>
          Cancel
        </ButtonLink>
        <Button type="submit" variant="danger" busy={form.pending} busyLabel="Removing…">
          Remove passkey
        </Button>
      </div>
    </FormFrame>
  )
}
