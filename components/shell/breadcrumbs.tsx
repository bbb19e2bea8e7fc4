import { Link } from '@/components/ui/link'

export type Crumb = { label: string; href?: string }

/** Where a page is; what is short is shown whole, long names share the rest. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
      <ol className="crumbs">
        {crumbs.map(({ label, href }) => (
          <li key={href ?? label} className="crumb">
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
