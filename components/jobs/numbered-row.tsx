import type { ReactNode } from 'react'

type Props = { label: string; children: ReactNode }

/** An item of a list, with the number of its row beside all of its lines. */
export function NumberedRow({ label, children }: Props) {
  return (
    <li className="flex gap-x-3 border-border border-b px-4 py-2 last:border-0 md:px-6">
      <span className="w-20 shrink-0 text-text-2 tabular-nums">{label}</span>
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  )
}
