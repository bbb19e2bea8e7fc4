'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { userActiveSchema } from '@/lib/users/schema'

type Props = {
  user: { id: number; active: boolean }
  action: FormAction<unknown>
  /** Why the user can't be deactivated. */
  blocked: string | undefined
}

export function UserActiveForm({ user, action, blocked }: Props) {
  const { id, active } = user
  const form = useActionForm({
    action,
    schema: userActiveSchema,
    hidden: { id, active: active ? 'off' : 'on' },
  })
  const disabled = active && blocked !== undefined
  return (
    <FormFrame
      form={form}
      label={active ? 'Deactivate user' : 'Reactivate user'}
      className="grid gap-4 max-md:w-full"
    >
      <Button
        type="submit"
        busy={form.pending}
        disabled={disabled}
        aria-describedby={disabled ? 'removal-reason' : undefined}
        className="max-md:w-full"
      >
        {active ? 'Deactivate' : 'Reactivate'}
      </Button>
    </FormFrame>
  )
}
