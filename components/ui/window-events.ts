export type Navigation = { url: string; type: 'push' | 'replace' | 'traverse' }

/** Sent on `window`, because the router reports outside of React. */
type WindowEvents = {
  /** Sent within the transition of the navigation. */
  'navigation-start': Navigation
  /** Sent within the transition of the action. */
  'form-start': null
  /** A request of the router got no response from the server. */
  'connection-lost': null
  'connection-restored': null
}

export function sendEvent<K extends keyof WindowEvents>(name: K, detail: WindowEvents[K]): void {
  window.dispatchEvent(new CustomEvent(name, { detail }))
}

/** Returns a function that stops listening. */
export function onEvent<K extends keyof WindowEvents>(
  name: K,
  listen: (detail: WindowEvents[K]) => void,
): () => void {
  const listener = (event: Event) => {
    if (event instanceof CustomEvent) listen(event.detail)
  }
  window.addEventListener(name, listener)
  return () => window.removeEventListener(name, listener)
}
