'use client'

import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { useLoadDocument } from '@/components/ui/use-load-document'
import type { FormAction } from '@/components/ui/use-server-action'
import { codeSchema } from '@/lib/second-factor/schema'

type Props = {
  action: FormAction<{ location: string }>
  next: string
  /** Asks for a recovery code instead of a code of the app. */
  recovery: boolean
}

const formSchema = codeSchema.extend({ next: z.string() })

export function CodeForm({ action, next, recovery }: Props) {
  const form = useActionForm({
    action,
    schema: formSchema,
    defaultValues: { code: '' },
    hidden: { next },
  })
  useLoadDocument(form.state)
  const keyboard = recovery
    ? ({ autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const)
    : ({ autoComplete: 'one-time-code', inputMode: 'numeric' } as const)
  return (
    <FormFrame form={form} label="Enter the code">
      <TextField
        form={form}
        name="code"
        label={recovery ? 'Recovery code' : 'Code'}
        dir="ltr"
        autoFocus
        {...keyboard}
      />
      <Button
        type="submit"
        variant="primary"
        busy={form.pending || form.state.status === 'done'}
        busyLabel="Signing in…"
      >
        Sign in
      </Button>
    </FormFrame>
  )
}
