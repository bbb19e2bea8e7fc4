import { useRouter } from 'next/navigation'
import type { MouseEvent } from 'react'

export type Follow = (event: MouseEvent<HTMLAnchorElement>) => void

/**
 * What a click on a plain link does where script runs: as on a `Link`, of which a list would need
 * hundreds, each dearer than all else in its row.
 */
export function useFollow(): Follow {
  const router = useRouter()
  return (event) => {
    const { metaKey, ctrlKey, shiftKey, altKey, currentTarget } = event
    if (metaKey || ctrlKey || shiftKey || altKey) return
    event.preventDefault()
    router.push(currentTarget.href)
  }
}
