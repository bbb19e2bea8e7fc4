import { CallCard } from '@/components/api-docs/call-card'
import type { Call } from '@/components/api-docs/calls'
import { grouped } from '@/components/api-docs/find-calls'
import { Link } from '@/components/ui/link'

/** The calls in full, by what they are about. */
export function FoundCalls({ calls }: { calls: Call[] }) {
  return grouped(calls).map(([tag, found]) => (
    <section key={tag} aria-labelledby={`tag-${tag}`} className="grid gap-4">
      <h2 id={`tag-${tag}`} className="text-dialog capitalize">
        {tag}
      </h2>
      {found.map((call) => (
        <CallCard key={call.id} call={call} />
      ))}
    </section>
  ))
}

/** Said in place of the calls when none fits. */
export function NoCalls({ q, path }: { q: string; path: string }) {
  return (
    <div className="rounded-card border border-border bg-surface px-6 py-12 text-center">
      <h2 className="text-h2">No call found</h2>
      <p className="mt-1 text-text-2">
        Nothing matches “<span dir="auto">{q}</span>”. Search by method, path, summary or the name
        of a field.
      </p>
      <p className="mt-4">
        <Link href={path} className="inline-block py-2 font-medium text-accent-text underline">
          Clear the search
        </Link>
      </p>
    </div>
  )
}
