import type { ReactNode } from 'react'
import { buttonVariants } from '@/components/ui/button-variants'

export const ERROR_TITLE = "This page couldn't be shown"

type Props = {
  message: string
  /** The ID under which the server has logged the error. */
  requestId: string | undefined
  note?: ReactNode
  actions: ReactNode
}

/** Also part of the error pages that each page loads, so it is small. */
export function ErrorMessage({ message, requestId, note, actions }: Props) {
  return (
    <div className="grid justify-items-start gap-4">
      <p>{message}</p>
      {note}
      {requestId !== undefined && (
        <p className="text-help text-text-2">
          If it happens again, report request ID <code>{requestId}</code>.
        </p>
      )}
      <div className="flex flex-wrap gap-2">{actions}</div>
    </div>
  )
}

export function TryAgain() {
  return (
    // biome-ignore lint/a11y/useValidAnchor: an empty link loads the page again
    <a href="" className={buttonVariants({ variant: 'primary' })}>
      Try again
    </a>
  )
}
