import type { ReactNode } from 'react'
import { describedBy, FieldFrame, type FieldProps } from '@/components/ui/field-frame'

type Props<Name extends string> = FieldProps<Name> & { children: ReactNode }

/** The children are the options. */
export function SelectField<Name extends string>({
  form,
  name,
  label,
  optional = false,
  help,
  children,
}: Props<Name>) {
  const { id, error, defaultValue, input } = form.field(name)
  return (
    <FieldFrame form={form} name={name} label={label} optional={optional} help={help}>
      <select
        defaultValue={String(defaultValue ?? '')}
        {...input}
        className="control input min-w-0"
        aria-describedby={describedBy({ id, error, help })}
      >
        {children}
      </select>
    </FieldFrame>
  )
}
