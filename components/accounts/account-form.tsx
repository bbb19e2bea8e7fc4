'use client'

import { useState } from 'react'
import { FormFrame } from '@/components/ui/action-form'
import { TextAreaField, TextField } from '@/components/ui/field'
import { SaveBar } from '@/components/ui/save-bar'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-answer'
import { DESCRIPTION_MAX, updateAccountSchema } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'
import { codePoints } from '@/lib/text'

type Props = {
  account: Pick<AccountView, 'id' | 'version' | 'name' | 'description' | 'externalId'>
  /** Whether another active account has the same name. */
  namesake: boolean
  action: FormAction<unknown>
}

/** Name, description and external ID of an account. */
export function AccountForm({ account, namesake, action }: Props) {
  const { id, version, name, description, externalId } = account
  const form = useActionForm({
    action,
    schema: updateAccountSchema,
    defaults: { name, description, externalId },
    hidden: { id, version },
    edits: true,
  })
  const [length, setLength] = useState(codePoints(description))
  return (
    <FormFrame form={form} label="Account" className="grid">
      <div className="grid gap-5 p-4 md:p-6">
        <TextField
          form={form}
          name="name"
          label="Name"
          autoComplete="off"
          help={namesake && 'Another active account has the same name.'}
        />
        <TextAreaField
          form={form}
          name="description"
          label="Description"
          optional
          help={
            <span className="tabular-nums">{`${length} of ${DESCRIPTION_MAX} characters`}</span>
          }
          onInput={(event) => setLength(codePoints(event.currentTarget.value))}
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
