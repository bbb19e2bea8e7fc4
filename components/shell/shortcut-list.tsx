import { ShortcutKeys } from '@/components/ui/shortcut-keys'
import type { Shortcut } from '@/components/ui/shortcuts'

export function ShortcutList({ shortcuts }: { shortcuts: Shortcut[] }) {
  return (
    <dl className="grid max-w-xl gap-2">
      {shortcuts.map((shortcut) => (
        <div key={shortcut.key} className="flex flex-row-reverse justify-between gap-4">
          <dt>
            <ShortcutKeys shortcut={shortcut} />
          </dt>
          <dd>{shortcut.label}</dd>
        </div>
      ))}
    </dl>
  )
}
