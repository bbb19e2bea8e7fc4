'use client'

import { useRouter } from 'next/navigation'
import {
  type ComponentProps,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useId,
  useState,
} from 'react'
import { Link } from '@/components/ui/link'

type Props = Omit<ComponentProps<typeof Link>, 'onClick' | 'title'> & {
  title: string
  /** Elements in it with `data-close` close the dialog. */
  dialog: ReactNode
}

/** A link to a confirmation page. With JavaScript, the confirmation opens in a dialog instead. */
export function DialogLink({ title, dialog, children, ...link }: Props) {
  const [open, setOpen] = useState(false)
  const titleId = useId()
  const router = useRouter()
  const show = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setOpen(true)
    // The page may be old: count the consequences again.
    router.refresh()
  }
  // A link with the role of a switch must react to the space bar too.
  const press = (event: KeyboardEvent<HTMLAnchorElement>) => {
    if (event.key !== ' ') return
    event.preventDefault()
    event.currentTarget.click()
  }
  return (
    <>
      <Link {...link} data-dialog onClick={show} onKeyDown={press}>
        {children}
      </Link>
      {open && (
        <dialog
          ref={showModal}
          role="alertdialog"
          aria-labelledby={titleId}
          className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-card border border-border bg-surface p-6 text-start text-inherit whitespace-normal shadow-[0_16px_48px_rgb(8_13_20/30%)] backdrop:bg-overlay"
          onClickCapture={closeFromInside}
          onClose={() => setOpen(false)}
        >
          <h2 id={titleId} className="mb-4 text-dialog" dir="auto">
            {title}
          </h2>
          {dialog}
        </dialog>
      )}
    </>
  )
}

// Focuses the button that closes it. React's autoFocus would come too late for showModal.
function showModal(element: HTMLDialogElement | null): void {
  if (!element || element.open) return
  element.querySelector('[data-close]')?.setAttribute('autofocus', '')
  element.showModal()
}

// Runs in the capture phase, before anything follows the link.
function closeFromInside(event: MouseEvent<HTMLDialogElement>): void {
  if (!(event.target instanceof Element) || !event.target.closest('[data-close]')) return
  event.preventDefault()
  event.currentTarget.close()
}
