'use client'

import { type FormEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { useAnnounce } from '@/components/ui/live-region'
import { restore, useDirtyForm } from '@/components/ui/use-dirty-form'
import { useHydrated } from '@/components/ui/use-hydrated'
import { type FormSchema, useSchemaForm } from '@/components/ui/use-schema-form'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'
import type { FormState } from '@/lib/form-state'

type Options<T> = {
  action: FormAction<T>
  /** The schema that the operation parses with as well. */
  schema: FormSchema
  /** What the fields hold at first. */
  defaults?: { [name: string]: string }
  /** Sent along without a field of their own. */
  hidden?: { [name: string]: string | number }
  /** A form that edits a record: saving no changes is not sent. */
  edits?: boolean
  /** Whether leaving with something typed is asked about. */
  guarded?: boolean
}

export type ActionForm<T = unknown> = ReturnType<typeof useActionForm<T>>

const nothing: { [name: string]: string } = {}

/**
 * A form over a server action that works before hydration and without script: React Hook Form
 * checks what is typed with the operation's own schema, the action has the last word.
 */
export function useActionForm<T>({
  action,
  schema,
  edits = false,
  guarded = edits,
  ...options
}: Options<T>) {
  const { defaults = nothing } = options
  const announce = useAnnounce()
  const { state, served, dispatch, send, pending } = useServerAction(action)
  const refused = 'errors' in state ? state : undefined
  const element = useRef<HTMLFormElement>(null)
  const { form, register, onPointerDown } = useSchemaForm(schema, element, refused?.errors)
  const record = refused?.status === 'stale' ? { ...defaults, ...refused.current } : defaults
  const unsaved = useDirtyForm(element, record, guarded)
  const [note, setNote] = useState('')
  const hydrated = useHydrated()
  const settled = () => {
    form.clearErrors()
    setNote('')
    unsaved.check()
  }
  useOutcome(state, element, settled)
  useSaveKey(element, edits && unsaved.dirty)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const target = event.currentTarget
    if (!edits || unsaved.dirty) return void form.handleSubmit(() => send(new FormData(target)))()
    setNote('No changes to save.')
    announce('No changes to save.')
  }
  const { dirty, revision } = unsaved
  return {
    ...{ state, pending, hydrated, dirty, revision, note },
    ...useFields(options, { refused, served, dirty }, form.formState.errors, register),
    formProps: {
      ...{ ref: element, action: dispatch, noValidate: hydrated },
      ...{ onSubmit: submit, onInput: unsaved.check, onPointerDown },
    },
    /** Puts a text into a field as if it had been typed. */
    fill: (name: string, value: string) => {
      form.setValue(name, value, { shouldValidate: true, shouldTouch: true })
      unsaved.check()
    },
    discard: () => {
      restore(element.current, record)
      settled()
      fieldsOf(element.current)[0]?.focus()
    },
  }
}

type Refused = Extract<FormState, { errors: object }> | undefined
type Found = { [name: string]: { message?: string | undefined } | undefined }
type Register = ReturnType<typeof useSchemaForm>['register']
type Situation = { refused: Refused; served: boolean; dirty: boolean }

function useFields(
  { defaults = nothing, hidden = nothing }: Pick<Options<unknown>, 'defaults' | 'hidden'>,
  { refused, served, dirty }: Situation,
  found: Found,
  register: Register,
) {
  const prefix = useId()
  // With script what was typed is still in the field.
  const first = (name: string) => (served ? refused?.values[name] : undefined) ?? defaults[name]
  return {
    hidden: useHidden(hidden, refused, dirty),
    /** What someone else saved meanwhile. */
    theirs: refused?.status === 'stale' ? refused.current : nothing,
    /** What was sent when it was refused. */
    typed: refused?.values ?? nothing,
    errors: Object.entries(found).map(([name, error]) => ({
      ...{ id: `${prefix}-${name}`, name, message: error?.message ?? '' },
    })),
    /** What an input of this name needs; `error` is for the sentence beneath it. */
    field(name: string) {
      const [error, id] = [found[name]?.message, `${prefix}-${name}`]
      const invalid = error ? (true as const) : undefined
      const shown = { id, defaultValue: first(name) ?? '', 'aria-invalid': invalid }
      return { error, id, input: { ...register(name), ...shown } }
    },
    /** Whether a checkbox of this name is on at first. */
    checked: (name: string) => first(name) === 'on',
  }
}

// The version is that of what was seen: while something is typed, and after a refusal, what the
// page shows anew must not make an old version pass for the new.
function useHidden(
  hidden: { [name: string]: string | number },
  refused: Refused,
  dirty: boolean,
): { [name: string]: string | number } {
  const [seen, setSeen] = useState(hidden.version)
  if (!dirty && !refused && seen !== hidden.version) setSeen(hidden.version)
  if (hidden.version === undefined) return hidden
  if (refused?.status === 'stale') return { ...hidden, version: refused.version }
  const version = refused?.values.version ?? (dirty ? seen : undefined) ?? hidden.version
  return { ...hidden, version }
}

/** Says what became of the form, and leads to where it goes on. */
function useOutcome(
  state: FormState,
  element: RefObject<HTMLFormElement | null>,
  settled: () => void,
) {
  const announce = useAnnounce()
  const answered = useRef(state.at)
  useEffect(() => {
    if (state.status === 'idle' || state.at === answered.current) return
    answered.current = state.at
    announce(state.message)
    if (state.status !== 'done') return firstFault(element.current, state.errors)?.focus()
    element.current?.reset()
    settled()
  })
}

function fieldsOf(form: HTMLFormElement | null): HTMLElement[] {
  const controls = [...(form?.elements ?? [])].filter((control) => control instanceof HTMLElement)
  return controls.filter((control) => control.matches(':is(input, textarea):not([type=hidden])'))
}

function firstFault(form: HTMLFormElement | null, errors: object): HTMLElement | null | undefined {
  const faulty = fieldsOf(form).find((field) => (field.getAttribute('name') ?? '') in errors)
  return faulty ?? form?.querySelector<HTMLElement>('[data-summary] > *')
}

/** Ctrl+S and Cmd+S save the form that has changes, wherever the focus is. */
function useSaveKey(element: RefObject<HTMLFormElement | null>, changed: boolean) {
  useEffect(() => {
    if (!changed) return
    const save = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      element.current?.requestSubmit()
    }
    document.addEventListener('keydown', save)
    return () => document.removeEventListener('keydown', save)
  }, [element, changed])
}
