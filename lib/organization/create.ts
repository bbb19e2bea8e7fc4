import 'server-only'
import { searchKeys } from '@/lib/accounts/search-keys'
import { writeAudit } from '@/lib/activity/audit-log'
import type { Origin } from '@/lib/auth/actor'
import { newSecret } from '@/lib/auth/secrets'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { systemOperation } from '@/lib/operation'
import { createOrganizationSchema } from '@/lib/organization/schema'
import { firstPasswordHash } from '@/lib/passwords/records'
import { searchKey } from '@/lib/users/search-key'

export type NewOrganization = {
  organizationId: number
  accountId: number
  userId: number
  organizationSecret: string
  userSecret: string
}

type Administrator = { firstName: string; lastName: string; email: string }

export const createOrganization = systemOperation({
  input: createOrganizationSchema,
  async run({ origin, input }): Promise<NewOrganization> {
    const passwordHash = await firstPasswordHash(input.name, input, input.password)
    return transaction((db) => insertOrganization(db, origin, input, passwordHash))
  },
})

export async function insertOrganization(
  db: Database,
  origin: Origin,
  input: Administrator & { name: string },
  passwordHash: string,
): Promise<NewOrganization> {
  const [organizationSecret, userSecret] = [newSecret(), newSecret()]
  const { id: organizationId } = await db.organization.create({
    data: { name: input.name, ...organizationSecret.columns },
    select: { id: true },
  })
  const accountId = await insertDefaultAccount(db, organizationId, input.name)
  const { firstName, lastName, email } = input
  const { id: userId } = await db.user.create({
    data: {
      organizationId,
      accountId,
      firstName,
      lastName,
      email,
      passwordHash,
      searchKey: searchKey(input),
      ...userSecret.columns,
      orgAdmin: true,
    },
    select: { id: true },
  })
  await writeAudit(db, { organizationId, userId, email, origin }, [
    {
      operation: 'organization.create',
      outcome: 'done',
      target: { type: 'organization', id: organizationId },
      detail: { name: input.name },
    },
  ])
  return {
    organizationId,
    accountId,
    userId,
    organizationSecret: organizationSecret.secret,
    userSecret: userSecret.secret,
  }
}

async function insertDefaultAccount(
  db: Database,
  organizationId: number,
  organizationName: string,
): Promise<number> {
  const name = `${organizationName} Company Default Account`
  const externalId = `default-${organizationId}`
  const { id } = await db.account.create({
    data: {
      organizationId,
      name,
      ...searchKeys({ name, externalId }),
      description: 'Auto created default account for the entire company',
      externalId,
      defaultAccount: true,
    },
    select: { id: true },
  })
  return id
}
