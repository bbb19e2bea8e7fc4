'use client'

import { type ComponentProps, type FormEvent, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Draft } from '@/components/ui/drafts'
import type { Kept } from '@/components/ui/form-notice'
import { useAnnounce } from '@/components/ui/live-region'
import { useDraft } from '@/components/ui/use-draft'
import { useErrorAnnouncement } from '@/components/ui/use-error-announcement'
import { type Field, useFields } from '@/components/ui/use-fields'
import { useFormRecord } from '@/components/ui/use-form-record'
import { useHydrated } from '@/components/ui/use-hydrated'
import { useSaveShortcut } from '@/components/ui/use-save-shortcut'
import { type FormSchema, useSchemaForm, type Values } from '@/components/ui/use-schema-form'
import { type FormAction, type Latest, useServerAction } from '@/components/ui/use-server-action'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { FormState } from '@/lib/form-state'

type FieldName<S extends FormSchema> = keyof z.input<S> & string

type Options<S extends FormSchema, T, Name extends FieldName<S>> = {
  action: FormAction<T>
  /** The schema that the operation parses with as well. */
  schema: S
  /** Every field of the form. */
  defaultValues?: Pick<z.input<S>, Name>
  /** Submitted without a field. */
  hidden?: Partial<z.input<S>>
  /** For a form that edits a record: unchanged, it is not submitted. */
  requireChanges?: boolean
  warnOnLeave?: boolean
}

/** What fields use of a form. A form with more fields fits where fewer are needed. */
export type ActionForm<Name extends string, T = unknown> = {
  state: FormState<T>
  /** How many responses have arrived since the page was loaded. */
  responseCount: number
  pending: boolean
  hydrated: boolean
  isDirty: boolean
  /** Why the last submit sent nothing. */
  note: string
  kept: Kept
  /** What the form was filled from, until it gets a response. */
  draft: Draft | undefined
  errors: { id: string; message: string; hasField: boolean }[]
  formKey: string
  hiddenFields: [name: string, value: unknown][]
  field: (name: Name) => Field
  watch: (name: Name) => unknown
  setValue: (name: Name, value: string) => void
  discard: () => void
  /** As the person would; what is invalid shows why. */
  submit: () => void
  formProps: ComponentProps<'form'>
}

/**
 * react-hook-form over a server action. The form also works without JavaScript and before hydration:
 * React then submits it and renders the response.
 */
export function useActionForm<S extends FormSchema, T, Name extends FieldName<S> = never>(
  options: Options<S, T, Name>,
): ActionForm<Name, T> {
  const { schema, hidden = {}, defaultValues = {}, requireChanges = false } = options
  const { formAction, send, restoreKey, ...latest } = useServerAction(options.action)
  const record: Values = { ...hidden, ...defaultValues }
  const names = Object.keys(defaultValues)
  const form = useSchemaForm(schema, record, latest.state)
  const { isDirty } = form.formState
  const { rememberSubmitted, restore } = useFormRecord(form, record, latest)
  const { note, announceUnchanged } = useAnnouncements(latest)
  const fields = useFields(form, names)
  const element = useRef<HTMLFormElement>(null)
  const { draft, kept } = useDraft(
    { form, element, names, hidden, formKey: latest.formKey },
    (draft) => {
      restore(draft.values)
      restoreKey(draft.formKey)
    },
  )
  const hydrated = useHydrated()
  // After an update, the page is reloaded and its draft restored.
  const isGuarded = isDirty && latest.state.status !== 'outdated'
  useUnsavedGuard(isGuarded && (options.warnOnLeave ?? requireChanges))
  useSaveShortcut(element, isDirty && requireChanges)
  const announceErrors = useErrorAnnouncement(fields.errors.length > 0)
  const submit = form.handleSubmit(() => {
    if (!element.current) return
    rememberSubmitted()
    send(new FormData(element.current))
  }, announceErrors)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (requireChanges && !isDirty) announceUnchanged()
    else void submit()
  }
  return {
    ...latest,
    ...fields,
    hydrated,
    isDirty,
    note,
    kept,
    submit: () => void submit(),
    draft: latest.responseCount === 0 ? draft : undefined,
    hiddenFields: Object.keys(hidden).map((name) => [name, form.getValues(name)]),
    formProps: { ref: element, action: formAction, noValidate: hydrated, onSubmit },
  }
}

/** Announces every response, and that a form without changes was not sent. */
function useAnnouncements({ state, responseCount }: Latest) {
  const announce = useAnnounce()
  const [unchangedAt, setUnchangedAt] = useState<number>()
  useEffect(() => {
    if (responseCount > 0 && 'message' in state) announce(state.message)
  }, [state, responseCount, announce])
  const message = 'No changes to save.'
  const announceUnchanged = () => {
    setUnchangedAt(responseCount)
    announce(message)
  }
  return { note: unchangedAt === responseCount ? message : '', announceUnchanged }
}
