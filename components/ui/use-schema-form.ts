'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMemo } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { FormState, RejectedState } from '@/lib/form-state'

// zod would compile its parsers with `new Function`, which the content security policy blocks.
z.config({ jitless: true })

export type Values = Record<string, unknown>
export type FormSchema = z.ZodType<Values, Values>
type Texts = { [name: string]: string }

/** react-hook-form with the operation's schema and the server's errors. */
export function useSchemaForm(schema: FormSchema, record: Values, state: FormState) {
  const rejected = 'errors' in state ? state : undefined
  const errors = useMemo(() => toFieldErrors(rejected?.errors ?? {}), [rejected])
  const hydrated = useHydrated()
  return useForm<Values>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: rejected ? valuesOf(rejected, record) : record,
    errors,
    // When the page hydrates, someone may already be typing in another field.
    shouldFocusError: hydrated,
    resetOptions: { keepFieldsRef: true },
  })
}

function toFieldErrors(errors: Texts) {
  return Object.fromEntries(
    Object.entries(errors).map(([name, message]) => [name, { type: 'server', message }]),
  )
}

// A form that was rejected without JavaScript still holds what was submitted.
function valuesOf(rejected: RejectedState, record: Values): Values {
  const values = { ...record, ...parseTexts(rejected.submittedValues, record) }
  return rejected.status === 'stale' ? { ...values, version: rejected.version } : values
}

/** The texts of a form as the values of a record: a checkbox submits "on" or "off". */
export function parseTexts(texts: Texts, record: Values): Values {
  const known = Object.entries(texts).filter(([name]) => name in record)
  return Object.fromEntries(known.map(([name, text]) => [name, parseText(text, record[name])]))
}

function parseText(text: string, example: unknown): unknown {
  if (typeof example === 'boolean') return text === 'on'
  return typeof example === 'number' ? Number(text) : text
}
