'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { ADD_USER_ID } from '@/components/ui/element-ids'
import { EmailField } from '@/components/ui/email-field'
import { FormFrame } from '@/components/ui/form-frame'
import { PasswordField } from '@/components/ui/password-field'
import { RadioField } from '@/components/ui/radio-field'
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
  firstPassword: 'typed' as const,
  password: '',
  sendMail: false,
  orgAdmin: false,
  accountAdmin: false,
  mustChangePassword: true,
}

/** Of the password and the link, there is one. */
export type AddedUser = {
  password?: string | undefined
  link?: string | undefined
  secret: string
}

type Props = {
  account: { id: number; defaultAccount: boolean }
  policy: PasswordPolicy
  isMailOn: boolean
  action: FormAction<AddedUser>
  closeHref: string
}

const ways = [
  { value: 'typed', label: 'Type a password' },
  { value: 'generated', label: 'Generate a password' },
  { value: 'link', label: 'Let them choose it, with a link that works for 7 days' },
]

/** Nobody is notified, so the new user's password or link and secret are shown once. */
export function AddUserForm({ account, policy, isMailOn, action, closeHref }: Props) {
  const form = useActionForm({
    action,
    schema: withPolicy(addUserSchema, policy),
    defaultValues: emptyUser,
    warnOnLeave: true,
    hidden: { accountId: account.id },
  })
  const added = savedIn(form.state)
  // Without JavaScript, all fields are there. The server ignores what the choice doesn't need.
  const way = form.hydrated ? form.watch('firstPassword') : undefined
  return (
    <div className="grid gap-4 border-border border-b bg-bg p-4 md:p-6">
      {added && (
        <SecretsNotice
          key={form.responseCount}
          message={added.message}
          secrets={secretsOf(added.result)}
        />
      )}
      <FormFrame form={form} label="Add User">
        <div className="grid gap-4 md:grid-cols-2">
          <TextField form={form} name="firstName" label="First Name" autoComplete="off" autoFocus />
          <TextField form={form} name="lastName" label="Last Name" autoComplete="off" />
          <EmailField form={form} name="email" autoComplete="off" />
        </div>
        <RadioField form={form} name="firstPassword" label="First password" options={ways} />
        {(!way || way === 'typed') && (
          <div className="md:max-w-1/2">
            <PasswordField
              form={form}
              name="password"
              label="Password"
              autoComplete="new-password"
              generate={() => generatePassword(policy)}
              required={way === 'typed'}
              help={describePolicy(policy)}
            />
          </div>
        )}
        {isMailOn && (!way || way === 'link') && (
          <CheckboxField form={form} name="sendMail" label="Send the link by mail" />
        )}
        {way !== 'link' && (
          <CheckboxField
            form={form}
            name="mustChangePassword"
            label="Require a new password at first sign-in"
          />
        )}
        <RolesField form={form} defaultAccount={account.defaultAccount} />
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

function secretsOf({ password, link, secret }: AddedUser) {
  return [
    ...(password === undefined ? [] : [{ label: 'Password', text: password }]),
    ...(link === undefined ? [] : [{ label: 'Link', text: link }]),
    { label: 'User Secret', text: secret },
  ]
}
