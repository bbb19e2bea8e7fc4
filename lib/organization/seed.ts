import 'server-only'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { batchInserts, planBatches } from '@/lib/organization/sample-data'
import { seedSchema } from '@/lib/organization/schema'

const CONCURRENCY = 2

type SeedResult = { organization: string; accounts: number; users: number }

/** Adds sample data to an organization: to the first one if the input names none. */
export const seedOrganization = systemOperation({
  input: seedSchema,
  async run({ db, input }): Promise<SeedResult> {
    const { accounts, usersPerAccount } = input
    const organization = await findOrganization(db, input.organizationId)
    const batches = await planBatches(db, organization.id, { accounts, usersPerAccount })
    const seedBatches = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        for (const insert of batchInserts(batch)) await transaction(insert)
      }
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, seedBatches))
    return { organization: organization.name, accounts, users: accounts * usersPerAccount }
  },
})

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
