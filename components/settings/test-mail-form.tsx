'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { sendTestMailSchema } from '@/lib/mail/schema'

export function TestMailForm({ action }: { action: FormAction<unknown> }) {
  const form = useActionForm({ action, schema: sendTestMailSchema })
  const { state } = form
  return (
    <FormFrame form={form} label="Send me a test">
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={form.pending}>
          Send me a test
        </Button>
        {state.status === 'done' && <span className="text-text-2">{state.message}</span>}
      </div>
    </FormFrame>
  )
}
