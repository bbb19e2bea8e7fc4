import type { ReactNode } from 'react'
import { FormKey } from '@/components/ui/form-key'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'
import type { FormState } from '@/lib/form-state'

type Props = {
  action: FormAction<unknown>
  label: string
  hidden?: { [name: string]: string | number }
  onSaved?: (message: string) => void
  className?: string
  children: (form: { state: FormState; pending: boolean }) => ReactNode
}

/** A form of few parts. It needs no schema, whose library would double the script of a list. */
export function SimpleForm({ action, label, hidden = {}, onSaved, className, children }: Props) {
  const { state, formAction, formKey, send, pending } = useServerAction(action, { onSaved })
  return (
    <form
      action={formAction}
      onSubmit={(event) => {
        event.preventDefault()
        send(new FormData(event.currentTarget))
      }}
      aria-label={label}
      className={className}
    >
      <FormKey value={formKey} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children({ state, pending })}
    </form>
  )
}
