import { buttonVariants } from '@/components/ui/button'

export const ERROR_TITLE = "This page couldn't be shown"

type Props = {
  message: string
  /** The ID under which the server has logged the error. */
  reference?: string | undefined
}

export function ErrorDetails({ message, reference }: Props) {
  return (
    <div className="grid justify-items-start gap-4">
      <p>{message}</p>
      {reference !== undefined && (
        <p className="text-help text-text-2">
          If it happens again, report request ID <code>{reference}</code>.
        </p>
      )}
      {/* biome-ignore lint/a11y/useValidAnchor: an empty link loads the page again */}
      <a href="" className={buttonVariants({ variant: 'primary' })}>
        Try again
      </a>
    </div>
  )
}
