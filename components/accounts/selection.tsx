'use client'

import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import { fetchJson } from '@/components/ui/fetch-json'
import { MAX_SELECTED } from '@/lib/accounts/policy'
import { paths } from '@/lib/paths'

/** The selected accounts: either these IDs, or everything that the search `all` finds. */
export type Selection = {
  ids: ReadonlySet<number>
  all: string | undefined
  /** How many `all` are, once they have been counted. */
  counted?: SelectionCount | undefined
}

/** The default account is never selected. */
type SelectionCount = { accounts: number; defaultAccount: boolean }

type Actions = {
  select(ids: number[], selected: boolean): void
  /** Selects everything a search finds. An empty search finds every account. */
  selectAll(search: string): void
  /** Drops accounts that no longer exist. */
  forget(ids: number[]): void
  clear(): void
  /** Clears it once for each deletion, whose page can be opened again later. */
  clearAfter(deletionId: number): void
}

const empty: Selection = { ids: new Set(), all: undefined }
const inactive: Actions = {
  select() {},
  selectAll() {},
  forget() {},
  clear() {},
  clearAfter() {},
}

// Two contexts, so that a row that only changes the selection doesn't render again with it.
const SelectionContext = createContext(empty)
const ActionsContext = createContext(inactive)

export const useSelection = () => useContext(SelectionContext)
export const useSelectionActions = () => useContext(ActionsContext)

/** Keeps the selection while the list is paged, sorted, searched or left for another page. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [selection, setSelection] = useState(empty)
  const latestDeletion = useRef(0)
  const actions = useMemo<Actions>(
    () => ({
      select: (ids, selected) => setSelection((previous) => withIds(previous, ids, selected)),
      selectAll: (search) => {
        setSelection(({ ids }) => ({ ids, all: search }))
        void countAll(search).then((counted) =>
          setSelection((latest) => (latest.all === search ? { ...latest, counted } : latest)),
        )
      },
      forget: (gone) =>
        setSelection(({ ids, all }) => ({
          ids: new Set([...ids].filter((id) => !gone.includes(id))),
          all,
        })),
      clear: () => setSelection(empty),
      clearAfter: (deletionId) => {
        if (deletionId <= latestDeletion.current) return
        latestDeletion.current = deletionId
        setSelection(empty)
      },
    }),
    [],
  )
  return (
    <ActionsContext value={actions}>
      <SelectionContext value={selection}>{children}</SelectionContext>
    </ActionsContext>
  )
}

function countAll(search: string): Promise<SelectionCount | undefined> {
  const query = new URLSearchParams({ q: search, all: 'on' })
  return fetchJson(`${paths.selection}?${query}`, toCount)
}

function toCount(json: unknown): SelectionCount | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  if (!('accounts' in json && 'defaultAccount' in json)) return undefined
  return { accounts: Number(json.accounts), defaultAccount: json.defaultAccount === true }
}

function withIds(previous: Selection, ids: number[], selected: boolean): Selection {
  const changed = new Set(previous.ids)
  for (const id of ids) {
    if (!selected) changed.delete(id)
    else if (changed.size < MAX_SELECTED) changed.add(id)
  }
  return { ids: changed, all: undefined }
}
