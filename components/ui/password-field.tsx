import { Eye, EyeOff, KeyRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props<T> = {
  form: ActionForm<T>
  name: string
  label: string
  autoComplete: 'current-password' | 'new-password'
  help?: ReactNode
  /** Makes a password, for fields where one is chosen for somebody else. */
  generate?: () => string
}

/** A password that can be revealed and, where it is a new one for somebody, generated. */
export function PasswordField<T>({ generate, ...props }: Props<T>) {
  const [shown, setShown] = useState(false)
  const { form, name } = props
  const fill = () => {
    if (generate) form.fill(name, generate())
    setShown(true)
  }
  const controls = form.hydrated && (
    <>
      <Button
        shape="square"
        onClick={() => setShown(!shown)}
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
