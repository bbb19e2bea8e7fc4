import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { writeAudit } from '@/lib/activity/audit-log'
import type { Origin } from '@/lib/auth/actor'
import { hashPassword } from '@/lib/auth/password-hash'
import { hashToken, newToken, setupToken } from '@/lib/auth/tokens'
import { type Database, SQL } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { command, systemOperation } from '@/lib/operation'
import { addSampleAccounts, sampleBatches, stepsOf } from '@/lib/organization/sample'
import { createOrganizationSchema, seedSchema, setUpSchema } from '@/lib/organization/schema'
import { defaultPasswordPolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import { readPasswordPolicy } from '@/lib/passwords/records'
import { passwordPolicySchema } from '@/lib/passwords/schema'
import { normalizeForSearch } from '@/lib/search-text'

import { searchKey } from '@/lib/users/view'

const SAMPLE = { accounts: 40, usersPerAccount: 3 }

type Founder = { name: string; firstName: string; lastName: string; email: string }

/** What a new organization is told once: its numbers and its two API secrets. */
export type NewOrganization = {
  organizationId: number
  accountId: number
  userId: number
  organizationSecret: string
  userSecret: string
}

/** An organization with its default account and its administrator. */
export const createOrganization = systemOperation({
  input: createOrganizationSchema,
  async run({ origin, input }): Promise<NewOrganization> {
    const passwordHash = await hashPassword(input.password)
    return transaction((db) => insertOrganization(db, origin, input, passwordHash))
  },
})

/** The first organization of an empty installation; afterwards, and without the token, 404. */
export const setUp = systemOperation({
  input: setUpSchema,
  async run({ db, origin, input }): Promise<NewOrganization> {
    await requireSetUpOpen(db, input.token)
    const passwordHash = await hashPassword(input.password)
    return transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(2, 0)`
      await requireSetUpOpen(tx, input.token)
      const founded = await insertOrganization(tx, origin, input, passwordHash)
      if (input.sampleData) await addSampleAccounts(tx, founded.organizationId, SAMPLE)
      return founded
    })
  },
})

/** Whether the set-up link with this token still opens anything. */
export const isSetupOpen = systemOperation({
  input: z.object({ token: z.string().max(100).catch('') }),
  run: ({ db, input }) => isSetUpOpen(db, input.token),
})

async function isSetUpOpen(db: Database, token: string): Promise<boolean> {
  const expected = Buffer.from(hashToken(setupToken()))
  if (!timingSafeEqual(Buffer.from(hashToken(token)), expected)) return false
  return (await db.organization.findFirst({ select: { id: true } })) === null
}

async function requireSetUpOpen(db: Database, token: string): Promise<void> {
  if (await isSetUpOpen(db, token)) return
  throw new AppError(
    'not-found',
    'This installation is set up already, or the link is not complete.',
  )
}

async function insertOrganization(
  db: Database,
  origin: Origin,
  input: Founder,
  passwordHash: string,
): Promise<NewOrganization> {
  const [organizationSecret, userSecret] = [newToken(), newToken()]
  const { id: organizationId } = await db.organization.create({
    data: { name: input.name, secretHash: hashToken(organizationSecret) },
    select: { id: true },
  })
  const accountName = `${input.name} Company Default Account`
  const { id: accountId } = await db.account.create({
    data: {
      organizationId,
      name: accountName,
      nameKey: normalizeForSearch(accountName),
      description: 'Auto created default account for the entire company',
      externalId: `default-${organizationId}`,
      defaultAccount: true,
    },
    select: { id: true },
  })
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
      secretHash: hashToken(userSecret),
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
  return { organizationId, accountId, userId, organizationSecret, userSecret }
}

/** Replaces what the organization asks of a new password; null is the default again. */
export const setPasswordPolicy = command({
  name: 'organization.setPasswordPolicy',
  permission: 'organization:write',
  input: z.object({ policy: passwordPolicySchema.nullable() }),
  async run({ actor, db, input, audit }): Promise<PasswordPolicy> {
    const { organizationId: id } = actor
    const before = await readPasswordPolicy(db, id)
    await db.organization.update({
      where: { id },
      data: { passwordPolicy: input.policy ?? SQL.DbNull },
      select: { id: true },
    })
    const after = input.policy ?? defaultPasswordPolicy
    audit({ target: { type: 'organization', id }, detail: { before, after } })
    return after
  },
})

/** A new Organization Secret, shown this once; the old one ends with the commit. */
export const resetOrganizationSecret = command({
  name: 'organization.resetSecret',
  permission: 'organization:write',
  input: z.object({}),
  async run({ actor, db, audit }): Promise<{ id: number; name: string; secret: string }> {
    const { organizationId: id, organizationName: name } = actor
    const secret = newToken()
    await db.organization.update({
      where: { id },
      data: { secretHash: hashToken(secret) },
      select: { id: true },
    })
    audit({ target: { type: 'organization', id } })
    return { id, name, secret }
  },
})

const SEED_SIDE_BY_SIDE = 2

/** Adds sample accounts to an organization (the first one unless told which), in batches. */
export const seedOrganization = systemOperation({
  input: seedSchema,
  async run({ db, input }): Promise<{ organization: string; accounts: number; users: number }> {
    const { accounts, usersPerAccount, organizationId: id } = input
    const organization = await db.organization.findFirst({
      where: id === undefined ? {} : { id },
      orderBy: { id: 'asc' },
      select: { id: true, name: true },
    })
    if (!organization) {
      const none = 'There is no organization yet. Create one with npm run org:create.'
      const other = `There is no organization ${id}.`
      throw new AppError('not-found', id === undefined ? none : other)
    }
    const batches = await sampleBatches(db, organization.id, { accounts, usersPerAccount })
    const work = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        for (const step of stepsOf(batch)) await transaction(step)
      }
    }
    await Promise.all(Array.from({ length: SEED_SIDE_BY_SIDE }, work))
    return { organization: organization.name, accounts, users: accounts * usersPerAccount }
  },
})
