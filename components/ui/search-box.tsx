'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type SubmitEvent, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'

const DEBOUNCE_MS = 150

type SearchParams = {
  path: string
  /** The URL parameter that holds the search text. */
  name: string
  value: string
  /** Further URL parameters, which a search keeps. */
  otherParams: { [name: string]: string }
}

type Props = SearchParams & {
  label: string
  /** The part of the page with the results, for submits without JavaScript. */
  fragment?: string
}

/** A GET form. With JavaScript, the results follow the typing. */
export function SearchBox({ label, fragment = '', ...params }: Props) {
  const { input, search, searchSoon } = useSearch(params)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    search()
  }
  return (
    <search className="w-full max-w-md">
      <form action={`${params.path}${fragment}`} onSubmit={submit} className="flex gap-2">
        {Object.entries(params.otherParams).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input
          ref={input}
          type="search"
          name={params.name}
          defaultValue={params.value}
          maxLength={100}
          dir="auto"
          aria-label={label}
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
    </search>
  )
}

// "Search by name" → "Name": the icon says "search", and a phone has no room for more.
function placeholder(label: string): string {
  return label.replace(/^Search by (.)/, (_, first: string) => first.toUpperCase())
}

function useSearch({ path, name, value, otherParams }: SearchParams) {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const input = useRef<HTMLInputElement>(null)
  const lastSearch = useRef(value)

  // Back, Forward and links change the search too. Don't overwrite what is being typed.
  useEffect(() => {
    const field = input.current
    if (!field || value === lastSearch.current || field === document.activeElement) return
    field.value = value
    lastSearch.current = value
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = () => {
    clearTimeout(timer.current)
    const text = input.current?.value.trim() ?? ''
    if (text === lastSearch.current) return
    lastSearch.current = text
    const params = new URLSearchParams(otherParams)
    if (text) params.set(name, text)
    router.replace(params.size > 0 ? `${path}?${params}` : path, { scroll: false })
  }
  const searchSoon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(search, DEBOUNCE_MS)
  }
  return { input, search, searchSoon }
}
