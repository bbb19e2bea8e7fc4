'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { domainSchema } from '@/lib/providers/schema'

export function AddDomainForm({ id, action }: { id: number; action: FormAction<unknown> }) {
  const form = useActionForm({
    action,
    schema: domainSchema,
    defaultValues: { domain: '' },
    hidden: { id },
  })
  return (
    <FormFrame form={form} label="Add a domain">
      <TextField
        form={form}
        name="domain"
        label="Email domain"
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        help="Such as example.com. People whose address ends with it are led to this provider."
        trailing={
          <Button type="submit" busy={form.pending} busyLabel="Adding…">
            Add
          </Button>
        }
      />
    </FormFrame>
  )
}

type Props = {
  id: number
  domain: string
  action: FormAction<unknown>
  label: 'Verify' | 'Remove'
  busyLabel: string
}

/** A button that does something with one domain. */
export function DomainForm({ id, domain, action, label, busyLabel }: Props) {
  const form = useActionForm({ action, schema: domainSchema, hidden: { id, domain } })
  return (
    <FormFrame form={form} label={`${label} ${domain}`} className="grid gap-2">
      <Button type="submit" busy={form.pending} busyLabel={busyLabel}>
        {label}
      </Button>
    </FormFrame>
  )
}
