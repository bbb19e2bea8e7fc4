import type { ComponentProps, ReactNode } from 'react'
import { describedBy, FieldFrame, type FieldProps } from '@/components/ui/field-frame'

type Props<Name extends string> = FieldProps<Name> & {
  trailing?: ReactNode
} & Omit<ComponentProps<'input'>, 'form' | 'name'>

export function TextField<Name extends string>({
  form,
  name,
  label,
  optional = false,
  help,
  trailing,
  ...rest
}: Props<Name>) {
  const { id, error, defaultValue, input } = form.field(name)
  return (
    <FieldFrame form={form} name={name} label={label} optional={optional} help={help}>
      <div className="flex gap-2">
        <input
          type="text"
          dir="auto"
          required={!optional}
          defaultValue={String(defaultValue ?? '')}
          {...input}
          {...rest}
          className="control input min-w-0"
          aria-describedby={describedBy({ id, error, help })}
        />
        {trailing}
      </div>
    </FieldFrame>
  )
}
