'use client'

import { type ComponentProps, useState } from 'react'
import { describedBy, FieldFrame, type FieldProps } from '@/components/ui/field-frame'

type Props<Name extends string> = FieldProps<Name> & Pick<ComponentProps<'textarea'>, 'rows'>

export function TextAreaField<Name extends string>({
  form,
  name,
  label,
  optional = false,
  help,
  rows = 3,
}: Props<Name>) {
  const { id, error, defaultValue, input } = form.field(name)
  const ref = useTextKeptOnHydration(id, input.ref)
  return (
    <FieldFrame form={form} name={name} label={label} optional={optional} help={help}>
      <textarea
        dir="auto"
        rows={rows}
        required={!optional}
        defaultValue={String(defaultValue ?? '')}
        {...input}
        ref={ref}
        className="control input"
        aria-describedby={describedBy({ id, error, help })}
      />
    </FieldFrame>
  )
}

/**
 * React writes the default value of a textarea over its text on hydration, unlike that of an
 * input. This reads the text during the first render, which comes before, and puts it back.
 */
function useTextKeptOnHydration(id: string, ref: (element: HTMLTextAreaElement | null) => void) {
  const [typed] = useState(() => ({ text: readText(id) }))
  return (element: HTMLTextAreaElement | null) => {
    if (element && typed.text !== undefined) {
      element.value = typed.text
      typed.text = undefined
    }
    ref(element)
  }
}

function readText(id: string): string | undefined {
  if (typeof document === 'undefined') return undefined
  const element = document.getElementById(id)
  return element instanceof HTMLTextAreaElement ? element.value : undefined
}
