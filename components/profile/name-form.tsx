'use client'

import { FormFrame } from '@/components/ui/form-frame'
import { SaveBar } from '@/components/ui/save-bar'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { updateNameSchema } from '@/lib/profile/schema'
import type { OwnProfile } from '@/lib/profile/view'

type Props = {
  profile: Pick<OwnProfile, 'version' | 'firstName' | 'lastName'>
  action: FormAction<unknown>
}

export function NameForm({ profile, action }: Props) {
  const { version, firstName, lastName } = profile
  const form = useActionForm({
    action,
    schema: updateNameSchema,
    defaultValues: { firstName, lastName },
    hidden: { version },
    requireChanges: true,
  })
  return (
    <FormFrame form={form} label="Name" className="grid" inset>
      <div className="grid gap-4 p-4 md:grid-cols-2 md:p-6">
        <TextField form={form} name="firstName" label="First Name" autoComplete="given-name" />
        <TextField form={form} name="lastName" label="Last Name" autoComplete="family-name" />
      </div>
      <SaveBar form={form} label="Save" />
    </FormFrame>
  )
}
