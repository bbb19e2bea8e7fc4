'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { paths } from '@/lib/paths'
import { providerKeySchema } from '@/lib/providers/schema'

type Props = { id: number; action: FormAction<unknown> }

export function DeleteProviderForm({ id, action }: Props) {
  const form = useActionForm({ action, schema: providerKeySchema, hidden: { id } })
  return (
    <FormFrame form={form} label="Delete Identity Provider">
      <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
        <li>People can no longer sign in with it. People without a password need a new way in.</li>
        <li>Users and sessions stay. Its domains have to be verified again if you add it again.</li>
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={paths.provider(id)}>Cancel</ButtonLink>
        <Button type="submit" variant="danger" busy={form.pending} busyLabel="Deleting…">
          Delete provider
        </Button>
      </div>
    </FormFrame>
  )
}
