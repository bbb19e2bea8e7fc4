'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { deleteViewSchema } from '@/lib/list-settings/schema'
import type { SavedView } from '@/lib/list-settings/view'

type Props = { view: SavedView; action: FormAction<unknown> }

export function DeleteViewForm({ view: { id, version, shared }, action }: Props) {
  const form = useActionForm({ action, schema: deleteViewSchema, hidden: { id, version } })
  return (
    <FormFrame form={form} label="Delete View">
      <p>
        {shared
          ? 'It disappears for everyone in the organization. No account is deleted.'
          : 'Only you have this view. No account is deleted.'}
      </p>
      <div>
        <Button type="submit" variant="danger-outline" busy={form.pending} busyLabel="Deleting…">
          Delete View
        </Button>
      </div>
    </FormFrame>
  )
}
