import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { hashToken, setupToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { insertOrganization, type NewOrganization } from '@/lib/organization/create'
import { insertSampleData } from '@/lib/organization/sample-data'
import { setUpSchema } from '@/lib/organization/schema'
import { firstPasswordHash } from '@/lib/passwords/records'

const SAMPLE = { accounts: 40, usersPerAccount: 3 }

/** Creates the first organization of an empty installation. Afterwards the link is a 404. */
export const setUp = systemOperation({
  input: setUpSchema,
  async run({ db, origin, input }): Promise<NewOrganization> {
    await requireSetupOpen(db, input.token)
    const passwordHash = await firstPasswordHash(input.name, input, input.password)
    return transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(2, 0)`
      await requireSetupOpen(tx, input.token)
      const created = await insertOrganization(tx, origin, input, passwordHash)
      if (input.sampleData) await insertSampleData(tx, created.organizationId, SAMPLE)
      return created
    })
  },
})

export const isSetupOpen = systemOperation({
  input: z.object({ token: z.string().max(100).catch('') }),
  run: ({ db, input }) => isTokenUsable(db, input.token),
})

/** Whether nobody has used the setup link yet. */
export const isInstallationEmpty = systemOperation({
  input: z.object({}),
  run: ({ db }) => hasNoOrganization(db),
})

async function isTokenUsable(db: Database, token: string): Promise<boolean> {
  const expected = Buffer.from(hashToken(setupToken()))
  if (!timingSafeEqual(Buffer.from(hashToken(token)), expected)) return false
  return hasNoOrganization(db)
}

async function hasNoOrganization(db: Database): Promise<boolean> {
  return (await db.organization.findFirst({ select: { id: true } })) === null
}

async function requireSetupOpen(db: Database, token: string): Promise<void> {
  if (await isTokenUsable(db, token)) return
  const message = 'This console is already set up, or the setup link is incomplete.'
  throw new AppError('not-found', message)
}
