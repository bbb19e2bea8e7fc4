'use client'

import { Search } from 'lucide-react'
import type { FocusEvent, SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { SEARCH_ID } from '@/components/ui/element-ids'
import { type SearchParams, useSearch } from '@/components/ui/use-search'

const MISTAKE_ID = `${SEARCH_ID}-mistake`

type Props = SearchParams & {
  label: string
  /** The part of the page with the results, for submits without JavaScript. */
  fragment?: string
  maxLength?: number
  /** What is wrong with the text. */
  mistake?: string | undefined
}

/** A GET form. With JavaScript, the results follow the typing. */
export function SearchBox({ label, fragment = '', maxLength = 100, mistake, ...params }: Props) {
  const { input, search, searchSoon, searchIfChanged } = useSearch(params)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    search()
  }
  // A search that is still due must not follow, and so undo, the click that took the focus away.
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) searchIfChanged()
  }
  return (
    <search className="w-full max-w-md">
      <form
        action={`${params.path}${fragment}`}
        onSubmit={submit}
        onBlur={leave}
        className="flex gap-2"
      >
        {[
          ...new URLSearchParams(params.otherParams),
          ...new URLSearchParams(params.onEnter?.params),
        ].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <input
          ref={input}
          id={SEARCH_ID}
          type="search"
          name={params.name}
          defaultValue={params.value}
          maxLength={maxLength}
          dir="auto"
          aria-label={label}
          aria-invalid={mistake !== undefined || undefined}
          aria-describedby={mistake === undefined ? undefined : MISTAKE_ID}
          placeholder={placeholder(label)}
          autoComplete="off"
          spellCheck={false}
          onInput={searchSoon}
          className="control input min-w-0"
        />
        <Button type="submit" shape="square" aria-label="Search">
          <Search size={16} aria-hidden="true" />
        </Button>
      </form>
      {mistake !== undefined && (
        <p id={MISTAKE_ID} className="mt-1.5 text-danger-text text-help">
          {mistake}
        </p>
      )}
    </search>
  )
}

// "Search by name" → "Name": the icon says "search", and a phone has no room for more.
function placeholder(label: string): string {
  return label.replace(/^Search by (.)/, (_, first: string) => first.toUpperCase())
}
