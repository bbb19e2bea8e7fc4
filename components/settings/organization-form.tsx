'use client'

import { FormFrame } from '@/components/ui/form-frame'
import { SaveBar } from '@/components/ui/save-bar'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { organizationNameSchema } from '@/lib/organization/schema'

type Props = { name: string; version: number; action: FormAction<unknown> }

export function OrganizationForm({ name, version, action }: Props) {
  const form = useActionForm({
    action,
    schema: organizationNameSchema,
    defaultValues: { name },
    hidden: { version },
    requireChanges: true,
  })
  return (
    <FormFrame form={form} label="Organization" className="grid" inset>
      <div className="p-4 md:p-6">
        <TextField form={form} name="name" label="Name" autoComplete="off" />
      </div>
      <SaveBar form={form} label="Save" />
    </FormFrame>
  )
}
