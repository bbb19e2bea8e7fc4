import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { OptionGroup } from '@/components/shell/palette-options'
import { fetchJson } from '@/components/ui/fetch-json'
import { paths } from '@/lib/paths'

const PAUSE_MS = 100

type Suggestions = {
  /** What the groups were found for. */
  text: string
  groups: OptionGroup[]
  hasFailed: boolean
}

/** Accounts and users that the server finds. An answer to an earlier text never replaces a later one. */
export function useSuggestions(initialText: string) {
  const [found, setFound] = useState<Suggestions>({ text: '', groups: [], hasFailed: false })
  const request = useRef<AbortController>(undefined)
  const search = (text: string) => {
    request.current?.abort()
    if (text === '') return setFound({ text, groups: [], hasFailed: false })
    const controller = new AbortController()
    request.current = controller
    setTimeout(async () => {
      if (controller.signal.aborted) return
      const path = `${paths.suggestions}?${new URLSearchParams({ q: text })}`
      const groups = await fetchJson(path, toGroups, controller.signal)
      if (controller.signal.aborted) return
      setFound({ text, groups: groups ?? [], hasFailed: groups === undefined })
    }, PAUSE_MS)
  }
  const start = useEffectEvent(() => search(initialText))
  useEffect(() => {
    start()
    return () => request.current?.abort()
  }, [])
  return { found, search }
}

function toGroups(json: unknown): OptionGroup[] | undefined {
  return Array.isArray(json) && json.every(isGroup) ? json : undefined
}

function isGroup(value: unknown): value is OptionGroup {
  return typeof value === 'object' && value !== null && 'label' in value && 'options' in value
}
