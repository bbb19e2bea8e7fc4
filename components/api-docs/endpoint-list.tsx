import { EndpointCard } from '@/components/api-docs/endpoint-card'
import type { Endpoint } from '@/components/api-docs/endpoints'
import { groupByTag } from '@/components/api-docs/search-endpoints'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

type Props = { endpoints: Endpoint[]; locale: string }

export function EndpointList({ endpoints, locale }: Props) {
  return groupByTag(endpoints).map(([tag, tagged]) => (
    <section key={tag} aria-labelledby={`tag-${tag}`} className="grid gap-4">
      <h2 id={`tag-${tag}`} className="text-dialog capitalize">
        {tag}
      </h2>
      {tagged.map((endpoint) => (
        <EndpointCard key={endpoint.id} endpoint={endpoint} locale={locale} />
      ))}
    </section>
  ))
}

export function NoEndpoints({ q }: { q: string }) {
  return (
    <div className="rounded-card border border-border bg-surface px-6 py-12 text-center">
      <h2 className="text-h2">No endpoints found</h2>
      <p className="mt-1 text-text-2">
        No endpoint matches “<span dir="auto">{q}</span>”. Search by method, path, summary or field
        name.
      </p>
      <p className="mt-4">
        <Link
          href={paths.apiDocs}
          className="inline-block py-2 font-medium text-accent-text underline"
        >
          Clear search
        </Link>
      </p>
    </div>
  )
}
