import { useEffect, useEffectEvent } from 'react'
import { useSelection, useSelectionActions } from '@/components/accounts/selection'
import { SELECT_PAGE_ID } from '@/components/ui/element-ids'

/** Selects what was ticked before hydration, which React would clear. */
export function useEarlyTicks(form: string, selectable: number[], q: string): void {
  const { ids, all } = useSelection()
  const { select } = useSelectionActions()
  const adopt = useEffectEvent(() => {
    const ticked = tickedIn(form, selectable).filter((id) => all !== q && !ids.has(id))
    if (ticked.length > 0) select(ticked, true)
  })
  useEffect(adopt, [])
}

function tickedIn(form: string, selectable: number[]): number[] {
  const page = document.getElementById(SELECT_PAGE_ID)
  if (page instanceof HTMLInputElement && page.checked) return selectable
  const boxes = document.querySelectorAll<HTMLInputElement>(`input[form="${form}"]:checked`)
  return [...boxes].map(({ value }) => Number(value))
}
