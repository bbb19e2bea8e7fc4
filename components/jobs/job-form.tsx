'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { jobKeySchema } from '@/lib/jobs/schema'

type Props = {
  id: number
  label: string
  busyLabel: string
  action: FormAction<unknown>
  primary?: boolean
}

export function JobForm({ id, label, busyLabel, action, primary = false }: Props) {
  const form = useActionForm({ action, schema: jobKeySchema, hidden: { id } })
  return (
    <FormFrame form={form} label={label} className="grid gap-2">
      <Button
        type="submit"
        variant={primary ? 'primary' : 'secondary'}
        busy={form.pending}
        busyLabel={busyLabel}
      >
        {label}
      </Button>
    </FormFrame>
  )
}
