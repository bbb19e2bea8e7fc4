import { classNames } from '@/components/ui/class-names'

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

export type ButtonVariants = {
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
