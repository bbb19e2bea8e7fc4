type Listener = () => void

// One line a page: what happened last is what is said.
let last = { text: '', count: 0 }
const listeners = new Set<Listener>()

/** Says a change of state to whoever does not see it, through the page's one status line. */
export function announce(text: string): void {
  last = { text, count: last.count + 1 }
  for (const listener of listeners) listener()
}

export function subscribe(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function lastAnnouncement() {
  return last
}
