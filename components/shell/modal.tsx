import { X } from 'lucide-react'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { onEvent } from '@/components/ui/window-events'

type Props = { label: string; onClose: () => void; children: ReactNode }

/** Closes with Escape, outside of it, and when it leads to another page. The focus returns. */
export function Modal({ label, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
    return onEvent('navigation-start', () => dialog.current?.close())
  }, [])
  const closeOutside = ({ target, currentTarget }: MouseEvent<HTMLDialogElement>) => {
    if (target === currentTarget) currentTarget.close()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too
    <dialog
      ref={dialog}
      aria-label={label}
      onClick={closeOutside}
      onClose={onClose}
      className="mx-auto mt-2 mb-auto max-h-[calc(100dvh-1rem)] w-[min(40rem,calc(100vw-1rem))] overflow-hidden rounded-card border border-border bg-surface text-inherit shadow-[0_16px_48px_rgb(8_13_20/30%)] backdrop:bg-overlay md:mt-[12vh] md:max-h-[76vh]"
    >
      {children}
    </dialog>
  )
}

/** Shows the head of a dialog, and closes the dialog. */
export function ModalHead({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-center gap-2 border-border border-b py-1 ps-4 pe-1">
      <div className="min-w-0 flex-1">{children}</div>
      <button
        type="button"
        aria-label="Close"
        className="grid size-11 shrink-0 cursor-pointer place-items-center rounded-control hover:bg-hover"
        onClick={({ currentTarget }) => currentTarget.closest('dialog')?.close()}
      >
        <X size={18} aria-hidden="true" />
      </button>
    </div>
  )
}

/** For a dialog whose code is loaded when it first opens. */
export function LoadFailed() {
  return (
    <p role="alert" className="p-4">
      This couldn't be loaded. Check your connection, then reload the page.
    </p>
  )
}
