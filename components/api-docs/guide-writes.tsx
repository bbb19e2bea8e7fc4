import { CodeBlock } from '@/components/api-docs/code-block'
import { Paragraph } from '@/components/api-docs/inline-code'
import { curl } from '@/components/ui/curl'

type Props = { basePath: string }

export function ConcurrentUpdates({ basePath }: Props) {
  const update = { method: 'PATCH', headers: ['If-Match: "3"'], body: { name: 'Northwind' } }
  return (
    <>
      <Paragraph>
        When you read an account, a user, the organization or one of its policies, the `ETag` header
        contains its version. Send that version in the `If-Match` header when you change the record.
        If the record has changed since you read it, the request returns 412 and changes nothing:
        read the record again and decide. Without `If-Match`, the last change wins.
      </Paragraph>
      <CodeBlock
        label="Change an account only if its version is 3"
        code={curl({ path: `${basePath}/accounts/42`, ...update })}
      />
    </>
  )
}

export function Idempotency({ basePath }: Props) {
  const headers = ['Idempotency-Key: import-2026-03-03-line-17']
  const body = { externalId: 'NW-1042', name: 'Northwind Traders' }
  return (
    <>
      <Paragraph>
        If a POST request fails without a response, you can't tell whether it took effect. To retry
        it safely, send it with a unique `Idempotency-Key` header. If you send the same key and body
        again within 24 hours, the request is not executed again. It returns the first response with
        the header `Idempotency-Replayed: true`. The same key with another body returns 409. A
        repeated DELETE needs no key: it returns 200 again.
      </Paragraph>
      <CodeBlock
        label="A request that is safe to retry"
        code={curl({ method: 'POST', path: `${basePath}/accounts`, headers, body })}
      />
    </>
  )
}
