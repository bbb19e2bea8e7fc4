import { Link2 } from 'lucide-react'
import { RequestSection, ResponseSection } from '@/components/api-docs/call-sections'
import type { Call } from '@/components/api-docs/calls'
import { CodeBox } from '@/components/api-docs/code-box'
import { curlOf } from '@/components/api-docs/curl'
import { RefusedBy } from '@/components/api-docs/error-statuses'
import { Method } from '@/components/api-docs/method'

/** One call: how it is made, what it takes and what it answers. */
export function CallCard({ call }: { call: Call }) {
  const { id, method, path, summary } = call
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
            <Method>{method}</Method> <code className="min-w-0 font-mono text-help">{path}</code>
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
        <CodeBox label={`curl for ${name}`} code={curlOf(call)} />
      </div>
      <RequestSection call={call} name={name} />
      <ResponseSection call={call} name={name} />
      <RefusedBy refusals={call.refusals} />
    </article>
  )
}
