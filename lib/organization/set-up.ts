import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Origin } from '@/lib/auth/actor'
import { hashToken, setupToken } from '@/lib/auth/tokens'
import { consumeSetupAttempt, resetSetupAttempts } from '@/lib/auth/visitor-attempts'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { insertOrganization, type NewOrganization } from '@/lib/organization/create'
import { insertSampleData } from '@/lib/organization/sample-data'
import { setUpSchema } from '@/lib/organization/schema'
import { parseInput } from '@/lib/parse-input'
import { firstPasswordHash } from '@/lib/passwords/records'

const setupLinkToken = z.string().max(100).catch('')

const SAMPLE = { accounts: 40, usersPerAccount: 3 }

/** Creates the first organization of an empty installation. Afterwards the link is a 404. */
export const setUp = systemOperation({
  // What else a form holds is read only if it comes with the token.
  input: z.looseObject({ token: setupLinkToken }),
  async run({ db, origin, input: form }): Promise<NewOrganization> {
    if (!(await isTokenUsable(db, origin, form.token))) throw setupClosed()
    const input = parseInput(setUpSchema, form)
    const passwordHash = await firstPasswordHash(input.name, input, input.password)
    return transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(2, 0)`
      if (!(await hasNoOrganization(tx))) throw setupClosed()
      const created = await insertOrganization(tx, origin, input, passwordHash)
      if (input.sampleData) await insertSampleData(tx, created.organizationId, SAMPLE)
      return created
    })
  },
})

export const isSetupOpen = systemOperation({
  input: z.object({ token: setupLinkToken }),
  async run({ db, origin, input }): Promise<boolean> {
    try {
      return await isTokenUsable(db, origin, input.token)
    } catch (error) {
      // The page of a wrong link is the answer to too many of them as well.
      if (error instanceof AppError && error.code === 'rate-limited') return false
      throw error
    }
  },
})

/** Whether nobody has used the setup link yet. */
export const isInstallationEmpty = systemOperation({
  input: z.object({}),
  run: ({ db }) => hasNoOrganization(db),
})

async function isTokenUsable(db: Database, origin: Origin, token: string): Promise<boolean> {
  if (token === '' || !(await hasNoOrganization(db))) return false
  await consumeSetupAttempt(origin.address)
  const expected = Buffer.from(hashToken(setupToken()))
  if (!timingSafeEqual(Buffer.from(hashToken(token)), expected)) return false
  await resetSetupAttempts(origin.address)
  return true
}

async function hasNoOrganization(db: Database): Promise<boolean> {
  return (await db.organization.findFirst({ select: { id: true } })) === null
}

function setupClosed(): AppError {
  const message = 'This console is already set up, or the setup link is incomplete.'
  return new AppError('not-found', message)
}
