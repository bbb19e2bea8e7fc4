'use client'

import { type FocusEvent, useId } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { usePointerRelease } from '@/components/ui/use-pointer-release'
import type { Values } from '@/components/ui/use-schema-form'

export type Field = ReturnType<ReturnType<typeof useFields>['field']>

// As if the value had been typed.
const typed = { shouldDirty: true, shouldTouch: true, shouldValidate: true }

/** react-hook-form's fields, each with an ID, its default for the server's HTML and its error. */
export function useFields(form: UseFormReturn<Values>, names: string[]) {
  const prefix = useId()
  const untilReleased = usePointerRelease()
  const { errors, defaultValues } = form.formState
  const field = (name: string) => {
    const { onBlur, ...registered } = form.register(name)
    const error = errors[name]?.message
    const id = `${prefix}-${name}`
    const input = {
      ...registered,
      id,
      'aria-invalid': error ? true : undefined,
      onBlur: (event: FocusEvent) => untilReleased().then(() => onBlur(event)),
    }
    return { id, error, defaultValue: defaultValues?.[name], input }
  }
  return {
    field,
    watch: (name: string) => form.watch(name),
    setValue: (name: string, value: string) => form.setValue(name, value, typed),
    discard: () => {
      form.reset()
      form.setFocus(names[0] ?? '')
    },
    errors: Object.entries(errors).map(([name, error]) => ({
      id: `${prefix}-${name}`,
      message: error?.message ?? '',
      hasField: names.includes(name),
    })),
  }
}
