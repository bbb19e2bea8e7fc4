import { useEffect, useEffectEvent } from 'react'
import { SELECT_PAGE_ID } from '@/components/ui/element-ids'
import { useSelection, useSelectionActions } from '@/components/ui/selection'
import { SELECTION_FORM } from '@/components/ui/selection-boxes'

/** Selects what was ticked before hydration, which React would clear. */
export function useEarlyTicks(list: string, selectable: number[], search: string): void {
  const { ids, all } = useSelection(list)
  const { select } = useSelectionActions()
  const adopt = useEffectEvent(() => {
    const ticked = tickedOf(selectable).filter((id) => all !== search && !ids.has(id))
    if (ticked.length > 0) select(list, ticked, true)
  })
  useEffect(adopt, [])
}

function tickedOf(selectable: number[]): number[] {
  const page = document.getElementById(SELECT_PAGE_ID)
  if (page instanceof HTMLInputElement && page.checked) return selectable
  const boxes = document.querySelectorAll<HTMLInputElement>(
    `input[form="${SELECTION_FORM}"]:checked`,
  )
  return [...boxes].map(({ value }) => Number(value))
}
