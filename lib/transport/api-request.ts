import 'server-only'
import { decrypt, encrypt, keyedFingerprint } from '@/lib/auth/encryption'
import { AppError, fieldError } from '@/lib/errors'
import type { Call, IdempotentCall, Reply } from '@/lib/transport/api-call'
import { parseQuery } from '@/lib/transport/api-query'
import { HttpError } from '@/lib/transport/api-response'
import type { Match } from '@/lib/transport/find-endpoint'
import { decodeUtf8 } from '@/lib/transport/utf8'

const BODY_LIMIT = 64 * 1024

type Secrets = { user: string; organization: string }

/** The secrets in `Authorization: User …, Organization …`. */
export function parseSecrets(request: Request): Secrets | undefined {
  const parts = (request.headers.get('authorization') ?? '').split(',')
  const secrets = new Map(parts.map((part) => parseSecret(part.trim())))
  const user = secrets.get('user')
  const organization = secrets.get('organization')
  return user && organization ? { user, organization } : undefined
}

function parseSecret(part: string): [name: string, secret: string] {
  const [, name = '', secret = ''] = /^(\w{1,20})\s+([\w-]{1,200})$/.exec(part) ?? []
  return [name.toLowerCase(), secret]
}

/** Splits a request into its parts. The endpoint parses their values. */
export async function parseCall(
  request: Request,
  { endpoint, path }: Match,
  secrets: Secrets,
): Promise<Call> {
  const query = parseQuery(request, endpoint)
  const text = endpoint.body ? await readBody(request) : ''
  return {
    path,
    query,
    body: endpoint.body ? parseJson(text) : undefined,
    version: endpoint.ifMatch ? parseIfMatch(request) : undefined,
    idempotency: request.method === 'POST' ? parseIdempotency(request, text, secrets) : undefined,
  }
}

async function readBody(request: Request): Promise<string> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new HttpError(415, 'Content-Type: must be application/json.')
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > BODY_LIMIT) throw new HttpError(413, 'The body is larger than 64 KB.')
    chunks.push(chunk)
  }
  return decodeUtf8(Buffer.concat(chunks))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw fieldError('invalid', 'body', 'The body is not valid JSON.')
  }
}

function parseIfMatch(request: Request): number | undefined {
  const etag = request.headers.get('if-match')?.trim()
  if (etag === undefined || etag === '*') return undefined
  const version = /^"([1-9]\d{0,8})"$/.exec(etag)?.[1]
  if (version) return Number(version)
  throw new HttpError(412, 'If-Match is not an ETag of this record. Read the record again.')
}

function parseIdempotency(
  request: Request,
  body: string,
  { user }: Secrets,
): IdempotentCall | undefined {
  const key = request.headers.get('idempotency-key')
  if (key === null) return undefined
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    const message = 'Use 1 to 200 visible ASCII characters without spaces.'
    throw fieldError('invalid', 'Idempotency-Key', message)
  }
  const { pathname } = new URL(request.url)
  return {
    key,
    // Keyed, because a plain hash would let a password in the body be guessed.
    fingerprint: keyedFingerprint('idempotency', [pathname, body], [user, key]),
    encrypt: (reply) => encrypt('idempotency', JSON.stringify(reply), [user, key]),
    decrypt: (bytes) => decryptReply(bytes, [user, key]),
  }
}

function decryptReply(bytes: Uint8Array, secrets: string[]): Reply {
  try {
    return JSON.parse(decrypt('idempotency', bytes, secrets))
  } catch {
    const message =
      'This request has already run. Its response was encrypted for an earlier User Secret. Read the record instead.'
    throw new AppError('conflict', message)
  }
}
