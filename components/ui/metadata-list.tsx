import type { ReactNode } from 'react'

/**
 * A line of short facts after its badges. Each fact but the first has a dot before it, which is
 * cut off where the fact begins a line.
 */
export function MetadataList({ badges, children }: { badges: ReactNode; children: ReactNode }) {
  return (
    <div className="overflow-x-clip">
      <div className="-ms-4 flex flex-wrap items-center gap-y-1 *:relative *:ps-4 *:nth-[n+3]:before:absolute *:nth-[n+3]:before:start-0 *:nth-[n+3]:before:w-4 *:nth-[n+3]:before:text-center *:nth-[n+3]:before:content-['·'/'']">
        <span className="flex gap-2">{badges}</span>
        {children}
      </div>
    </div>
  )
}
