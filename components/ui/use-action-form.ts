'use client'

import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useSyncExternalStore,
} from 'react'
import { announce } from '@/components/ui/announce'
import { type FormAction, useAnswer } from '@/components/ui/use-answer'
import { type FormSchema, useSchemaForm } from '@/components/ui/use-schema-form'
import { useUnsaved } from '@/components/ui/use-unsaved'
import type { FormState } from '@/lib/form-state'

type Options<T> = {
  action: FormAction<T>
  /** The schema that the operation parses with as well. */
  schema: FormSchema
  /** What the fields hold at first. */
  defaults?: { [name: string]: string }
  /** Sent along without a field of their own. */
  hidden?: { [name: string]: string | number }
  /** A form that edits a record: leaving with changes is asked about, saving none is not sent. */
  edits?: boolean
}

export type ActionForm<T = unknown> = ReturnType<typeof useActionForm<T>>

/**
 * A form over a server action that works before hydration and without script: React Hook Form
 * checks what is typed with the operation's own schema, the action has the last word.
 */
export function useActionForm<T>({ action, schema, edits = false, ...options }: Options<T>) {
  const { state, dispatch, send, pending } = useAnswer(action)
  const refused = 'errors' in state ? state : undefined
  const element = useRef<HTMLFormElement>(null)
  const { form, register, onPointerDown } = useSchemaForm(schema, element, refused?.errors)
  const unsaved = useUnsaved(element, edits)
  const hydrated = useHydrated()
  const clear = () => {
    element.current?.reset()
    form.clearErrors()
    unsaved.check()
  }
  useOutcome(state, element, clear)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const target = event.currentTarget
    if (edits && !unsaved.dirty) return announce('No changes to save.')
    void form.handleSubmit(() => send(new FormData(target)))()
  }
  return {
    ...{ state, pending, hydrated, dirty: unsaved.dirty, discard: clear },
    ...useFields(options, refused, form.formState.errors, register),
    formProps: {
      ...{ ref: element, action: dispatch, noValidate: hydrated },
      ...{ onSubmit: submit, onKeyDown: submitOnSave, onInput: unsaved.check, onPointerDown },
    },
    /** Puts a text into a field as if it had been typed. */
    fill: (name: string, value: string) => {
      form.setValue(name, value, { shouldValidate: true, shouldTouch: true })
      unsaved.check()
    },
  }
}

type Refused = Extract<FormState, { errors: object }> | undefined
type Found = { [name: string]: { message?: string | undefined } | undefined }
type Register = ReturnType<typeof useSchemaForm>['register']

function useFields(
  { defaults = {}, hidden = {} }: Pick<Options<unknown>, 'defaults' | 'hidden'>,
  refused: Refused,
  found: Found,
  register: Register,
) {
  const prefix = useId()
  const stale = refused?.status === 'stale' ? refused : undefined
  const first = (name: string) => refused?.values[name] ?? defaults[name]
  return {
    hidden: stale ? { ...hidden, version: stale.version } : hidden,
    /** What someone else saved meanwhile. */
    theirs: stale?.current ?? {},
    /** What was sent when it was refused. */
    typed: refused?.values ?? {},
    errors: Object.entries(found).map(([name, error]) => ({
      ...{ id: `${prefix}-${name}`, name, message: error?.message ?? '' },
    })),
    /** What an input of this name needs; `error` is for the sentence beneath it. */
    field(name: string) {
      const [error, id] = [found[name]?.message, `${prefix}-${name}`]
      const invalid = error ? (true as const) : undefined
      return {
        ...{ error, id },
        input: {
          ...register(name),
          ...{ id, defaultValue: first(name) ?? '', 'aria-invalid': invalid },
        },
      }
    },
    /** Whether a checkbox of this name is on at first. */
    checked: (name: string) => first(name) === 'on',
  }
}

/** Says what became of the form, and leads to where it goes on. */
function useOutcome(
  state: FormState,
  element: RefObject<HTMLFormElement | null>,
  clear: () => void,
) {
  const answered = useRef(state.at)
  useEffect(() => {
    if (state.status === 'idle' || state.at === answered.current) return
    answered.current = state.at
    announce(state.message)
    if (state.status === 'done') clear()
    else firstFault(element.current, state.errors)?.focus()
  })
}

function firstFault(form: HTMLFormElement | null, errors: object): HTMLElement | null | undefined {
  const fields = [...(form?.elements ?? [])].filter((field) => field instanceof HTMLElement)
  const faulty = fields.find((field) => (field.getAttribute('name') ?? '') in errors)
  return faulty ?? form?.querySelector<HTMLElement>('[data-summary] > *')
}

function submitOnSave(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

const never = () => () => {}

function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
