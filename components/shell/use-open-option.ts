import { useEffect, useEffectEvent, useRef } from 'react'
import { optionId } from '@/components/shell/palette-results'

type Options = { active: number; isPending: boolean; isEntered: boolean }

/** Opens the active option; while its search is pending, the first one that it finds. */
export function useOpenOption({ active, isPending, isEntered }: Options) {
  const awaited = useRef(isEntered ? { inNewTab: false } : undefined)
  const open = (inNewTab: boolean) => {
    const link = document.getElementById(optionId(active))
    if (!(link instanceof HTMLAnchorElement)) return
    if (inNewTab) window.open(link.href, '_blank', 'noopener')
    // As a click, so that a form with unsaved changes asks first.
    else link.click()
  }
  const openAwaited = useEffectEvent(() => {
    const request = awaited.current
    awaited.current = undefined
    if (request) open(request.inNewTab)
  })
  useEffect(() => {
    if (!isPending) openAwaited()
  }, [isPending])
  return {
    open(inNewTab: boolean) {
      if (isPending) awaited.current = { inNewTab }
      else open(inNewTab)
    },
    cancel() {
      awaited.current = undefined
    },
  }
}
