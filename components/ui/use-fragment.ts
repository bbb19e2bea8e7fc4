import { useEffect, useEffectEvent } from 'react'

/** Takes the token out of the address, so that it stays neither on the screen nor in the history. */
export function useFragment(open: (fragment: string) => void): void {
  const read = useEffectEvent(() => {
    const fragment = window.location.hash.slice(1)
    if (fragment === '') return
    window.history.replaceState(null, '', window.location.pathname)
    open(fragment)
  })
  useEffect(() => {
    const onChange = () => read()
    onChange()
    // Another link may be opened in the same tab.
    window.addEventListener('hashchange', onChange)
    return () => window.removeEventListener('hashchange', onChange)
  }, [])
}
