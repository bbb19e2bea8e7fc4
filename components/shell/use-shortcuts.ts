import { useEffect, useEffectEvent } from 'react'
import { isPressed, shortcuts } from '@/components/ui/shortcuts'

export type ShortcutDialog = 'palette' | 'help'

type Options = {
  singleKeys: boolean
  hasPalette: boolean
  open(dialog: ShortcutDialog): void
}

const noSingleKeys =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), dialog, [popover], [role$="dialog"]'

export function useShortcuts({ singleKeys, hasPalette, open }: Options): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return
    if (document.querySelector('dialog:modal')) return
    if (isPressed(event, shortcuts.palette)) {
      if (!hasPalette) return
      open('palette')
    } else if (!singleKeys || isIn(noSingleKeys, event.target)) return
    else if (isPressed(event, shortcuts.help)) open('help')
    else if (!isPressed(event, shortcuts.search)) return
    else if (!focusSearchBox()) {
      if (!hasPalette) return
      open('palette')
    }
    event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

function isIn(selector: string, target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(selector) !== null
}

function focusSearchBox(): boolean {
  const box = findSearchBox()
  box?.select()
  box?.focus()
  return box !== undefined
}

/** The search box of the page, unless it is folded away. */
export function findSearchBox(): HTMLInputElement | undefined {
  const boxes = document.querySelectorAll<HTMLInputElement>('main input[type="search"]')
  return [...boxes].find((box) => box.checkVisibility())
}
