import 'server-only'
import type { WindowLimit } from '@/lib/auth/consume-attempt'
import { networksOf } from '@/lib/auth/networks'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'

// Hashed, because keys have a maximum length and the table shouldn't reveal addresses.
export function networkWindows(prefix: string, address: string, limit: number): WindowLimit[] {
  return networksOf(address).map(({ cidr, factor }) => ({
    key: `${prefix}${hashToken(cidr)}:${factor}`,
    limit: limit * factor,
  }))
}

export async function resetWindows(windows: WindowLimit[]): Promise<void> {
  const keys = windows.map(({ key }) => key)
  await database().$executeRaw`DELETE FROM rate_limits WHERE key = ANY (${keys})`
}

/** For what counts by the user instead of by what they typed as their login. */
export function userSubject(userId: number): string {
  return `user-${userId}`
}
