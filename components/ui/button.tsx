import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'

const variants = {
  primary: 'border-transparent bg-accent text-accent-on hover:bg-accent-hover',
  secondary: 'border-control bg-surface text-text hover:bg-hover',
  danger: 'border-transparent bg-danger text-danger-on hover:brightness-95',
  'danger-outline': 'border-danger bg-surface text-danger-text hover:bg-danger-soft',
  ghost: 'border-transparent bg-transparent text-text-2 hover:bg-hover hover:text-text',
}

const shapes = {
  text: 'px-3.5',
  square: 'w-9 shrink-0 max-md:w-11',
  /** Inside a line of text, without making the line taller. */
  inline: '-my-1 min-h-6 px-1.5 max-md:-my-3 max-md:min-h-11',
}

type ButtonVariants = {
  variant?: keyof typeof variants | undefined
  shape?: keyof typeof shapes | undefined
  busy?: boolean | undefined
}

/** For links that look like buttons. */
export function buttonVariants(options: ButtonVariants, className?: string): string {
  const { variant = 'secondary', shape = 'text', busy } = options
  return classNames(
    'control inline-flex items-center justify-center gap-2 border py-1.5 font-medium whitespace-nowrap no-underline cursor-pointer',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60',
    shapes[shape],
    variants[variant],
    busy && 'cursor-progress',
    className,
  )
}

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
