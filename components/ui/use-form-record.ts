'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useOwnVersion } from '@/components/ui/record-forms'
import { currentVersion, parseTexts, type Values } from '@/components/ui/use-schema-form'
import type { Latest } from '@/components/ui/use-server-action'
import { type FormState, savedIn } from '@/lib/form-state'

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

  const fillExceptTyped = (known: Values) => {
    const typed = Object.entries(getValues()).filter(
      ([name, value]) => name !== 'version' && value !== known[name],
    )
    filledFrom.current = record
    reset(record)
    setValues(Object.fromEntries(typed), { shouldDirty: true })
  }
  /** Bases what was typed on a version that the same person has saved. */
  const rebase = (version: number) => {
    if (record.version === version) return fillExceptTyped(filledFrom.current)
    filledFrom.current = { ...filledFrom.current, version }
    resetDefaultValues(filledFrom.current)
    setValue('version', version)
  }
  const followState = useEffectEvent((latest: FormState) => {
    const version = currentVersion(latest)
    if (latest.status === 'stale') {
      setValue('version', version)
      resetDefaultValues({ ...record, ...parseTexts(latest.serverValues, record), version })
    } else if (responseCount === 0) {
      // react-hook-form adopts text typed before hydration but does not publish it as a change.
      resetDefaultValues(record)
    } else if (latest.status === 'done') fillExceptTyped(submitted.current)
    else if (latest.status === 'saved-before' && version !== undefined) rebase(version)
  })
  useEffect(() => followState(state), [state])

  useOwnChanges(form, state, rebase)

  /** Fills in a draft. It keeps its version, so that saving an old one is reported as stale. */
  const restore = (draft: Values) => {
    const isUntouched = (name: string) => name in record && getValues(name) === record[name]
    const entered = Object.entries(draft).filter(([name]) => isUntouched(name))
    const { version } = draft
    filledFrom.current = 'version' in record ? { ...record, version } : record
    resetDefaultValues(filledFrom.current)
    setValues(Object.fromEntries(entered), { shouldDirty: true })
  }
  return {
    rememberSubmitted: () => {
      submitted.current = getValues()
    },
    restore,
  }
}

/** Follows the version of the record while other forms of the page change it. */
function useOwnChanges(
  { getValues, formState }: UseFormReturn<Values>,
  state: FormState,
  rebase: (version: number) => void,
): void {
  const followOwnVersion = useEffectEvent((version: number) => {
    if (getValues('version') === version - 1 && formState.isDirty) rebase(version)
  })
  const { ownVersion, report } = useOwnVersion()
  const saved = savedIn(state)?.version
  useEffect(() => {
    if (saved !== undefined) report(saved)
  }, [saved, report])
  useEffect(() => {
    if (ownVersion !== undefined) followOwnVersion(ownVersion)
  }, [ownVersion])
}
