'use client'

import { useEffect, useState } from 'react'
import { PolicyFields } from '@/components/settings/policy-fields'
import { PolicyPresets } from '@/components/settings/policy-presets'
import { PolicyPreview } from '@/components/settings/policy-preview'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { SaveBar } from '@/components/ui/save-bar'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import type { FormState } from '@/lib/form-state'
import { setPasswordPolicySchema } from '@/lib/organization/schema'
import {
  type PasswordPolicy,
  type PolicyPreset,
  policyFieldNames,
  policyPresets,
} from '@/lib/passwords/policy'

type Props = {
  policy: PasswordPolicy
  version: number
  /** Fills the form without JavaScript, from a link. */
  preset: PolicyPreset | undefined
  action: FormAction<unknown>
}

export function PasswordPolicyForm({ policy, version, preset, action }: Props) {
  const [filledWith, setFilledWith] = useState(preset)
  const form = useActionForm({
    action,
    schema: setPasswordPolicySchema,
    defaultValues: {
      ...toTexts(filledWith ? policyPresets[filledWith] : policy),
      confirmedDays: '',
    },
    hidden: { version },
    requireChanges: filledWith === undefined,
  })
  const isSaved = form.state.status === 'done'
  useEffect(() => {
    if (isSaved) setFilledWith(undefined)
  }, [isSaved])
  const { days, message } = toConfirm(form.state, String(form.watch('expirationDays')))
  return (
    <FormFrame form={form} label="Password policy" className="grid" inset>
      <div className="grid gap-6 p-4 md:p-6">
        <PolicyPresets
          form={form}
          fill={(name) => {
            const texts = toTexts(policyPresets[name])
            for (const field of policyFieldNames) form.setValue(field, texts[field])
          }}
        />
        <PolicyFields form={form} />
        <PolicyPreview form={form} />
        <input type="hidden" name="confirmedDays" value={days} />
        {message && (
          <Notice key={form.responseCount} tone="warn" ref={focus}>
            <p>{message}</p>
          </Notice>
        )}
      </div>
      <SaveBar form={form} label={message ? 'Save anyway' : 'Save'} />
    </FormFrame>
  )
}

/** The expiry whose consequences the server has just named, and what it said about it. */
function toConfirm(state: FormState, expirationDays: string): { days: string; message: string } {
  const nothing = { days: '', message: '' }
  if (state.status !== 'invalid') return nothing
  const { confirmedDays: message } = state.errors
  const { expirationDays: days } = state.submittedValues
  return message === undefined || days !== expirationDays ? nothing : { days, message }
}

const focus = (element: HTMLElement | null) => element?.focus()

function toTexts(policy: PasswordPolicy) {
  return {
    minLength: String(policy.minLength),
    minUppercase: String(policy.minUppercase),
    minLowercase: String(policy.minLowercase),
    minNumbers: String(policy.minNumbers),
    minSymbols: String(policy.minSymbols),
    symbolCharacterSet: policy.symbolCharacterSet,
    previousPasswordCount: String(policy.previousPasswordCount),
    expirationDays: String(policy.expirationDays),
  }
}
