'use client'

import { EmailField } from '@/components/ui/email-field'
import { FormFrame } from '@/components/ui/form-frame'
import { SaveBar } from '@/components/ui/save-bar'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { OwnEmail } from '@/components/users/own-email'
import { RolesField } from '@/components/users/roles-field'
import { updateUserSchema } from '@/lib/users/schema'
import type { UserView } from '@/lib/users/view'

type Props = {
  user: UserView
  defaultAccount: boolean
  action: FormAction<unknown>
  orgAdminBlocked: string | undefined
  own: boolean
}

export function UserForm({ user, defaultAccount, action, orgAdminBlocked, own }: Props) {
  const { id, version, firstName, lastName, email, orgAdmin, accountAdmin } = user
  const form = useActionForm({
    action,
    schema: updateUserSchema,
    defaultValues: { firstName, lastName, email, orgAdmin, accountAdmin },
    hidden: { id, version },
    requireChanges: true,
  })
  return (
    <FormFrame form={form} label="User" className="grid" inset>
      <div className="grid gap-4 p-4 md:p-6">
        <div className="grid gap-4 md:grid-cols-2">
          <TextField form={form} name="firstName" label="First Name" autoComplete="off" />
          <TextField form={form} name="lastName" label="Last Name" autoComplete="off" />
        </div>
        {own ? (
          <OwnEmail email={email} />
        ) : (
          <EmailField form={form} name="email" autoComplete="off" />
        )}
        <RolesField
          form={form}
          defaultAccount={defaultAccount}
          own={own}
          blocked={orgAdminBlocked}
        />
      </div>
      <SaveBar form={form} label="Save" />
    </FormFrame>
  )
}
