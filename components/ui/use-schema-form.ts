'use client'

import { useMemo } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useHydrated } from '@/components/ui/use-hydrated'
import { type FormState, savedIn } from '@/lib/form-state'

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
    resolver: resolverOf(schema),
    defaultValues: 'submittedValues' in state ? valuesOf(state, record) : record,
    errors,
    // When the page hydrates, someone may already be typing in another field.
    shouldFocusError: hydrated,
    resetOptions: { keepFieldsRef: true },
  })
}

// The resolver of @hookform/resolvers also serves nested fields, zod 3 and the browser's own checks.
function resolverOf(schema: FormSchema): Resolver<Values> {
  return (values) => {
    const { success, data, error } = schema.safeParse(values)
    return success ? { values: data, errors: {} } : { values: {}, errors: errorsOf(error) }
  }
}

function errorsOf({ issues }: z.ZodError) {
  // An object keeps the last value of a key, and the first issue of a field counts.
  const messages = issues.map(({ path, message }) => [path.join('.'), message]).reverse()
  return toFieldErrors(Object.fromEntries(messages), 'schema')
}

function toFieldErrors(errors: Texts, type = 'server') {
  return Object.fromEntries(
    Object.entries(errors).map(([name, message]) => [name, { type, message }]),
  )
}

type Unsaved = Extract<FormState, { submittedValues: Texts }>

// A form that was not saved without JavaScript still holds what was submitted.
function valuesOf(state: Unsaved, record: Values): Values {
  const values = { ...record, ...parseTexts(state.submittedValues, record) }
  const version = currentVersion(state)
  return version === undefined ? values : { ...values, version }
}

/** The version that the next submission is based on, if the last one told it. */
export function currentVersion(state: FormState): number | undefined {
  return state.status === 'stale' ? state.version : savedIn(state)?.version
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
