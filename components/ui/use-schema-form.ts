'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type FocusEvent, type RefObject, useMemo, useRef } from 'react'
import { type FieldErrors, useForm } from 'react-hook-form'
import { z } from 'zod'
import { typedValues } from '@/lib/form-state'

// Its faster way makes functions from text, which the content security policy reports.
z.config({ jitless: true })

export type FormSchema = z.ZodType<Record<string, unknown>, Record<string, unknown>>

/** React Hook Form over a form element, with the server's errors beside its own. */
export function useSchemaForm(
  schema: FormSchema,
  element: RefObject<HTMLFormElement | null>,
  refused: { [field: string]: string } | undefined,
) {
  const errors = useMemo(() => asFieldErrors(refused ?? {}), [refused])
  const resolve = zodResolver(schema)
  const pointer = usePointer()
  const form = useForm<Record<string, unknown>>({
    mode: 'onTouched',
    errors,
    // The document is the one truth about what is typed, also about what was before hydration.
    resolver: (_, context, options) => resolve(typedIn(element.current), context, options),
  })
  const register = (name: string) => {
    const registered = form.register(name)
    const onBlur = (event: FocusEvent) => pointer.released().then(() => registered.onBlur(event))
    return { ...registered, onBlur }
  }
  return { form, register, onPointerDown: pointer.press }
}

// An error that appears while the pointer is down would move the button that is being pressed
// from under it.
function usePointer() {
  const up = useRef(Promise.resolve())
  const press = () => {
    up.current = new Promise((resolve) => {
      const later = () => setTimeout(resolve)
      window.addEventListener('pointerup', later, { once: true })
      window.addEventListener('pointercancel', later, { once: true })
    })
  }
  return { press, released: () => up.current }
}

function typedIn(form: HTMLFormElement | null): { [name: string]: string } {
  return form ? typedValues(new FormData(form)) : {}
}

function asFieldErrors(errors: { [field: string]: string }): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([name, message]) => [name, { type: 'server', message }]),
  )
}
