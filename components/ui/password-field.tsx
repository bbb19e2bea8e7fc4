import { Eye, EyeOff, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { FieldProps } from '@/components/ui/field-frame'
import { TextField } from '@/components/ui/text-field'
import type { PasswordName } from '@/lib/form-state'

type Props<Name extends string> = Omit<FieldProps<Name>, 'optional' | 'label'> & {
  autoFocus?: boolean
  required?: boolean
  name: PasswordName
  label: string
  autoComplete: 'current-password' | 'new-password'
  generate?: () => string
}

/** A password that can be shown. It is hidden again when the form gets a response. */
export function PasswordField<Name extends string>({ generate, ...props }: Props<Name>) {
  const { form, name } = props
  const [shownAt, setShownAt] = useState<number>()
  const shown = shownAt === form.responseCount
  const toggle = () => setShownAt(shown ? undefined : form.responseCount)
  const fill = () => {
    if (generate) form.setValue(name, generate())
    setShownAt(form.responseCount)
  }
  const controls = form.hydrated && (
    <>
      <Button
        shape="square"
        onClick={toggle}
        aria-pressed={shown}
        aria-label={`Show ${props.label.toLowerCase()}`}
      >
        {shown ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
      </Button>
      {generate && (
        <Button onClick={fill}>
          <KeyRound size={16} aria-hidden="true" />
          Generate
        </Button>
      )}
    </>
  )
  return (
    <TextField
      {...props}
      dir="ltr"
      type={shown ? 'text' : 'password'}
      trailing={controls}
      spellCheck={false}
    />
  )
}
