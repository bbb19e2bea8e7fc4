'use client'

import { DuplicateNameHint } from '@/components/accounts/duplicate-name-hint'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { createAccountSchema } from '@/lib/accounts/schema'

type Props = { action: FormAction<unknown>; cancelHref: string }

/** Asks for the name only. The account's page, which opens next, has the rest. */
export function CreateAccountForm({ action, cancelHref }: Props) {
  const form = useActionForm({
    action,
    schema: createAccountSchema,
    defaultValues: { name: '' },
    warnOnLeave: true,
  })
  return (
    <FormFrame form={form} label="Add Account">
      <TextField
        form={form}
        name="name"
        label="Name"
        help={
          <>
            <span>Up to 80 characters, e.g. the customer's name. You can change it later.</span>
            <DuplicateNameHint name={String(form.watch('name'))} />
          </>
        }
        autoComplete="off"
        autoFocus
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={form.pending}>
          Create
        </Button>
        <ButtonLink href={cancelHref} data-close>
          Cancel
        </ButtonLink>
      </div>
    </FormFrame>
  )
}
