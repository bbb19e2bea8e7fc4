'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { emptySchema } from '@/lib/sessions/schema'

type Props = { action: FormAction<unknown>; others: number }

export function EndSessionsForm({ action, others }: Props) {
  const form = useActionForm({ action, schema: emptySchema })
  const { state } = form
  return (
    <FormFrame form={form} label="End other sessions">
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={form.pending} disabled={others < 1}>
          End other sessions
        </Button>
        <span className="text-text-2">
          {state.status === 'done' ? state.message : others < 1 && 'This is your only session.'}
        </span>
      </div>
    </FormFrame>
  )
}
