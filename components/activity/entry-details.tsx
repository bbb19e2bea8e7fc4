import { ChevronRight } from 'lucide-react'
import { formatField, formatValue, otherFacts } from '@/components/activity/format-detail'
import type { ActivityEntry } from '@/lib/activity-log/view'
import { changedFields, recordIn } from '@/lib/activity-log/wording'
import type { Reader } from '@/lib/reader'

type Props = { entry: ActivityEntry; reader: Reader }

/** The values before and after, and everything else that the log says. */
export function EntryDetails({ entry: { detail, seq }, reader }: Props) {
  const fields = changedFields(detail)
  const facts = otherFacts(detail)
  if (fields.length === 0 && facts.length === 0) return null
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 items-center gap-1 text-help text-text-2 hover:text-text phone:min-h-11">
        <ChevronRight size={14} aria-hidden="true" className="group-open:rotate-90" />
        <span>Details</span>
        <span className="sr-only">{` of entry ${seq}`}</span>
      </summary>
      {fields.length > 0 && (
        <table className="mt-1 w-full max-w-3xl table-fixed border-collapse text-help [overflow-wrap:anywhere]">
          <caption className="sr-only">What changed</caption>
          <thead className="text-text-2">
            <tr>
              <Heading>Field</Heading>
              <Heading>Before</Heading>
              <Heading>After</Heading>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field} className="border-border border-t">
                <th scope="row" className="py-1 pe-3 text-start font-normal text-text-2">
                  {formatField(field)}
                </th>
                <Value>{formatValue(field, recordIn(detail, 'before')[field], reader)}</Value>
                <Value>{formatValue(field, recordIn(detail, 'after')[field], reader)}</Value>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {facts.length > 0 && (
        <dl className="mt-1 grid gap-x-3 text-help [overflow-wrap:anywhere] sm:grid-cols-[12rem_minmax(0,1fr)]">
          {facts.map(([field, value]) => (
            <div key={field} className="contents">
              <dt className="text-text-2">{formatField(field)}</dt>
              <dd dir="auto">{formatValue(field, value, reader)}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  )
}

function Heading({ children }: { children: string }) {
  return (
    <th scope="col" className="py-1 pe-3 text-start font-medium">
      {children}
    </th>
  )
}

function Value({ children }: { children: string }) {
  return (
    <td className="py-1 pe-3" dir="auto">
      {children}
    </td>
  )
}
