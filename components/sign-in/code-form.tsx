'use client'

import { z } from 'zod'
import { SignInFrame } from '@/components/sign-in/sign-in-frame'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
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
  const keyboard = recovery
    ? ({ autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const)
    : ({ autoComplete: 'one-time-code', inputMode: 'numeric' } as const)
  return (
    <SignInFrame form={form} label="Enter the code">
      <TextField
        form={form}
        name="code"
        label={recovery ? 'Recovery code' : 'Code'}
        dir="ltr"
        autoFocus
        {...keyboard}
      />
    </SignInFrame>
  )
}
