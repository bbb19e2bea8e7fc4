'use client'

import { FormFrame } from '@/components/ui/action-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { userKeySchema } from '@/lib/users/schema'

type Props = { userId: number; action: FormAction<unknown>; cancelHref: string }

/** What deleting a user will do, and the button that does it. */
export function DeleteUserForm({ userId, action, cancelHref }: Props) {
  const form = useActionForm({ action, schema: userKeySchema, hidden: { id: userId } })
  return (
    <FormFrame form={form} label="Delete User" className="grid gap-4">
      <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
        <li>They are signed out now, and their User Secret stops working.</li>
        <li>They are gone for good: this cannot be undone. Deactivating them can.</li>
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={cancelHref} data-close>
          Cancel
        </ButtonLink>
        <Button type="submit" variant="danger" busy={form.pending}>
          Delete User
        </Button>
      </div>
    </FormFrame>
  )
}
