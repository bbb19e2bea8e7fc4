'use client'

import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { EmailField } from '@/components/ui/email-field'
import { FormFrame } from '@/components/ui/form-frame'
import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { setUpSchema } from '@/lib/organization/schema'
import { describePolicy } from '@/lib/passwords/policy'

type Props = { action: FormAction<unknown>; token: string }

export function SetUpForm({ action, token }: Props) {
  const form = useActionForm({
    action,
    schema: setUpSchema,
    defaultValues: {
      name: '',
      firstName: '',
      lastName: '',
      email: '',
      password: '',
      sampleData: false,
    },
    hidden: { token },
  })
  return (
    <FormFrame form={form} label="Set up">
      <TextField
        form={form}
        name="name"
        label="Organization name"
        autoComplete="organization"
        autoFocus
      />
      <div className="grid gap-4 md:grid-cols-2">
        <TextField form={form} name="firstName" label="First Name" autoComplete="given-name" />
        <TextField form={form} name="lastName" label="Last Name" autoComplete="family-name" />
      </div>
      <EmailField form={form} name="email" autoComplete="username" />
      <PasswordField
        form={form}
        name="password"
        label="Password"
        autoComplete="new-password"
        help={describePolicy()}
      />
      <CheckboxField
        form={form}
        name="sampleData"
        label="Add sample data"
        help="Creates 40 accounts with users to explore. You can delete them like any others."
      />
      <Button type="submit" variant="primary" busy={form.pending}>
        Create organization
      </Button>
    </FormFrame>
  )
}
