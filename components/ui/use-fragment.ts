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
    // Only then does the router follow changes of the history; it would restore the address.
    const timer = setTimeout(() => read())
    // Another link was opened in the same tab.
    const reload = () => window.location.hash && window.location.reload()
    window.addEventListener('hashchange', reload)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('hashchange', reload)
    }
  }, [])
}
