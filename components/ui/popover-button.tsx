import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

type Props = {
  id: string
  /** The ID of what opens. */
  popoverId: string
  icon: ReactNode
  label: string
  children: ReactNode
}

/** A button that opens a panel beside it. It needs no JavaScript. */
export function PopoverButton({ id, popoverId, icon, label, children }: Props) {
  return (
    <>
      <Button id={id} popoverTarget={popoverId}>
        {icon}
        <span>{label}</span>
      </Button>
      <div
        id={popoverId}
        popover="auto"
        role="dialog"
        aria-labelledby={id}
        className="m-auto w-88 max-w-[calc(100vw-2rem)] rounded-panel border border-border bg-surface p-4 text-text shadow-[0_8px_24px_rgb(8_13_20/18%)] anchored:m-0 anchored:mt-1 anchored:[position-area:block-end_span-inline-end] anchored:[position-try-fallbacks:flip-inline,flip-block]"
      >
        {children}
      </div>
    </>
  )
}
