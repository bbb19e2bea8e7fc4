import type { ComponentProps, ReactNode } from 'react'
import { type ButtonVariants, buttonVariants } from '@/components/ui/button-variants'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'

type ButtonProps = ComponentProps<'button'> &
  ButtonVariants & {
    /** What the button says while it is busy. */
    busyLabel?: string
  }

/** A busy button keeps its focus; its form ignores further submits. */
export function Button({
  variant,
  shape,
  busy,
  busyLabel = 'Saving…',
  className,
  type,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      aria-disabled={busy || undefined}
      className={buttonVariants({ variant, shape, busy }, className)}
      {...rest}
    >
      {busy === undefined ? (
        children
      ) : (
        <SubmitLabel busy={busy} busyLabel={busyLabel}>
          {children}
        </SubmitLabel>
      )}
    </button>
  )
}

type LabelProps = { busy: boolean; busyLabel: string; children: ReactNode }

/** As wide as the longer of its two labels, so that the layout doesn't move. */
function SubmitLabel({ busy, busyLabel, children }: LabelProps) {
  const label = typeof children === 'string' ? children : ''
  return (
    <span
      data-other={busy ? label : busyLabel}
      className={classNames(
        "grid justify-items-center after:invisible after:h-0 after:content-[attr(data-other)/'']",
        !busy && 'after:ps-6',
      )}
    >
      {busy ? (
        <span key="busy" className="flex items-center gap-2">
          <span
            className="size-4 animate-spin rounded-full border-2 border-current border-e-transparent motion-reduce:animate-none"
            aria-hidden="true"
          />
          <span>{busyLabel}</span>
        </span>
      ) : (
        <span key="idle">{children}</span>
      )}
    </span>
  )
}

export function ButtonLink({
  variant,
  shape,
  className,
  ...rest
}: ComponentProps<typeof Link> & Omit<ButtonVariants, 'busy'>) {
  return <Link className={buttonVariants({ variant, shape }, className)} {...rest} />
}
