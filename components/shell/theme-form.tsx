'use client'

import { type SubmitEvent, startTransition, useState } from 'react'
import { type Theme, themes } from '@/lib/theme'

type Props = { theme: Theme; chooseTheme: (data: FormData) => Promise<void> }

export function ThemeForm({ theme, chooseTheme }: Props) {
  const [hasFailed, setHasFailed] = useState(false)
  // React would replace the page with the error page if the action failed.
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter)
    startTransition(() =>
      chooseTheme(data).then(
        () => setHasFailed(false),
        () => setHasFailed(true),
      ),
    )
  }
  return (
    <form action={chooseTheme} onSubmit={submit} className="border-border border-y px-3 py-3">
      <fieldset className="flex gap-1">
        <legend className="mb-1.5 text-label text-text-2">Theme</legend>
        {themes.map((choice) => (
          <button
            key={choice}
            type="submit"
            name="theme"
            value={choice}
            aria-pressed={choice === theme}
            className="control flex-1 cursor-pointer border border-control px-2 capitalize hover:bg-hover chosen aria-pressed:border-accent aria-pressed:bg-accent-soft"
          >
            {choice}
          </button>
        ))}
      </fieldset>
      {hasFailed && (
        <p role="alert" className="mt-1.5 text-danger-text text-help">
          The theme couldn't be changed. Try again.
        </p>
      )}
    </form>
  )
}
