import { Link } from '@/components/ui/link'

export type Crumb = { label: string; href?: string }

// Phones show only the page and its parent.
const list =
  "grid auto-cols-[minmax(0,max-content)] grid-flow-col gap-2 *:flex *:items-center *:not-first:before:me-2 *:not-first:before:text-text-3 *:not-first:before:content-['/'/''] phone:*:nth-last-[n+3]:hidden phone:*:nth-last-2:before:content-none"

/** Short labels are shown whole; long ones share the rest of the line. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
      <ol className={list}>
        {crumbs.map(({ label, href }) => (
          <li key={`${label} ${href}`}>
            {href ? (
              <Link href={href} className="truncate py-1 text-text-2 hover:text-text max-md:py-3">
                <bdi>{label}</bdi>
              </Link>
            ) : (
              <span aria-current="page" className="truncate font-semibold">
                <bdi>{label}</bdi>
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
