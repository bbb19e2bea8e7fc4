'use client'

import { type SubmitEvent, startTransition, useState } from 'react'

type Props<Choice extends string> = {
  legend: string
  name: string
  choices: readonly Choice[]
  value: Choice
  action: (data: FormData) => Promise<void>
  /** What to say if the choice could not be stored. */
  failure: string
}

/** Buttons of which one is pressed; each stores its choice at once. */
export function ChoiceForm<Choice extends string>(props: Props<Choice>) {
  const { legend, name, choices, value, action, failure } = props
  const [hasFailed, setHasFailed] = useState(false)
  // React would replace the page with the error page if the action failed.
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter)
    startTransition(() =>
      action(data).then(
        () => setHasFailed(false),
        () => setHasFailed(true),
      ),
    )
  }
  return (
    <form action={action} onSubmit={submit}>
      <fieldset className="flex gap-1">
        <legend className="mb-1.5 text-label text-text-2">{legend}</legend>
        {choices.map((choice) => (
          <button
            key={choice}
            type="submit"
            name={name}
            value={choice}
            aria-pressed={choice === value}
            className="control flex-1 cursor-pointer border border-control px-2 capitalize hover:bg-hover chosen aria-pressed:border-accent aria-pressed:bg-accent-soft"
          >
            {choice}
          </button>
        ))}
      </fieldset>
      {hasFailed && (
        <p role="alert" className="mt-1.5 text-danger-text text-help">
          {failure}
        </p>
      )}
    </form>
  )
}
