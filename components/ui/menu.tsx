import type { ReactNode } from 'react'

/** Opens beside its button, or in the middle where the browser has no anchor positioning. */
export function Menu({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div
      id={id}
      popover="auto"
      className="m-auto max-h-[calc(100dvh-2rem)] w-64 overflow-y-auto whitespace-normal rounded-panel border border-border bg-surface p-1.5 text-start text-text shadow-[0_8px_24px_rgb(8_13_20/18%)] anchored:m-0 anchored:mt-1 anchored:[position-area:block-end_span-inline-start] anchored:[position-try-fallbacks:flip-block]"
    >
      {children}
    </div>
  )
}

export const menuItem =
  'control flex w-full cursor-pointer items-center gap-2 px-3 py-2 text-start hover:bg-hover disabled:cursor-not-allowed disabled:opacity-60'
