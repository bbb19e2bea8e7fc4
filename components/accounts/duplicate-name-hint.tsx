import { useEffect, useState } from 'react'
import { Announcement } from '@/components/ui/announcement'
import { fetchJson } from '@/components/ui/fetch-json'
import { paths } from '@/lib/paths'

const PAUSE_MS = 300
const HINT = 'Another active account has the same name.'

type Props = {
  /** As it is typed. */
  name: string
  /** The account that is edited, whose own name is known. */
  saved?: { id: number; name: string; hasDuplicateName: boolean }
}

/** Follows the typing, and never keeps anyone from saving. */
export function DuplicateNameHint({ name, saved }: Props) {
  const isSaved = saved?.name === name.trim()
  const found = useDuplicateName(isSaved ? '' : name.trim(), saved?.id)
  const hint = (isSaved ? saved.hasDuplicateName : found) ? HINT : ''
  return (
    <>
      {hint && <p>{hint}</p>}
      <Announcement text={hint} />
    </>
  )
}

function useDuplicateName(name: string, exceptId: number | undefined): boolean {
  const [duplicate, setDuplicate] = useState('')
  useEffect(() => {
    if (name === '') return
    const query = new URLSearchParams({ name })
    if (exceptId !== undefined) query.set('except', String(exceptId))
    const controller = new AbortController()
    const timer = setTimeout(async () => {
      const path = `${paths.duplicateName}?${query}`
      const found = await fetchJson(path, (json) => json === true, controller.signal)
      if (found) setDuplicate(name)
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [name, exceptId])
  // What was found for an earlier text says nothing about this one.
  return name !== '' && duplicate === name
}
