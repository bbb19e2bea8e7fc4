import { usePathname } from 'next/navigation'
import { type KeyboardEvent, useState } from 'react'
import { matchingPages, type PaletteScope } from '@/components/shell/palette-options'
import { useOpenOption } from '@/components/shell/use-open-option'
import { useSuggestions } from '@/components/shell/use-suggestions'
import { isPressed, shortcuts } from '@/components/ui/shortcuts'

/** What was typed before the palette was loaded, and whether Enter followed it. */
export type EarlyText = { text: string; isEntered: boolean }

export function usePalette(scope: PaletteScope, typed: EarlyText) {
  const [text, setText] = useState(typed.text)
  const [chosen, setActive] = useState(0)
  const { found, search } = useSuggestions(scope.isAdministrator ? typed.text.trim() : '')
  const isPending = scope.isAdministrator && text.trim() !== found.text
  const groups = [...matchingPages(scope, usePathname(), text), ...found.groups]
  const count = groups.reduce((sum, { options }) => sum + options.length, 0)
  const active = Math.min(chosen, count - 1)
  const { open, cancel } = useOpenOption({ active, isPending, isEntered: typed.isEntered })

  const change = (value: string) => {
    cancel()
    setText(value)
    setActive(0)
    if (scope.isAdministrator) search(value.trim())
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, currentTarget } = event
    const target = ctrlKey || metaKey || altKey || shiftKey ? undefined : moves(active, count)[key]
    if (isPressed(event.nativeEvent, shortcuts.palette)) currentTarget.closest('dialog')?.close()
    else if (key === 'Enter') open(ctrlKey || metaKey)
    else if (target !== undefined) setActive(target)
    else return
    event.preventDefault()
  }
  const hasFailed = found.hasFailed && !isPending
  return { text, groups, count, active, isPending, hasFailed, setActive, change, press }
}

/** Where each key leads among the options. The first follows the last. */
function moves(active: number, count: number): { [key: string]: number } {
  if (count === 0) return {}
  const last = count - 1
  return {
    ArrowDown: (active + 1) % count,
    ArrowUp: (active + last) % count,
    Home: 0,
    End: last,
  }
}
