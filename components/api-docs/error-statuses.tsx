import type { Call } from '@/components/api-docs/calls'
import { InlineCode } from '@/components/api-docs/inline-code'
import { paths } from '@/lib/paths'

/** By which statuses a call refuses; what they mean is the same for all and said once. */
export function RefusedBy({ refusals }: Pick<Call, 'refusals'>) {
  return (
    <p className="border-border border-t px-4 py-3 text-help text-text-2 md:px-6">
      <span className="font-medium text-text">Refuses with </span>
      <span className="tabular-nums">{refusals.map(({ status }) => status).join(', ')}</span>
      {' · '}
      <a href={`${paths.apiDocs}#errors`} className="inline-block py-1 text-accent-text underline">
        what they mean
      </a>
    </p>
  )
}

/** What each status means that any call refuses with. */
export function Statuses({ calls }: { calls: Call[] }) {
  const known = new Map(
    calls.flatMap(({ refusals }) =>
      refusals.map(({ status, description }) => [status, description] as const),
    ),
  )
  return (
    <dl className="grid gap-2">
      {[...known].sort().map(([status, description]) => (
        <div key={status} className="flex gap-4">
          <dt className="font-medium tabular-nums">{status}</dt>
          <dd className="text-text-2">
            <InlineCode>{description}</InlineCode>
          </dd>
        </div>
      ))}
    </dl>
  )
}
