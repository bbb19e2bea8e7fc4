'use client'

import { FormFrame } from '@/components/ui/form-frame'
import { SaveBar } from '@/components/ui/save-bar'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { MIN_IDLE_MINUTES } from '@/lib/organization/policy'
import { setSessionPolicySchema } from '@/lib/organization/schema'
import type { SessionLimits, SessionPolicy } from '@/lib/organization/view'

type Props = {
  policy: SessionPolicy
  limits: SessionLimits
  version: number
  action: FormAction<unknown>
}

export function SessionPolicyForm({ policy, limits, version, action }: Props) {
  const { idleMinutes, absoluteHours } = policy
  const form = useActionForm({
    action,
    schema: setSessionPolicySchema,
    defaultValues: {
      idleMinutes: String(idleMinutes ?? ''),
      absoluteHours: String(absoluteHours ?? ''),
    },
    hidden: { version },
    requireChanges: true,
  })
  const number = { type: 'number', inputMode: 'numeric', autoComplete: 'off' } as const
  return (
    <FormFrame form={form} label="Sessions" className="grid" inset>
      <div className="grid gap-x-8 gap-y-5 p-4 md:grid-cols-2 md:p-6">
        <TextField
          form={form}
          name="idleMinutes"
          label="Idle timeout in minutes"
          optional
          {...number}
          min={MIN_IDLE_MINUTES}
          max={limits.idleMinutes}
          placeholder={String(limits.idleMinutes)}
          help={`${MIN_IDLE_MINUTES} to ${limits.idleMinutes}. Leave empty for the server's limit, ${limits.idleMinutes}.`}
        />
        <TextField
          form={form}
          name="absoluteHours"
          label="Maximum length in hours"
          optional
          {...number}
          min={1}
          max={limits.absoluteHours}
          placeholder={String(limits.absoluteHours)}
          help={`1 to ${limits.absoluteHours}. Leave empty for the server's limit, ${limits.absoluteHours}.`}
        />
        <p className="text-help text-text-2 md:col-span-2">
          After that, people sign in again. This applies to open sessions too: older ones end at
          once, even yours.
        </p>
      </div>
      <SaveBar form={form} label="Save" />
    </FormFrame>
  )
}
