import 'server-only'
import { decrypt, encrypt, keyedFingerprint } from '@/lib/auth/encryption'
import { AppError, fieldError } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'
import { HttpError } from '@/lib/transport/api-response'
import type { Call, Endpoint, IdempotentCall, Reply } from '@/lib/transport/endpoint'

const BODY_LIMIT = 64 * 1024

export type Secrets = { user: string; organization: string }

/** The two secrets of `Authorization: User …, Organization …`, if both are there. */
export function secretsOf(request: Request): Secrets | undefined {
  const parts = (request.headers.get('authorization') ?? '').split(',')
  const named = new Map(parts.map((part) => pairOf(part.trim())))
  const [user, organization] = [named.get('user'), named.get('organization')]
  return user && organization ? { user, organization } : undefined
}

function pairOf(part: string): [name: string, secret: string] {
  const [, name = '', secret = ''] = /^(\w{1,20})\s+([\w-]{1,200})$/.exec(part) ?? []
  return [name.toLowerCase(), secret]
}

/** Takes a call apart; what is not of the right form is refused here. */
export async function callOf(
  request: Request,
  endpoint: Endpoint,
  path: Call['path'],
  secrets: Secrets,
): Promise<Call> {
  const text = endpoint.body ? await bodyOf(request) : ''
  return {
    path,
    query: endpoint.query ? Object.fromEntries(new URL(request.url).searchParams) : {},
    body: endpoint.body ? parseInput(endpoint.body, jsonOf(text)) : undefined,
    version: endpoint.versioned ? versionOf(request) : undefined,
    retry: request.method === 'POST' ? retryOf(request, text, secrets) : undefined,
  }
}

async function bodyOf(request: Request): Promise<string> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new HttpError(415, 'Send the body as JSON, with Content-Type: application/json.')
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > BODY_LIMIT) throw new HttpError(413, 'The body is larger than 64 KB.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw fieldError('invalid', 'body', 'The body is not valid JSON.')
  }
}

function versionOf(request: Request): number | undefined {
  const wanted = request.headers.get('if-match')?.trim()
  if (wanted === undefined || wanted === '*' || reads(request.method)) return undefined
  const version = /^"([1-9]\d{0,8})"$/.exec(wanted)?.[1]
  if (version) return Number(version)
  throw new HttpError(412, 'If-Match names no version of this record. Read it again.')
}

const reads = (method: string) => method === 'GET' || method === 'HEAD'

function opened(bytes: Uint8Array, secrets: string[]): Reply {
  try {
    return JSON.parse(decrypt(bytes, secrets))
  } catch {
    const message =
      'The first answer cannot be read with this User Secret. Read what was made instead.'
    throw new AppError('conflict', message)
  }
}

function retryOf(request: Request, body: string, { user }: Secrets): IdempotentCall | undefined {
  const key = request.headers.get('idempotency-key')
  if (key === null) return undefined
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    const message = 'This is 1 to 200 visible characters without spaces.'
    throw fieldError('invalid', 'Idempotency-Key', message)
  }
  const { pathname } = new URL(request.url)
  return {
    key,
    // Keyed, because a body can hold a password that must not be guessed from it.
    fingerprint: keyedFingerprint([pathname, body], [user, key]),
    seal: (reply) => encrypt(JSON.stringify(reply), [user, key]),
    open: (bytes) => opened(bytes, [user, key]),
  }
}
