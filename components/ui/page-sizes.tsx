import { Link } from '@/components/ui/link'

type Props = { sizes: { size: number; href: string }[]; current: number }

export function PageSizes({ sizes, current }: Props) {
  return (
    <span className="flex items-center gap-1 print:hidden">
      <span>Rows</span>
      {sizes.map(({ size, href }) => (
        <Link
          key={size}
          href={href}
          keepScroll
          aria-label={`${size} rows per page`}
          aria-current={size === current ? 'true' : undefined}
          className="chosen grid min-h-6 min-w-8 place-items-center rounded-mark px-1 hover:bg-hover aria-[current]:bg-subtle aria-[current]:text-text max-md:min-h-11 max-md:min-w-11"
        >
          {size}
        </Link>
      ))}
    </span>
  )
}
