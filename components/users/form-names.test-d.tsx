// Compiled by `tsc`, never run: each `@ts-expect-error` is a mistake that must not compile.
import { CheckboxField } from '@/components/ui/checkbox-field'
import { PasswordField } from '@/components/ui/password-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { RolesField } from '@/components/users/roles-field'
import { updateAccountSchema } from '@/lib/accounts/schema'
import { addUserSchema } from '@/lib/users/schema'

declare const action: FormAction<{ password: string }>

export function MisspelledFields() {
  const form = useActionForm({
    action,
    schema: addUserSchema,
    defaultValues: { firstName: '', password: '', accountAdmin: false },
    hidden: { accountId: 1 },
  })
  return (
    <>
      <TextField form={form} name="firstName" label="First Name" />
      {/* @ts-expect-error a typo in the name of a text field */}
      <TextField form={form} name="fristName" label="First Name" />
      {/* @ts-expect-error a field of the schema that has no default value */}
      <TextField form={form} name="lastName" label="Last Name" />
      {/* @ts-expect-error a typo in the name of a paragraph */}
      <TextAreaField form={form} name="firstname" label="First Name" />
      <PasswordField form={form} name="password" label="Password" autoComplete="new-password" />
      {/* @ts-expect-error a password under a name that a rejected form would show */}
      <PasswordField form={form} name="firstName" label="Password" autoComplete="new-password" />
      {/* @ts-expect-error a typo in the name of a password */}
      <PasswordField form={form} name="pasword" label="Password" autoComplete="new-password" />
      <CheckboxField form={form} name="accountAdmin" label="Account Admin" />
      {/* @ts-expect-error a typo in the name of a checkbox */}
      <CheckboxField form={form} name="acountAdmin" label="Account Admin" />
      {/* @ts-expect-error a form without one of the roles */}
      <RolesField form={form} defaultAccount />
    </>
  )
}

export function MisspelledValues() {
  useActionForm({
    action,
    schema: updateAccountSchema,
    // @ts-expect-error a typo in a default value
    defaultValues: { name: '', descripton: '' },
  })
  useActionForm({
    action,
    schema: updateAccountSchema,
    // @ts-expect-error a default value of the wrong type
    defaultValues: { name: 1 },
  })
  useActionForm({
    action,
    schema: updateAccountSchema,
    // @ts-expect-error a typo in a hidden value
    hidden: { id: 1, vresion: 2 },
  })
}

export function MisspelledUses() {
  const form = useActionForm({
    action,
    schema: updateAccountSchema,
    defaultValues: { name: '' },
  })
  // @ts-expect-error a typo in a watched field
  form.watch('nane')
  // @ts-expect-error a typo in a field that is set
  form.setValue('nane', '')
  // @ts-expect-error a result that the action does not return
  return form.state.status === 'done' && form.state.result.secret
}
