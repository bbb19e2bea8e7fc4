import fc from 'fast-check'
import { type Dataset, pick } from '@/e2e/support/generated/dataset'
import {
  type Document,
  type Operation,
  resolve,
  type Schema,
} from '@/e2e/support/generated/document'
import { type Draft, mutation } from '@/e2e/support/generated/mutations'
import type { SentRequest } from '@/e2e/support/generated/send'
import { recordOf, TOKEN, validValue } from '@/e2e/support/generated/values'

/** Made from the records that exist when it is sent: the caller's, and another organization's. */
export type GeneratedRequest = (dataset: Dataset, elsewhere: Dataset) => SentRequest

type Target = { n: number; byEmail: boolean; key: unknown }

function fillPath(path: string, dataset: Dataset, { n, byEmail, key }: Target): string {
  const user = pick(path.startsWith('/organizations') ? dataset.own : dataset.users, n)
  const id = path.includes('{idOrEmail}') ? user.accountId : pick(dataset.accounts, n)
  return path
    .replace('/organizations/{id}', `/organizations/${dataset.organizationId}`)
    .replace('{id}', String(id))
    .replace('{accountId}', String(pick(dataset.accounts, n)))
    .replace('{idOrEmail}', encodeURIComponent(byEmail ? user.email : user.id))
    .replace('{key}', String(key))
    .replace('{sessionId}', '00000000-0000-4000-8000-000000000000')
}

function parametersIn({ parameters = [] }: Operation, location: string) {
  const found = parameters.filter((parameter) => parameter.in === location)
  return Object.fromEntries(found.map(({ name, schema }): [string, Schema] => [name, schema]))
}

function authorization({ userSecret, organizationSecret }: Dataset): string {
  return `User ${userSecret}, Organization ${organizationSecret}`
}

function queryOf(query: { [name: string]: unknown }, { token }: Dataset): [string, string][] {
  return Object.entries(query)
    .map(([name, value]): [string, string] => [name, value === TOKEN ? token : String(value)])
    .filter(([name, value]) => name !== 'nextPage' || value !== '')
}

/** The parts of a request to one operation. */
function partsOf(document: Document, operation: Operation) {
  const schema = operation.requestBody?.content['application/json'].schema
  const { properties = {}, required = [] } = schema ? resolve(document, schema) : {}
  const query = parametersIn(operation, 'query')
  return fc.record({
    target: fc.record({
      n: fc.nat(),
      byEmail: fc.boolean(),
      key: validValue(document, {}, 'key'),
    }),
    isForeign: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    query: recordOf(
      document,
      query,
      ['pageSize'].filter((name) => name in query),
    ),
    headers: recordOf(document, parametersIn(operation, 'header'), []),
    fields: schema ? recordOf(document, properties, required) : fc.constant(undefined),
    mutation,
  })
}

export function requestsTo(
  document: Document,
  call: string,
  operation: Operation,
): fc.Arbitrary<GeneratedRequest> {
  const path = call.split(' ')[1] ?? ''
  return partsOf(document, operation).map(
    ({ target, isForeign, query, headers, fields, mutation: mutate }) =>
      (dataset, elsewhere) => {
        const foreign = isForeign && /\{(id|idOrEmail)\}/.test(path)
        const draft: Draft = {
          call,
          path: fillPath(path, foreign ? elsewhere : dataset, target),
          query: queryOf(query, dataset),
          headers: { Authorization: authorization(dataset) },
          fields: fields && { ...fields },
          body: undefined,
          foreign,
        }
        if (fields) draft.headers['Content-Type'] = 'application/json'
        for (const [name, value] of Object.entries(headers)) draft.headers[name] = String(value)
        mutate(draft)
        const { fields: sent, ...rest } = draft
        return { ...rest, body: sent ? JSON.stringify(sent) : draft.body }
      },
  )
}
