'use client'

import { useSyncExternalStore } from 'react'
import { isMac, type Shortcut } from '@/components/ui/shortcuts'

const never = () => () => {}

/** "Ctrl K", on a Mac "⌘ K". */
export function ShortcutKeys({ shortcut: { key, command } }: { shortcut: Shortcut }) {
  const onMac = useSyncExternalStore(never, isMac, () => false)
  const keys = command ? [onMac ? '⌘' : 'Ctrl', key.toUpperCase()] : [key]
  return (
    <kbd className="whitespace-nowrap rounded-mark border border-border bg-subtle px-1.5 font-sans text-head text-text-2">
      {keys.join(' ')}
    </kbd>
  )
}
