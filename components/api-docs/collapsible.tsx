import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = { title: string; note: string; of: string; open?: boolean; children: ReactNode }

/** A part of a call that can be folded away. */
export function Collapsible({ title, note, of, open = false, children }: Props) {
  return (
    <details open={open} className="group border-border border-t">
      <summary className="flex min-h-11 items-center gap-x-2 px-4 py-2 hover:bg-hover md:px-6">
        <ChevronRight
          size={16}
          aria-hidden="true"
          className="shrink-0 text-text-2 group-open:rotate-90"
        />
        <span className="shrink-0 font-medium">
          {title}
          <span className="sr-only"> of {of}</span>
        </span>
        <span className="text-text-2">{note}</span>
      </summary>
      {children}
    </details>
  )
}
