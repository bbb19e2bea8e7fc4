import 'server-only'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { seedSchema } from '@/lib/organization/schema'
import { planSeed, runNextBatch } from '@/lib/organization/seed-batches'

const CONCURRENCY = 2
const ATTEMPTS = 10

type SeedResult = {
  organization: string
  accounts: number
  users: number
  /** Whether this completed a seed that was interrupted, instead of adding another. */
  isResumed: boolean
}

/**
 * Adds sample data to an organization: to the first one if the input names none. Each batch commits
 * with its accounts and their users. What an earlier seed left is added first.
 */
export const seedOrganization = systemOperation({
  input: seedSchema,
  async run({ db, input: { organizationId, ...amount } }): Promise<SeedResult> {
    const { id, name } = await findOrganization(db, organizationId)
    const { isResumed } = await withRetries(() => transaction((tx) => planSeed(tx, id, amount)))
    const added = { accounts: 0, users: 0 }
    let failed = false
    const runBatches = async () => {
      for (;;) {
        const runNext = () => transaction((tx) => runNextBatch(tx, id))
        const batch = failed ? undefined : await withRetries(runNext)
        if (!batch) return
        added.accounts += batch.accounts
        added.users += batch.users
      }
    }
    const stopOthers = (error: unknown) => {
      failed = true
      throw error
    }
    const workers = Array.from({ length: CONCURRENCY }, () => runBatches().catch(stopOthers))
    await Promise.all(workers)
    return { organization: name, ...added, isResumed }
  },
})

/** A busy database may not finish a batch within its limits. The batch is then as it was. */
async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      const isBusy = error instanceof AppError && error.code === 'unavailable'
      if (!isBusy || attempt === ATTEMPTS) throw error
    }
  }
}

async function findOrganization(
  db: Database,
  id: number | undefined,
): Promise<{ id: number; name: string }> {
  const organization = await db.organization.findFirst({
    where: id === undefined ? {} : { id },
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  })
  if (organization) return organization
  const message =
    id === undefined
      ? 'There is no organization yet. Create one with npm run org:create.'
      : `There is no organization with ID ${id}.`
  throw new AppError('not-found', message)
}
