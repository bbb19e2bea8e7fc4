import type { Field } from '@/components/api-docs/fields'
import { InlineCode } from '@/components/api-docs/inline-code'
import { DataTable } from '@/components/ui/data-table'

type Row = Field & { in?: string }

type Props = { label: string; fields: Row[]; asked?: boolean }

/** Names, types and limits; of what is asked also what has to be there. */
export function FieldTable({ label, fields, asked = false }: Props) {
  return (
    // What all cells share is said once: there are a thousand of them on the page.
    <DataTable
      caption={label}
      className="[&_tbody_th]:md:w-2/5 [&_tbody_tr:last-child]:border-0 [&_td]:text-help [&_td]:text-text-2 [&_th_code]:text-help"
    >
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.in}${field.name}`}>
            <th scope="row">
              <code>{field.name}</code>
              <Need field={field} asked={asked} />
            </th>
            <td>
              <Described field={field} asked={asked} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

type About = { field: Row; asked: boolean }

function Need({ field, asked }: About) {
  const words = [field.in, asked && field.required && 'required'].filter(Boolean)
  if (words.length === 0) return null
  return <span className="ms-2 text-head text-text-2">{words.join(', ')}</span>
}

function Described({ field, asked }: About) {
  const { type, limits, fallback, description } = field
  return (
    <>
      <InlineCode>{[type, limits, description].filter(Boolean).join(' · ')}</InlineCode>
      {asked && fallback && (
        <>
          {' · unless given '}
          <code>{fallback}</code>
        </>
      )}
    </>
  )
}
