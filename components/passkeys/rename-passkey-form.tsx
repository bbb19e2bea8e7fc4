'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { renamePasskeySchema } from '@/lib/passkeys/schema'

type Props = {
  action: FormAction<unknown>
  passkey: { id: number; name: string }
  /** Where Cancel leads. */
  href: string
}

export function RenamePasskeyForm({ action, passkey: { id, name }, href }: Props) {
  const form = useActionForm({
    action,
    schema: renamePasskeySchema,
    defaultValues: { name },
    hidden: { id },
  })
  return (
    <FormFrame form={form} label={`Rename ${name}`}>
      <TextField form={form} name="name" label="Name" autoFocus />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={form.pending}>
          Save
        </Button>
        <ButtonLink href={href} keepScroll>
          Cancel
        </ButtonLink>
      </div>
    </FormFrame>
  )
}
