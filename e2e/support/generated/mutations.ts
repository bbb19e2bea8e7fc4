import fc from 'fast-check'
import type { SentRequest } from '@/e2e/support/generated/send'
import { junk, pathText } from '@/e2e/support/generated/values'

export type Draft = SentRequest & { fields: { [name: string]: unknown } | undefined }

export type Mutation = (draft: Draft) => void
/** One error in a request; most requests have none. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 24, arbitrary: fc.constant(() => {}) },
  fc.tuple(fc.nat(), junk).map(
    ([n, value]): Mutation =>
      (draft) => {
        const names = Object.keys(draft.fields ?? {})
        const name = names[n % Math.max(1, names.length)]
        if (name && draft.fields) draft.fields[name] = value
      },
  ),
  fc.tuple(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'version', 'id')), junk).map(
    ([name, value]): Mutation =>
      (draft) => {
        if (draft.fields) {
          draft.fields = Object.fromEntries([...Object.entries(draft.fields), [name, value]])
        }
      },
  ),
  fc
    .oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constantFrom('', 'null', '['.repeat(9_000)))
    .map(
      (text): Mutation =>
        (draft) => {
          if (draft.fields) Object.assign(draft, { fields: undefined, body: text })
        },
    ),
  fc.constantFrom('text/plain', 'application/xml', 'x').map(
    (type): Mutation =>
      (draft) => {
        draft.headers['Content-Type'] = type
      },
  ),
  fc.tuple(fc.nat(), pathText).map(
    ([n, text]): Mutation =>
      (draft) => {
        const parts = draft.path.split('/')
        parts[1 + (n % (parts.length - 1))] = text
        // The path must still match this operation.
        if (!matchesPattern(draft.call, parts)) return
        Object.assign(draft, { path: parts.join('/'), foreign: false })
      },
  ),
  fc.tuple(fc.nat(), fc.string({ unit: 'binary' })).map(
    ([n, text]): Mutation =>
      (draft) => {
        const pair = draft.query[n % Math.max(1, draft.query.length)]
        if (pair) pair[1] = text.toWellFormed()
      },
  ),
  fc.constantFrom('permanent', 'pageSize', 'includeInactive').map(
    (name): Mutation =>
      (draft) => {
        draft.query.push([name, 'true'])
      },
  ),
  fc.tuple(fc.constantFrom('If-Match', 'Idempotency-Key'), fc.string()).map(
    ([name, text]): Mutation =>
      (draft) => {
        draft.headers[name] = text
      },
  ),
  fc.string().map(
    (text): Mutation =>
      (draft) => {
        draft.headers.Authorization = text
      },
  ),
)

function matchesPattern(call: string, parts: string[]): boolean {
  // A slash at the end is ignored, so without its last part a path is another one.
  if (parts.at(-1) === '') return false
  const pattern = call.split(' ')[1]?.split('/') ?? []
  return pattern.every((part, at) => part.startsWith('{') || part === parts[at])
}
