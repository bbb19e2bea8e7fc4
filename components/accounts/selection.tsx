'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { MAX_SELECTED } from '@/lib/accounts/policy'

/** The selected accounts: either these IDs, or everything that the search `all` finds. */
type Selection = { ids: ReadonlySet<number>; all: string | undefined }

type Actions = {
  select(ids: number[], selected: boolean): void
  /** Selects everything a search finds. An empty search finds every account. */
  selectAll(search: string): void
  clear(): void
}

const empty: Selection = { ids: new Set(), all: undefined }
const inactive: Actions = { select() {}, selectAll() {}, clear() {} }

// Two contexts, so that a row that only changes the selection doesn't render again with it.
const SelectionContext = createContext(empty)
const ActionsContext = createContext(inactive)

export const useSelection = () => useContext(SelectionContext)
export const useSelectionActions = () => useContext(ActionsContext)

/** Keeps the selection while the list is paged, sorted, searched or left for another page. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [selection, setSelection] = useState(empty)
  const actions = useMemo<Actions>(
    () => ({
      select: (ids, selected) => setSelection((previous) => withIds(previous, ids, selected)),
      selectAll: (search) => setSelection(({ ids }) => ({ ids, all: search })),
      clear: () => setSelection(empty),
    }),
    [],
  )
  return (
    <ActionsContext value={actions}>
      <SelectionContext value={selection}>{children}</SelectionContext>
    </ActionsContext>
  )
}

function withIds(previous: Selection, ids: number[], selected: boolean): Selection {
  const changed = new Set(previous.ids)
  for (const id of ids) {
    if (!selected) changed.delete(id)
    else if (changed.size < MAX_SELECTED) changed.add(id)
  }
  return { ids: changed, all: undefined }
}
