'use client'

import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import { fetchJson } from '@/components/ui/fetch-json'

/** The selected rows of a list: either these IDs, or everything that the search `all` finds. */
export type Selection = {
  ids: ReadonlySet<number>
  all: string | undefined
  /** How many `all` are, once they have been counted. */
  counted?: SelectionCount | undefined
}

/** `except` names rows that the search finds but that are never selected; usually empty. */
type SelectionCount = { count: number; except: string }

type Actions = {
  /** How many rows can be selected one by one. */
  max: number
  select(list: string, ids: number[], selected: boolean): void
  /** Selects everything a search finds. An empty search finds every row. */
  selectAll(list: string, search: string): void
  /** Drops rows that no longer exist. */
  forget(list: string, ids: number[]): void
  clear(list: string): void
  /** Clears it once for each job, whose page can be opened again later. */
  clearAfter(list: string, jobId: number): void
}

type Selections = { readonly [list: string]: Selection }
type Update = (list: string, change: (previous: Selection) => Selection) => void

type Props = Pick<Actions, 'max'> & {
  /** The path of each list that counts what a search finds. */
  countPaths: { [list: string]: string }
  children: ReactNode
}

const empty: Selection = { ids: new Set(), all: undefined }
const inactive: Actions = {
  max: 0,
  select() {},
  selectAll() {},
  forget() {},
  clear() {},
  clearAfter() {},
}

// Two contexts, so that a row that only changes the selection doesn't render again with it.
const SelectionsContext = createContext<Selections>({})
const ActionsContext = createContext(inactive)

export const useSelection = (list: string) => useContext(SelectionsContext)[list] ?? empty
export const useSelectionActions = () => useContext(ActionsContext)

/** Keeps what each list has selected while it is paged, sorted, searched or left for another page. */
export function SelectionProvider({ max, countPaths, children }: Props) {
  const [selections, setSelections] = useState<Selections>({})
  const latestJobs = useRef<{ [list: string]: number }>({})
  // Both come from the layout, which never renders again with other values.
  const [options] = useState({ max, countPaths })
  const actions = useMemo(() => {
    const update: Update = (list, change) =>
      setSelections((all) => ({ ...all, [list]: change(all[list] ?? empty) }))
    return createActions(update, options, latestJobs.current)
  }, [options])
  return (
    <ActionsContext value={actions}>
      <SelectionsContext value={selections}>{children}</SelectionsContext>
    </ActionsContext>
  )
}

function createActions(
  update: Update,
  { max, countPaths }: Omit<Props, 'children'>,
  latestJobs: { [list: string]: number },
): Actions {
  const clear = (list: string) => update(list, () => empty)
  return {
    max,
    select: (list, ids, selected) =>
      update(list, (previous) => withIds(previous, ids, { selected, max })),
    selectAll: (list, search) => {
      update(list, ({ ids }) => ({ ids, all: search }))
      void fetchJson(`${countPaths[list]}?${search}&all=on`, toCount).then((counted) =>
        update(list, (latest) => (latest.all === search ? { ...latest, counted } : latest)),
      )
    },
    forget: (list, gone) =>
      update(list, ({ ids, all }) => ({
        ids: new Set([...ids].filter((id) => !gone.includes(id))),
        all,
      })),
    clear,
    clearAfter: (list, jobId) => {
      if (jobId <= (latestJobs[list] ?? 0)) return
      latestJobs[list] = jobId
      clear(list)
    },
  }
}

function toCount(json: unknown): SelectionCount | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  if (!('count' in json && 'except' in json)) return undefined
  return { count: Number(json.count), except: String(json.except) }
}

type IdChange = { selected: boolean; max: number }

function withIds(previous: Selection, ids: number[], { selected, max }: IdChange): Selection {
  const changed = new Set(previous.ids)
  for (const id of ids) {
    if (!selected) changed.delete(id)
    else if (changed.size < max) changed.add(id)
  }
  return { ids: changed, all: undefined }
}
