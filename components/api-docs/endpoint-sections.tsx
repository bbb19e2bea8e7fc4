import { Collapsible } from '@/components/api-docs/collapsible'
import type { Endpoint } from '@/components/api-docs/endpoints'
import { FieldTable } from '@/components/api-docs/field-table'
import type { Field } from '@/components/api-docs/fields'
import { InlineCode } from '@/components/api-docs/inline-code'
import { formatCount, formatNumber } from '@/components/ui/format'

const MAX_FIELDS_OPEN = 6

type Props = { endpoint: Endpoint; name: string; locale: string }

export function RequestSection({ endpoint: { parameters, body }, name, locale }: Props) {
  const fields = body.filter(({ readOnly }) => !readOnly)
  const readOnlyFields = body.filter(({ readOnly }) => readOnly)
  return (
    <>
      {parameters.length > 0 && (
        <Collapsible
          title="Parameters"
          endpointName={name}
          summary={formatNumber(parameters.length, locale)}
          open={parameters.length <= MAX_FIELDS_OPEN}
        >
          <FieldTable
            caption={`Parameters of ${name}`}
            fields={parameters}
            locale={locale}
            isRequest
          />
        </Collapsible>
      )}
      {fields.length > 0 && (
        <Collapsible
          title="Request body"
          endpointName={name}
          summary={formatCount(fields.length, 'field', locale)}
          open={fields.length <= MAX_FIELDS_OPEN}
        >
          <FieldTable
            caption={`Request body of ${name}`}
            fields={fields}
            locale={locale}
            isRequest
          />
          <OtherFields label="Accepted and ignored:" fields={readOnlyFields} />
        </Collapsible>
      )}
    </>
  )
}

export function ResponseSection({ endpoint: { response }, name, locale }: Props) {
  const fields = response.fields.filter(({ deprecated }) => !deprecated)
  const deprecatedFields = response.fields.filter(({ deprecated }) => deprecated)
  const headers = response.headers.map((header) => ({ ...header, location: 'header' }))
  const rows = [...headers, ...fields]
  if (rows.length === 0) {
    return (
      <p className="border-border border-t px-4 py-3 md:px-6">Returns 200 with an empty body.</p>
    )
  }
  const content = fields.length > 0 ? formatCount(fields.length, 'field', locale) : 'empty body'
  return (
    <Collapsible
      title="Response"
      endpointName={name}
      summary={response.isList ? `200, list of objects with ${content}` : `200, ${content}`}
    >
      <FieldTable caption={`Response of ${name}`} fields={rows} locale={locale} />
      <OtherFields label="Deprecated:" fields={deprecatedFields} />
    </Collapsible>
  )
}

function OtherFields({ label, fields }: { label: string; fields: Field[] }) {
  if (fields.length === 0) return null
  const names = fields.map(({ name }) => `\`${name}\``).join(', ')
  return (
    <p className="px-4 py-3 text-help text-text-2 md:px-6">
      <InlineCode>{`${label} ${names}.`}</InlineCode>
    </p>
  )
}
