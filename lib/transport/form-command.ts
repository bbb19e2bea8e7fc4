import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/auth/actor'
import { decryptWithAny, encrypt, keyedFingerprint } from '@/lib/auth/encryption'
import { authSecrets } from '@/lib/auth/tokens'
import { AppError } from '@/lib/errors'
import { timeSlices } from '@/lib/event-loop'
import { FORM_KEY, FORM_USER, OWN_PASSKEY, OWN_PASSWORD, type Saved } from '@/lib/form-state'
import type { IdempotencyRequest } from '@/lib/idempotency'
import type { Command } from '@/lib/operation'
import { requireFormOwner } from '@/lib/transport/form-owner'
import { reauthenticate } from '@/lib/transport/session'

// As much of a file as is hashed without a pause.
const BLOCK_BYTES = 256 * 1024

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
  actor: current,
  input: { [FORM_KEY]: key, [FORM_USER]: owner, ...submitted },
  afterRun,
  toResponse,
}: Submission<O, T>): Promise<Outcome<T>> {
  requireFormOwner(current, owner)
  const { [OWN_PASSWORD]: ownPassword, [OWN_PASSKEY]: ownPasskey, ...input } = submitted
  const actor = await reauthenticate(current, { ownPassword, ownPasskey })
  const respondTo = async (output: O) => {
    await afterRun?.(output)
    return { response: toResponse(output), hasChanged: hasChanged(output) }
  }
  if (!isFormKey(key)) return respondTo(await operation.runUntrusted(actor, input))
  // The server makes the key of a form and forgets it, so a reader of the database doesn't have it.
  const [secret, ...earlierSecrets] = authSecrets()
  const texts = [operation.operation.name, ...(await describe(input))]
  const request: IdempotencyRequest<O> = {
    key,
    fingerprint: keyedFingerprint('idempotency', texts, [secret, key]),
    earlierFingerprints: earlierSecrets.map((earlier) =>
      keyedFingerprint('idempotency', texts, [earlier, key]),
    ),
    toResponse: (output) => ({
      status: 200,
      body: encrypt('idempotency', JSON.stringify(toResponse(output)), [secret, key]),
    }),
  }
  const result = await operation.runIdempotent(actor, input, request)
  if ('output' in result) return respondTo(result.output)
  const keys = authSecrets().map((known) => [known, key])
  const response: FormResponse<T> = parseStored(
    decryptWithAny('idempotency', result.stored.body, keys),
  )
  return result.isSameRequest
    ? { response, hasChanged: true }
    : { savedBefore: response, hasChanged: true }
}

function parseStored(text: string | undefined) {
  if (text !== undefined) return JSON.parse(text)
  throw new AppError('conflict', 'This form was already saved. Reload the page to see the result.')
}

function isFormKey(key: unknown): key is string {
  return typeof key === 'string' && /^[\w-]{36,200}$/.test(key)
}

function hasChanged(output: unknown): boolean {
  const isObject = typeof output === 'object' && output !== null
  return !(isObject && 'changed' in output && output.changed === false)
}

function describe(input: { [field: string]: unknown }): Promise<string[]> {
  return Promise.all(
    Object.entries(input).map(async ([name, value]) => {
      const isFile = value instanceof Uint8Array
      return `${name}=${isFile ? await sha256(value) : String(value)}`
    }),
  )
}

async function sha256(file: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  const nextSlice = timeSlices()
  for (let start = 0; start < file.length; start += BLOCK_BYTES) {
    hash.update(file.subarray(start, start + BLOCK_BYTES))
    await nextSlice()
  }
  return hash.digest('hex')
}
