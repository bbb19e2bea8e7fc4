import { randomUUID } from 'node:crypto'
import { encryptAtRest } from '@/lib/auth/encryption-at-rest'
import { database } from '@/lib/db/client'
import { CLIENT_ID, CLIENT_SECRET } from '@/lib/testing/identity-provider'

type Fields = {
  domain?: string
  accountId?: number | null
  active?: boolean
  required?: boolean
  emergencyUserId?: number | null
}

/** An active provider with a verified domain. */
export async function provider(organizationId: number, issuer: string, fields: Fields = {}) {
  const { domain = `${randomUUID()}.example`, accountId = null, active = true } = fields
  const { required = false, emergencyUserId = null } = fields
  const key = randomUUID()
  const created = await database().identityProvider.create({
    data: {
      key,
      organizationId,
      name: 'Acme',
      issuer,
      clientId: CLIENT_ID,
      clientSecret: encryptAtRest('provider', CLIENT_SECRET, key),
      accountId,
      active,
      required,
      emergencyUserId,
      testedAt: required ? await now() : null,
      domains: { create: { domain, token: 'token', verifiedAt: await now() } },
    },
  })
  return { ...created, domain }
}

/** By the clock of the database. */
async function now(): Promise<Date> {
  const [row] = await database().$queryRaw<{ now: Date }[]>`SELECT now()`
  if (!row) throw new Error('The database has no clock.')
  return row.now
}
