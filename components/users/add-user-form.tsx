'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { ADD_USER_ID } from '@/components/ui/element-ids'
import { EmailField } from '@/components/ui/email-field'
import { FormFrame } from '@/components/ui/form-frame'
import { PasswordField } from '@/components/ui/password-field'
import { SecretsNotice } from '@/components/ui/secrets-notice'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { RolesField } from '@/components/users/roles-field'
import { savedIn } from '@/lib/form-state'
import { generatePassword } from '@/lib/passwords/generate'
import { describePolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import { addUserSchema, withPolicy } from '@/lib/users/schema'

const emptyUser = {
  firstName: '',
  lastName: '',
  email: '',
  password: '',
  orgAdmin: false,
  accountAdmin: false,
  mustChangePassword: true,
}

type Added = { password: string; secret: string }

type Props = {
  account: { id: number; defaultAccount: boolean }
  policy: PasswordPolicy
  action: FormAction<Added>
  closeHref: string
}

/** Nobody is notified, so the new user's password and secret are shown once. */
export function AddUserForm({ account, policy, action, closeHref }: Props) {
  const form = useActionForm({
    action,
    schema: withPolicy(addUserSchema, policy),
    defaultValues: emptyUser,
    warnOnLeave: true,
    hidden: { accountId: account.id },
  })
  const added = savedIn(form.state)
  return (
    <div className="grid gap-4 border-border border-b bg-bg p-4 md:p-6">
      {added && (
        <SecretsNotice
          key={form.responseCount}
          message={added.message}
          secrets={[
            { label: 'Password', text: added.result.password },
            { label: 'User Secret', text: added.result.secret },
          ]}
        />
      )}
      <FormFrame form={form} label="Add User">
        <div className="grid gap-4 md:grid-cols-2">
          <TextField form={form} name="firstName" label="First Name" autoComplete="off" autoFocus />
          <TextField form={form} name="lastName" label="Last Name" autoComplete="off" />
          <EmailField form={form} name="email" autoComplete="off" />
          <PasswordField
            form={form}
            name="password"
            label="Password"
            autoComplete="new-password"
            generate={() => generatePassword(policy)}
            help={describePolicy(policy)}
          />
        </div>
        <RolesField form={form} defaultAccount={account.defaultAccount} />
        <CheckboxField
          form={form}
          name="mustChangePassword"
          label="Require a new password at first sign-in"
        />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" busy={form.pending}>
            Save
          </Button>
          <ButtonLink href={closeHref} keepScroll focusNext={ADD_USER_ID}>
            {added ? 'Close' : 'Cancel'}
          </ButtonLink>
        </div>
      </FormFrame>
    </div>
  )
}
