import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = {
  title: string
  summary: string
  /** Tells screen reader users which of many equal titles this is. */
  endpointName: string
  open?: boolean
  children: ReactNode
}

export function Collapsible({ title, summary, endpointName, open = false, children }: Props) {
  return (
    <details open={open} className="group border-border border-t">
      <summary className="flex min-h-11 items-center gap-x-2 px-4 py-2 hover:bg-hover md:px-6">
        <ChevronRight
          size={16}
          aria-hidden="true"
          className="shrink-0 text-text-2 group-open:rotate-90"
        />
        <span className="shrink-0 font-medium">
          <span>{title}</span>
          <span className="sr-only">{` of ${endpointName}`}</span>
        </span>
        <span className="text-text-2">{summary}</span>
      </summary>
      {children}
    </details>
  )
}
