'use client'

import { DuplicateNameHint } from '@/components/accounts/duplicate-name-hint'
import { FormFrame } from '@/components/ui/form-frame'
import { SaveBar } from '@/components/ui/save-bar'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { DESCRIPTION_MAX, updateAccountSchema } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'
import { codePoints } from '@/lib/text'

type Props = {
  account: Pick<AccountView, 'id' | 'version' | 'name' | 'description' | 'externalId'>
  hasDuplicateName: boolean
  action: FormAction<unknown>
}

export function AccountForm({ account, hasDuplicateName, action }: Props) {
  const { id, version, name, description, externalId } = account
  const form = useActionForm({
    action,
    schema: updateAccountSchema,
    defaultValues: { name, description, externalId },
    hidden: { id, version },
    requireChanges: true,
  })
  const length = codePoints(String(form.watch('description')))
  return (
    <FormFrame form={form} label="Account" className="grid" inset>
      <div className="grid gap-5 p-4 md:p-6">
        <TextField
          form={form}
          name="name"
          label="Name"
          autoComplete="off"
          help={
            <DuplicateNameHint
              name={String(form.watch('name'))}
              saved={{ id, name, hasDuplicateName }}
            />
          }
        />
        <TextAreaField
          form={form}
          name="description"
          label="Description"
          optional
          help={
            <span className="tabular-nums">{`${length} of ${DESCRIPTION_MAX} characters`}</span>
          }
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
