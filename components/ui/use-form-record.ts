'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { parseTexts, type Values } from '@/components/ui/use-schema-form'
import type { Latest } from '@/components/ui/use-server-action'
import type { FormState } from '@/lib/form-state'

/**
 * Keeps the values that react-hook-form compares with equal to the stored record. A form with
 * changes keeps the version it was filled from even when the page shows a newer one, so that
 * saving it is reported as stale.
 */
export function useFormRecord(
  form: UseFormReturn<Values>,
  record: Values,
  { state, responseCount }: Latest,
) {
  const { reset, resetDefaultValues, getValues, setValue, setValues } = form
  const { isDirty } = form.formState
  const filledFrom = useRef(record)
  const submitted = useRef<Values>({})
  useEffect(() => {
    if (isDirty || JSON.stringify(record) === JSON.stringify(filledFrom.current)) return
    filledFrom.current = record
    reset(record)
  }, [isDirty, record, reset])

  const resetAfterSave = () => {
    const { current } = submitted
    const typedSince = Object.entries(getValues()).filter(
      ([name, value]) => value !== current[name],
    )
    filledFrom.current = record
    reset(record)
    setValues(Object.fromEntries(typedSince), { shouldDirty: true })
  }
  const followState = useEffectEvent((latest: FormState) => {
    if (latest.status === 'stale') {
      const { version } = latest
      setValue('version', version)
      resetDefaultValues({ ...record, ...parseTexts(latest.serverValues, record), version })
    } else if (responseCount === 0) {
      // react-hook-form adopts text typed before hydration but does not publish it as a change.
      resetDefaultValues(record)
    } else if (latest.status === 'done') resetAfterSave()
  })
  useEffect(() => followState(state), [state])
  const restore = (draft: Values) => {
    const untouched = Object.entries(record).filter(([name, value]) => value === getValues(name))
    const version = draft.version ?? record.version
    filledFrom.current = { ...record, version }
    resetDefaultValues(filledFrom.current)
  }
  return {
    rememberSubmitted: () => {
      submitted.current = getValues()
    },
    restore,
  }
}
