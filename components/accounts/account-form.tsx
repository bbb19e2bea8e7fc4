'use client'

import { FormFrame } from '@/components/ui/action-form'
import { CharacterCount } from '@/components/ui/character-count'
import { TextAreaField, TextField } from '@/components/ui/field'
import { SaveBar } from '@/components/ui/save-bar'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { DESCRIPTION_MAX, updateAccountSchema } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'
import { codePoints } from '@/lib/text'

type Props = {
  account: Pick<AccountView, 'id' | 'version' | 'name' | 'description' | 'externalId'>
  /** Whether another active account has the same name. */
  hasDuplicateName: boolean
  action: FormAction<unknown>
}

/** Name, description and external ID of an account. */
export function AccountForm({ account, hasDuplicateName, action }: Props) {
  const { id, version, name, description, externalId } = account
  const form = useActionForm({
    action,
    schema: updateAccountSchema,
    defaults: { name, description, externalId },
    hidden: { id, version },
    edits: true,
  })
  const counter = { form, name: 'description', value: description, max: DESCRIPTION_MAX }
  return (
    <FormFrame form={form} label="Account" className="grid" inset>
      <div className="grid gap-5 p-4 md:p-6">
        <TextField
          form={form}
          name="name"
          label="Name"
          autoComplete="off"
          help={hasDuplicateName && 'Another active account has the same name.'}
        />
        <TextAreaField
          form={form}
          name="description"
          label="Description"
          optional
          help={<CharacterCount {...counter} count={codePoints} />}
        />
        <TextField
          form={form}
          name="externalId"
          label="External ID"
          autoComplete="off"
          spellCheck={false}
          help="The account's key in your own systems."
        />
      </div>
      <SaveBar form={form} label="Update Account" />
    </FormFrame>
  )
}
