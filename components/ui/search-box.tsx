'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'

const QUIET_MS = 150

type Asked = {
  path: string
  /** The name of the parameter. */
  name: string
  value: string
  /** Parameters that a search keeps. */
  keep: { [name: string]: string }
}

type Props = Asked & {
  label: string
  /** Where on the page the results are. */
  fragment?: string
}

/** A search by GET; with script the results follow the typing, and only the last one counts. */
export function SearchBox({ label, fragment = '', ...asked }: Props) {
  const { input, ask, typing } = useSearch(asked)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask()
  }
  return (
    <search className="w-full max-w-md">
      <form action={`${asked.path}${fragment}`} onSubmit={submit} className="flex gap-2">
        {Object.entries(asked.keep).map(([key, kept]) => (
          <input key={key} type="hidden" name={key} value={kept} />
        ))}
        <input
          ref={input}
          type="search"
          name={asked.name}
          defaultValue={asked.value}
          maxLength={100}
          dir="auto"
          aria-label={label}
          placeholder={hint(label)}
          autoComplete="off"
          spellCheck={false}
          onInput={typing}
          className="control input min-w-0"
        />
        <Button type="submit" shape="square" aria-label="Search">
          <Search size={16} aria-hidden="true" />
        </Button>
      </form>
    </search>
  )
}

// The icon says "Search by"; the whole label would be cut on a phone.
function hint(label: string): string {
  return label.replace(/^Search by (.)/, (_, first: string) => first.toUpperCase())
}

function useSearch({ path, name, value, keep }: Asked) {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const input = useRef<HTMLInputElement>(null)
  const last = useRef(value)

  // Back, Forward and links change the search too; an answer to what is being typed does not.
  useEffect(() => {
    const field = input.current
    if (!field || value === last.current || field === document.activeElement) return
    field.value = value
    last.current = value
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = () => {
    clearTimeout(timer.current)
    const typed = input.current?.value.trim() ?? ''
    if (typed === last.current) return
    last.current = typed
    const query = new URLSearchParams({ ...keep, ...(typed ? { [name]: typed } : {}) }).toString()
    router.replace(query ? `${path}?${query}` : path, { scroll: false })
  }
  const typing = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(ask, QUIET_MS)
  }
  return { input, ask, typing }
}
