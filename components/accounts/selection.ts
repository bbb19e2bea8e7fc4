import { useSyncExternalStore } from 'react'
import { MAX_SELECTED } from '@/lib/accounts/policy'

/** The accounts that are selected: these, or all that the search of this text finds. */
export type Selected = { ids: ReadonlySet<number>; all: string | undefined }

const none: Selected = { ids: new Set(), all: undefined }

// Kept for as long as the page is open, so that it survives paging and sorting.
let selected = none
const listeners = new Set<() => void>()

function set(changed: Selected): void {
  selected = changed
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSelection(): Selected {
  return useSyncExternalStore(
    subscribe,
    () => selected,
    () => none,
  )
}

/** Selects accounts, or no longer. */
export function select(ids: number[], on: boolean): void {
  const changed = new Set(selected.ids)
  for (const id of ids) {
    if (!on) changed.delete(id)
    else if (changed.size < MAX_SELECTED) changed.add(id)
  }
  set({ ids: changed, all: undefined })
}

/** Selects all that a search finds; an empty one finds every account. */
export function selectAll(search: string): void {
  set({ ...selected, all: search })
}

export function clearSelection(): void {
  set(none)
}
