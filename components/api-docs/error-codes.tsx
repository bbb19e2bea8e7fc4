import type { Endpoint } from '@/components/api-docs/endpoints'
import { InlineCode } from '@/components/api-docs/inline-code'
import { paths } from '@/lib/paths'

export function ErrorCodes({ errors }: Pick<Endpoint, 'errors'>) {
  return (
    <p className="border-border border-t px-4 py-3 text-help text-text-2 md:px-6">
      <span className="font-medium text-text">Error codes </span>
      <span className="tabular-nums">{errors.map(({ status }) => status).join(', ')}</span>
      <span> · </span>
      <a href={`${paths.apiDocs}#errors`} className="inline-block py-1 text-accent-text underline">
        What they mean
      </a>
    </p>
  )
}

export function ErrorCodeList({ endpoints }: { endpoints: Endpoint[] }) {
  const descriptions = new Map(
    endpoints.flatMap(({ errors }) =>
      errors.map(({ status, description }) => [status, description] as const),
    ),
  )
  return (
    <dl className="grid gap-2">
      {[...descriptions].sort().map(([status, description]) => (
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
