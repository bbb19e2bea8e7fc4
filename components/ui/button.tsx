import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classNames } from '@/components/ui/class-names'

const variants = {
  primary: 'border-transparent bg-accent text-accent-on hover:bg-accent-hover',
  secondary: 'border-control bg-surface text-text hover:bg-hover',
  danger: 'border-transparent bg-danger text-danger-on hover:brightness-95',
  'danger-outline': 'border-danger bg-surface text-danger-text hover:bg-danger-soft',
  ghost: 'border-transparent bg-transparent text-text-2 hover:bg-hover hover:text-text',
}

type Look = { variant?: keyof typeof variants | undefined; busy?: boolean | undefined }

/** The class names of a button, for what is one by its looks only. */
export function buttonLook({ variant = 'secondary', busy }: Look, className?: string): string {
  return classNames(
    'control inline-flex items-center justify-center gap-2 border px-3.5 py-1.5 font-medium whitespace-nowrap no-underline cursor-pointer',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60',
    variants[variant],
    busy && 'cursor-progress',
    className,
  )
}

/** A busy button keeps its place and its focus; what it does is held back by its form. */
export function Button({
  variant,
  busy,
  className,
  type,
  ...rest
}: ComponentProps<'button'> & Look) {
  return (
    <button
      type={type ?? 'button'}
      aria-disabled={busy || undefined}
      className={buttonLook({ variant, busy }, className)}
      {...rest}
    />
  )
}

export function ButtonLink({ variant, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={buttonLook({ variant }, className)} {...rest} />
}
