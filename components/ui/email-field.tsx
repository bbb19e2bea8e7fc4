import type { ComponentProps } from 'react'
import type { FieldProps } from '@/components/ui/field-frame'
import { TextField } from '@/components/ui/text-field'

type Props<Name extends string> = Omit<FieldProps<Name>, 'label'> &
  Pick<ComponentProps<'input'>, 'autoComplete' | 'autoFocus'>

/**
 * Without `type="email"`: a browser would refuse, before script runs, what the server can read, such
 * as an address that was pasted with an invisible character.
 */
export function EmailField<Name extends string>(props: Props<Name>) {
  return (
    <TextField
      {...props}
      label="Email"
      dir="ltr"
      inputMode="email"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
    />
  )
}
