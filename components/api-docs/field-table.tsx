import { formatConstraints } from '@/components/api-docs/constraints'
import type { Field } from '@/components/api-docs/fields'
import { InlineCode } from '@/components/api-docs/inline-code'
import { DataTable } from '@/components/ui/data-table'

const EMPTY_STRING = '""'

type Row = Field & { location?: string }

type Props = {
  caption: string
  fields: Row[]
  locale: string
  /** Also shows which fields are required, and the defaults of the others. */
  isRequest?: boolean
}

export function FieldTable({ caption, fields, locale, isRequest = false }: Props) {
  return (
    // Styles all cells from here, because the page has about a thousand of them.
    <DataTable
      caption={caption}
      className="[&_tbody_th]:md:w-2/5 [&_tbody_tr:last-child]:border-0 [&_td]:text-help [&_td]:text-text-2 [&_th_code]:text-help"
    >
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Description</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.location}${field.name}`}>
            <th scope="row">
              <code>{field.name}</code>
              <Qualifiers field={field} isRequest={isRequest} />
            </th>
            <td>
              <InlineCode>{describe(field, isRequest, locale)}</InlineCode>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

function Qualifiers({ field, isRequest }: { field: Row; isRequest: boolean }) {
  const qualifiers = [field.location, isRequest && field.required && 'required'].filter(Boolean)
  if (qualifiers.length === 0) return null
  return <span className="ms-2 text-head text-text-2">{qualifiers.join(', ')}</span>
}

function describe(field: Row, isRequest: boolean, locale: string): string {
  const { type, defaultValue, description } = field
  const hasDefault = isRequest && defaultValue !== undefined && defaultValue !== EMPTY_STRING
  return [
    type,
    formatConstraints(field.constraints, locale),
    hasDefault && `default \`${defaultValue}\``,
    description,
  ]
    .filter(Boolean)
    .join(' · ')
}
