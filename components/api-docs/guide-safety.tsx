import { CodeBox } from '@/components/api-docs/code-box'
import { curl } from '@/components/api-docs/curl'
import { InlineCode } from '@/components/api-docs/inline-code'

type Props = { base: string }

export function Versions({ base }: Props) {
  const change = { method: 'PATCH', headers: ['If-Match: "3"'], body: { name: 'Northwind' } }
  return (
    <>
      <p>
        <InlineCode>
          {
            'Reading one account or one user answers its version in the header `ETag`. Send it back as `If-Match` with a change: if someone else was first, the answer is 412 and nothing is changed. Read again, and decide. Without `If-Match` the last change wins.'
          }
        </InlineCode>
      </p>
      <CodeBox
        label="Change version 3 and no other"
        code={curl({ path: `${base}/accounts/42`, ...change })}
      />
    </>
  )
}

export function Retries({ base }: Props) {
  const headers = ['Idempotency-Key: import-2026-03-03-line-17']
  const body = { externalId: 'NW-1042', name: 'Northwind Traders' }
  return (
    <>
      <p>
        <InlineCode>
          {
            'When a POST gets no answer, you cannot know whether it was done. Give it an `Idempotency-Key` of your own, and send it again with the same key and the same body: for 24 hours it is done once, and the answer to a repetition carries `Idempotency-Replayed: true`. The same key with another body answers 409.'
          }
        </InlineCode>
      </p>
      <CodeBox
        label="May be sent twice"
        code={curl({ method: 'POST', path: `${base}/accounts`, headers, body })}
      />
    </>
  )
}

export function Limits() {
  return (
    <p>
      <InlineCode>
        {
          'Who calls too fast is answered 429, with the seconds to wait in the header `Retry-After`; wait that long, then go on. Unless the operator has set it otherwise, one user has 6,000 calls a minute. A 503 carries `Retry-After` too: the database does not answer just now.'
        }
      </InlineCode>
    </p>
  )
}
