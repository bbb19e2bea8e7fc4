import type { ComponentProps } from 'react'
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
  return (
    <FieldFrame form={form} name={name} label={label} optional={optional} help={help}>
      <textarea
        dir="auto"
        rows={rows}
        required={!optional}
        defaultValue={asList(String(defaultValue ?? ''))}
        {...input}
        className="control input"
        aria-describedby={describedBy({ id, error, help })}
      />
    </FieldFrame>
  )
}

// On hydration React writes a default value over what was typed before, unless it is a list.
function asList(text: string): string | readonly string[] {
  return typeof document === 'undefined' ? text : [text]
}
