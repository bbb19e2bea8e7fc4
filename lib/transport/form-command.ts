import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/auth/actor'
import { decrypt, encrypt, keyedFingerprint } from '@/lib/auth/encryption'
import { env } from '@/lib/env'
import { FORM_KEY, type Saved } from '@/lib/form-state'
import type { IdempotencyRequest } from '@/lib/idempotency'
import type { Command } from '@/lib/operation'

export type Texts = { [field: string]: string }

/** The page that a form leads to when it is saved. */
type Destination = {
  location: string
  message: string
  /** The text of a link to the page. */
  label: string
  /** The job that the form started, to which the list leads from now on. */
  job?: number
}

type FormResponse<T> = Saved<T> | Destination

/** Returns what the form shows, or where it leads. A repeated submission gets the same. */
export type Respond<O, T> = (
  output: O,
  context: { submitted: Texts; locale: string },
) => FormResponse<T>

export type FormCommand<O> = Pick<Command<never, O>, 'operation' | 'runUntrusted' | 'runIdempotent'>

export type Outcome<T> = { hasChanged: boolean } & (
  | { response: FormResponse<T> | { location: string } }
  /** The same form was saved earlier with other content, and got this response. */
  | { savedBefore: FormResponse<T> }
)

type Submission<O, T> = {
  operation: FormCommand<O>
  actor: Actor | null
  input: { [field: string]: unknown }
  afterRun?: ((output: O) => Promise<void>) | undefined
  toResponse(output: O): FormResponse<T>
}

export async function runFormCommand<O, T>({
  operation,
  actor,
  input: { [FORM_KEY]: key, ...input },
  afterRun,
  toResponse,
}: Submission<O, T>): Promise<Outcome<T>> {
  const respondTo = async (output: O) => {
    await afterRun?.(output)
    return { response: toResponse(output), hasChanged: hasChanged(output) }
  }
  if (!isFormKey(key)) return respondTo(await operation.runUntrusted(actor, input))
  // The server makes the key of a form and forgets it, so a reader of the database doesn't have it.
  const secrets = [env().AUTH_SECRET, key]
  const request: IdempotencyRequest<O> = {
    key,
    fingerprint: keyedFingerprint([operation.operation.name, ...describe(input)], secrets),
    toResponse: (output) => ({
      status: 200,
      body: encrypt(JSON.stringify(toResponse(output)), secrets),
    }),
  }
  const result = await operation.runIdempotent(actor, input, request)
  if ('output' in result) return respondTo(result.output)
  const response: FormResponse<T> = JSON.parse(decrypt(result.stored.body, secrets))
  return result.isSameRequest
    ? { response, hasChanged: true }
    : { savedBefore: response, hasChanged: true }
}

function isFormKey(key: unknown): key is string {
  return typeof key === 'string' && /^[\w-]{36,200}$/.test(key)
}

function hasChanged(output: unknown): boolean {
  const isObject = typeof output === 'object' && output !== null
  return !(isObject && 'changed' in output && output.changed === false)
}

function describe(input: { [field: string]: unknown }): string[] {
  return Object.entries(input).map(([name, value]) => {
    const isFile = value instanceof Uint8Array
    return `${name}=${isFile ? createHash('sha256').update(value).digest('hex') : String(value)}`
  })
}
