'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { userKeySchema } from '@/lib/users/schema'

type Props = { userId: number; action: FormAction<unknown>; cancelHref: string }

export function DeleteUserForm({ userId, action, cancelHref }: Props) {
  const form = useActionForm({ action, schema: userKeySchema, hidden: { id: userId } })
  return (
    <FormFrame form={form} label="Delete User" className="grid gap-4">
      <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
        <li>They are signed out now, and their User Secret stops working.</li>
        <li>
          This user is permanently deleted. To keep the option of undoing, deactivate instead.
        </li>
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={cancelHref} data-close>
          Cancel
        </ButtonLink>
        <Button type="submit" variant="danger" busy={form.pending} busyLabel="Deleting…">
          Delete User
        </Button>
      </div>
    </FormFrame>
  )
}
