import 'server-only'
import { hashToken, newToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'

/** What is known of a stored secret. */
export type StoredSecret = {
  /** Null for a secret from a version that didn't record it. */
  createdAt: Date | null
}

/** A new secret of a user or an organization, and the column that stores it. The database adds when. */
export function newSecret() {
  const secret = newToken()
  return { secret, columns: { secretHash: hashToken(secret) } }
}

const noSecret = { secretHash: null }

export function toStoredSecret(row: {
  secretHash: string | null
  secretCreatedAt: Date | null
}): StoredSecret | null {
  return row.secretHash === null ? null : { createdAt: row.secretCreatedAt }
}

/** Returns whether the user had a secret. */
export async function withdrawUserSecret(db: Database, id: number): Promise<boolean> {
  const where = { id, secretHash: { not: null } }
  const { count } = await db.user.updateMany({ where, data: noSecret })
  return count > 0
}
