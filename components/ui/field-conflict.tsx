import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props<Name extends string> = {
  form: ActionForm<Name>
  name: NoInfer<Name>
  /** How the form shows a value, if not as it is. */
  labels?: { [value: string]: string }
}

/** After a stale save: the value someone else saved, and the choice between both. */
export function FieldConflict<Name extends string>({ form, name, labels }: Props<Name>) {
  const { state } = form
  const [chosen, setChosen] = useState('')
  if (state.status !== 'stale') return null
  const submittedValue = state.submittedValues[name] ?? ''
  const serverValue = state.serverValues[name]
  if (serverValue === undefined || serverValue === submittedValue) return null
  const label = labels?.[serverValue] ?? serverValue
  const choose = (value: string, message: string) => {
    form.setValue(name, value)
    setChosen(message)
  }
  const look = 'rounded-control bg-warn-soft px-3 py-2 text-help'
  if (chosen) {
    return (
      <p ref={focus} tabIndex={-1} className={look}>
        {chosen}
      </p>
    )
  }
  return (
    <div className={`flex flex-wrap items-center gap-2 ${look}`}>
      <span className="min-w-0">
        Someone else saved: <strong>{label ? <bdi>{label}</bdi> : 'nothing'}</strong>
      </span>
      {form.hydrated && (
        <span className="ms-auto flex gap-2">
          <Button onClick={() => choose(submittedValue, 'Keeping your value.')}>Keep mine</Button>
          <Button onClick={() => choose(serverValue, 'Using their value.')}>Use theirs</Button>
        </span>
      )}
    </div>
  )
}

// The button that had the focus is gone.
const focus = (element: HTMLElement | null) => element?.focus()
