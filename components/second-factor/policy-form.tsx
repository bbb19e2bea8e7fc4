'use client'

import { RequirementField } from '@/components/second-factor/requirement-field'
import { FormFrame } from '@/components/ui/form-frame'
import { SaveBar } from '@/components/ui/save-bar'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { setSecondFactorPolicySchema } from '@/lib/organization/schema'
import { MAX_GRACE_DAYS, type SecondFactorPolicy } from '@/lib/second-factor/policy'

type Props = {
  policy: SecondFactorPolicy
  version: number
  /** Says for a choice who has no second factor. */
  consequences: { [requirement: string]: string }
  action: FormAction<unknown>
}

export function PolicyForm({ policy, version, consequences, action }: Props) {
  const { requirement, graceDays } = policy
  const form = useActionForm({
    action,
    schema: setSecondFactorPolicySchema,
    defaultValues: { requirement, graceDays: String(graceDays) },
    hidden: { version },
    requireChanges: true,
  })
  return (
    <FormFrame form={form} label="Second factor" className="grid" inset>
      <div className="grid gap-6 p-4 md:p-6">
        <RequirementField form={form} consequences={consequences} />
        <div className="md:[&_input]:max-w-40">
          <TextField
            form={form}
            name="graceDays"
            label="Days of grace"
            type="number"
            min={0}
            max={MAX_GRACE_DAYS}
            inputMode="numeric"
            autoComplete="off"
            help={`From 0 to ${MAX_GRACE_DAYS}. Until then, people see a notice. After that, they must set up a second factor before anything else.`}
          />
        </div>
        <p className="text-help text-text-2">
          A new requirement applies to open sessions as well. People without a second factor stay
          signed in and get the notice. People who have one, but signed in with a password alone,
          sign in again. You stay signed in.
        </p>
      </div>
      <SaveBar form={form} label="Save" />
    </FormFrame>
  )
}
