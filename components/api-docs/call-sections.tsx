import type { Call } from '@/components/api-docs/calls'
import { Collapsible } from '@/components/api-docs/collapsible'
import { FieldTable } from '@/components/api-docs/field-table'
import type { Field } from '@/components/api-docs/fields'
import { InlineCode } from '@/components/api-docs/inline-code'

// What is longer is folded at first.
const SHORT = 6

type Props = { call: Call; name: string }

/** What a call takes: its parameters and its body. */
export function RequestSection({ call: { parameters, body }, name }: Props) {
  const taken = body.filter(({ ignored }) => !ignored)
  const ignored = body.filter((field) => field.ignored)
  const [few, short] = [parameters.length <= SHORT, taken.length <= SHORT]
  return (
    <>
      {parameters.length > 0 && (
        <Collapsible title="Parameters" note={`${parameters.length}`} of={name} open={few}>
          <FieldTable label={`Parameters of ${name}`} fields={parameters} asked />
        </Collapsible>
      )}
      {taken.length > 0 && (
        <Collapsible title="Body" note={counted(taken.length)} of={name} open={short}>
          <FieldTable label={`Body of ${name}`} fields={taken} asked />
          <OtherFields says="May be sent back as received, and changes nothing:" fields={ignored} />
        </Collapsible>
      )}
    </>
  )
}

/** What a call answers when it is done. */
export function ResponseSection({ call: { answer }, name }: Props) {
  const { list, headers } = answer
  const fields = answer.fields.filter(({ deprecated }) => !deprecated)
  const rows = [...headers.map((header) => ({ ...header, in: 'header' })), ...fields]
  if (rows.length === 0) {
    return <p className="border-border border-t px-4 py-3 md:px-6">Answers 200 without a body.</p>
  }
  const note = fields.length > 0 ? counted(fields.length) : 'without a body'
  return (
    <Collapsible
      title="Answer"
      note={list ? `200, a list, each of ${note}` : `200, ${note}`}
      of={name}
    >
      <FieldTable label={`Answer of ${name}`} fields={rows} />
      <OtherFields
        says="Deprecated, for clients that still read them:"
        fields={answer.fields.filter(({ deprecated }) => deprecated)}
      />
    </Collapsible>
  )
}

function OtherFields({ says, fields }: { says: string; fields: Field[] }) {
  if (fields.length === 0) return null
  const names = fields.map(({ name }) => `\`${name}\``)
  return (
    <p className="px-4 py-3 text-help text-text-2 md:px-6">
      <InlineCode>{`${says} ${names.join(', ')}.`}</InlineCode>
    </p>
  )
}

function counted(fields: number): string {
  return `${fields} ${fields === 1 ? 'field' : 'fields'}`
}
