import 'server-only'
import { randomBytes } from 'node:crypto'
import { isSigned, sign } from '@/lib/auth/signatures'
import { hashToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'

/** What a challenge is for. Nobody knows yet who signs in. */
export type ChallengeUse =
  | { purpose: 'sign-in' }
  | { purpose: 'confirm' | 'register'; userId: number }

const VALID_SECONDS = 5 * 60

/**
 * Signed instead of stored, because anyone can ask for one. Returns what is passed to the browser, in
 * base64url.
 */
export async function newChallenge(db: Database, use: ChallengeUse): Promise<string> {
  const nonce = randomBytes(16).toString('base64url')
  const [{ expires = '' } = {}] = await db.$queryRaw<{ expires: string }[]>`
    SELECT (extract(epoch FROM now())::bigint + ${VALID_SECONDS}::int)::text AS expires`
  const text = [nonce, expires, sign(partsOf(use, nonce, expires))].join('.')
  return Buffer.from(text).toString('base64url')
}

export function isChallenge(challenge: string, use: ChallengeUse): boolean {
  const { nonce, expires, signature } = parse(challenge)
  return isSigned(partsOf(use, nonce, expires), signature)
}

/** Returns false if it has expired or was used before. Expects a challenge that is one. */
export async function consumeChallenge(db: Database, challenge: string): Promise<boolean> {
  const { nonce, expires } = parse(challenge)
  await db.$executeRaw`
    DELETE FROM used_passkey_challenges WHERE hash IN (
      SELECT hash FROM used_passkey_challenges WHERE expires_at < now()
       LIMIT 100 FOR UPDATE SKIP LOCKED)`
  const used = await db.$executeRaw`
    INSERT INTO used_passkey_challenges (hash, expires_at)
    SELECT ${hashToken(nonce)}, expires_at
      FROM to_timestamp(${Number(expires)}::float8) AS expires_at WHERE expires_at > now()
    ON CONFLICT DO NOTHING`
  return used > 0
}

function parse(challenge: string) {
  const text = Buffer.from(challenge, 'base64url').toString()
  const [nonce = '', expires = '', signature = ''] = text.split('.')
  return { nonce, expires, signature }
}

function partsOf(use: ChallengeUse, nonce: string, expires: string): [string, ...string[]] {
  const userId = 'userId' in use ? String(use.userId) : ''
  return ['passkey challenge', use.purpose, userId, nonce, expires]
}
