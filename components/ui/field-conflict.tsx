import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props<T> = { form: ActionForm<T>; name: string }

/** After a stale save: what someone else saved in a field, and the choice between both. */
export function FieldConflict<T>({ form, name }: Props<T>) {
  const theirs = form.theirs[name]
  if (theirs === undefined || theirs === form.typed[name]) return null
  return <Choice key={form.state.at} form={form} name={name} theirs={theirs} />
}

function Choice<T>({ form, name, theirs }: Props<T> & { theirs: string }) {
  const [chosen, setChosen] = useState('')
  const choose = (value: string, said: string) => {
    form.fill(name, value)
    setChosen(said)
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
        Saved by someone else meanwhile: <strong>{theirs ? <bdi>{theirs}</bdi> : 'empty'}</strong>
      </span>
      {form.hydrated && (
        <span className="ms-auto flex gap-2">
          <Button onClick={() => choose(form.typed[name] ?? '', 'You keep yours.')}>
            Keep mine
          </Button>
          <Button onClick={() => choose(theirs, 'You took theirs.')}>Use theirs</Button>
        </span>
      )}
    </div>
  )
}

// The button that had the focus is gone.
const focus = (element: HTMLElement | null) => element?.focus()
