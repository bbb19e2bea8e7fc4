import 'server-only'
import { relyingParty } from '@/lib/auth/relying-party'
import { newToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'

export type StoredPasskey = {
  id: number
  publicKey: Uint8Array<ArrayBuffer>
  /** By which the authenticator knows its user. */
  handle: string
  user: {
    id: number
    organizationId: number
    email: string
    /** Also whether their account is. */
    active: boolean
  }
}

type Row = Omit<StoredPasskey, 'user'> & {
  userId: number
  organizationId: number
  email: string
  active: boolean
}

/** Undefined where browsers offer no passkeys, or not this one. */
export async function findPasskey(
  db: Database,
  credentialId: string,
): Promise<StoredPasskey | undefined> {
  const rpId = relyingParty()?.id ?? ''
  const [row] = await db.$queryRaw<Row[]>`
    SELECT p.id, p.public_key AS "publicKey", h.handle, p.user_id AS "userId",
           u.organization_id AS "organizationId", u.email, u.active AND a.active AS active
      FROM passkeys p
      JOIN passkey_handles h ON h.user_id = p.user_id
      JOIN users u ON u.id = p.user_id
      JOIN accounts a ON a.id = u.account_id
     WHERE p.credential_id = ${credentialId} AND p.rp_id = ${rpId}`
  if (!row) return undefined
  const { userId, organizationId, email, active, ...passkey } = row
  return { ...passkey, user: { id: userId, organizationId, email, active } }
}

export async function findOrCreateHandle(db: Database, userId: number): Promise<string> {
  const [row] = await db.$queryRaw<{ handle: string }[]>`
    INSERT INTO passkey_handles (user_id, handle) VALUES (${userId}, ${newToken()})
    ON CONFLICT (user_id) DO NOTHING RETURNING handle`
  if (row) return row.handle
  const { handle } = await db.passkeyHandle.findUniqueOrThrow({ where: { userId } })
  return handle
}

/** The passkeys that browsers offer at this address. */
export function listCredentials(db: Database, owner: { userId: number; rpId: string }) {
  return db.passkey.findMany({
    where: owner,
    select: { credentialId: true, transports: true },
    orderBy: { id: 'asc' },
  })
}

/**
 * Records a use, or returns false if the passkey was removed or its counter did not go up. Then two
 * authenticators may have the same key.
 */
export async function recordUse(
  db: Database,
  id: number,
  { counter, backedUp }: { counter: number; backedUp: boolean },
): Promise<boolean> {
  const updated = await db.$executeRaw`
    UPDATE passkeys SET counter = ${counter}, backed_up = ${backedUp}, last_used_at = now()
     WHERE id = ${id} AND (counter < ${counter} OR (counter = 0 AND ${counter} = 0))`
  return updated > 0
}

/** Returns how many there were. */
export async function removePasskeys(db: Database, userId: number): Promise<number> {
  const { count } = await db.passkey.deleteMany({ where: { userId } })
  return count
}
