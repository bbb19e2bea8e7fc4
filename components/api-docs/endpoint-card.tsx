import { Link2 } from 'lucide-react'
import { CodeBlock } from '@/components/api-docs/code-block'
import { RequestSection, ResponseSection } from '@/components/api-docs/endpoint-sections'
import type { Endpoint } from '@/components/api-docs/endpoints'
import { ErrorCodes } from '@/components/api-docs/error-codes'
import { exampleCommand } from '@/components/api-docs/example-command'
import { HttpMethod } from '@/components/api-docs/http-method'

type Props = { endpoint: Endpoint; locale: string }

export function EndpointCard({ endpoint, locale }: Props) {
  const { id, method, path, summary } = endpoint
  const name = `${method} ${path}`
  return (
    <article
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-4 rounded-card border border-border bg-surface shadow-[0_1px_2px_rgb(16_24_40/5%)] target:border-accent"
    >
      <header className="flex items-start gap-2 px-4 pt-4 md:px-6">
        <h3 id={`${id}-title`} className="grid min-w-0 gap-1.5">
          <span className="text-h2">{summary}</span>{' '}
          <span className="flex items-baseline gap-2 font-normal">
            <HttpMethod>{method}</HttpMethod>{' '}
            <code className="min-w-0 font-mono text-help">{path}</code>
          </span>
        </h3>
        <a
          href={`#${id}`}
          aria-label={`Link to ${name}`}
          className="ms-auto -me-2 grid size-11 shrink-0 place-items-center rounded-control text-text-2 hover:bg-hover md:size-9"
        >
          <Link2 size={16} aria-hidden="true" />
        </a>
      </header>
      <div className="p-4 md:px-6">
        <CodeBlock label={`curl for ${name}`} code={exampleCommand(endpoint)} />
      </div>
      <RequestSection endpoint={endpoint} name={name} locale={locale} />
      <ResponseSection endpoint={endpoint} name={name} locale={locale} />
      <ErrorCodes errors={endpoint.errors} />
    </article>
  )
}
