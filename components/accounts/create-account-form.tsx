'use client'

import { FormFrame } from '@/components/ui/action-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { createAccountSchema } from '@/lib/accounts/schema'

type Props = { action: FormAction<unknown>; cancelHref: string }

/** Adds an account by its name; the rest is on the page that it leads to. */
export function CreateAccountForm({ action, cancelHref }: Props) {
  const form = useActionForm({ action, schema: createAccountSchema, guarded: true })
  return (
    <FormFrame form={form} label="Add Account">
      <TextField
        form={form}
        name="name"
        label="Name"
        help="Up to 80 characters, e.g. the customer's name. You can change it later."
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
