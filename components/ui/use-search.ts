'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { onEvent } from '@/components/ui/window-events'

const DEBOUNCE_MS = 150

export type SearchParams = {
  path: string
  /** The URL parameter that holds the search text. */
  name: string
  value: string
  /** Further URL parameters, which a search keeps. */
  otherParams: { [name: string]: string } | [name: string, value: string][]
  /** Searches that are only sent on Enter, because half of one is a mistake. */
  onEnter?: {
    applies(text: string): boolean
    /** Further URL parameters, which only such a search keeps. */
    params: { [name: string]: string }
  }
}

/** Lets the results follow the typing, and the text follow Back, Forward and links. */
export function useSearch(options: SearchParams) {
  const { path, name, value, onEnter } = options
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // What the results on the page are for. A search that is still due outlives its render.
  const shown = useRef(value)
  // Searches of this box whose results haven't arrived. Any other change of the URL replaces the text.
  const awaited = useRef<string[]>([])

  const text = () => input.current?.value.normalize('NFC').trim() ?? ''
  const show = (search: string) => {
    clearTimeout(timer.current)
    awaited.current = []
    if (input.current) input.current.value = search
  }
  const search = () => {
    clearTimeout(timer.current)
    awaited.current.push(text())
    router.replace(hrefOf(options, text()), { scroll: false })
  }
  const searchIfChanged = () => {
    clearTimeout(timer.current)
    if (onEnter?.applies(text())) return
    if (text() !== (awaited.current.at(-1) ?? shown.current)) search()
  }
  const searchSoon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(searchIfChanged, DEBOUNCE_MS)
  }

  const followUrl = useEffectEvent((search: string) => {
    const answered = awaited.current.lastIndexOf(search)
    if (answered < 0) show(search)
    else awaited.current.splice(0, answered + 1)
  })
  useEffect(() => {
    if (value !== shown.current) followUrl(value)
    shown.current = value
  }, [value])

  // A search without a connection gets no results.
  const searchAgain = useEffectEvent(() => {
    awaited.current = []
    searchIfChanged()
  })
  useEffect(() => onEvent('connection-restored', searchAgain), [])

  const searchTypedEarly = useEffectEvent(searchIfChanged)
  useEffect(() => {
    searchTypedEarly()
    return () => clearTimeout(timer.current)
  }, [])
  useFollowHistory(path, name, show)
  return { input, search, searchSoon, searchIfChanged }
}

function hrefOf({ path, name, otherParams, onEnter }: SearchParams, text: string): string {
  const params = new URLSearchParams(otherParams)
  const further = onEnter?.applies(text) ? onEnter.params : {}
  for (const [key, value] of Object.entries(further)) params.set(key, value)
  if (text) params.set(name, text)
  return params.size > 0 ? `${path}?${params}` : path
}

function useFollowHistory(path: string, name: string, show: (search: string) => void) {
  const follow = useEffectEvent(({ state }: PopStateEvent) => {
    const { pathname, searchParams } = new URL(window.location.href)
    // A jump within the page has no state.
    if (state && pathname === path) show(searchParams.get(name) ?? '')
  })
  useEffect(() => {
    window.addEventListener('popstate', follow)
    return () => window.removeEventListener('popstate', follow)
  }, [])
}
