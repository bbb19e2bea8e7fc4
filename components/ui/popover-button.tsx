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

/** A button that opens a panel beside it, or over a small window. It needs no JavaScript. */
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
        className="m-auto max-h-[calc(100dvh-2rem)] w-88 max-w-[calc(100vw-2rem)] scroll-pb-20 overflow-y-auto overscroll-contain rounded-panel border border-border bg-surface p-4 pb-0 text-text shadow-[0_8px_24px_rgb(8_13_20/18%)] anchored:roomy:m-0 anchored:roomy:mt-1 anchored:roomy:max-h-[calc(100%-1rem)] anchored:roomy:[position-area:block-end_span-inline-end] anchored:roomy:[position-try-fallbacks:flip-inline,flip-block,flip-block_flip-inline] anchored:roomy:[position-try-order:most-height]"
      >
        {children}
      </div>
    </>
  )
}

/** The buttons at the end of a panel. They stay in view while its fields scroll. */
export function PopoverActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 -mx-4 flex justify-end border-border border-t bg-surface px-4 py-3">
      {children}
    </div>
  )
}
