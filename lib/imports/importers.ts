import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { accountRowSchema, userRowSchema } from '@/lib/imports/schema'
import type { Job } from '@/lib/jobs/progress'

import { normalizeForSearch } from '@/lib/search-text'

import { searchKey } from '@/lib/users/view'

type Made = { id: number; key: string }

/** What an import has to know of what it imports. */
export type Importer<Row> = {
  schema: z.ZodType<Row>
  target: 'account' | 'user'
  /** What is said of a row whose key another record has. */
  taken: string
  /** Whether a record with the key of the row `r` exists. */
  exists(actor: Actor): SQL.Sql
  keyOf(row: Row): string
  /** Adds the rows in their order; those whose key was taken meanwhile are left out. */
  add(db: Database, actor: Actor, job: Job, rows: Row[]): Promise<Made[]>
}

const account = accountRowSchema.transform(
  ({ name, description = '', externalId = randomUUID() }) => ({ name, description, externalId }),
)

export const accountImporter: Importer<z.output<typeof account>> = {
  schema: account,
  target: 'account',
  taken: 'Another active account has this external ID. Use another.',
  exists: ({ organizationId }) => SQL.sql`EXISTS (SELECT 1 FROM accounts a
    WHERE a.organization_id = ${organizationId} AND a.active AND a.external_id = r.key)`,
  keyOf: ({ externalId }) => externalId,
  add(db, { organizationId }, _, rows) {
    const made = rows.map((row) => ({ ...row, nameKey: normalizeForSearch(row.name) }))
    return db.$queryRaw<Made[]>`
      INSERT INTO accounts (organization_id, name, name_key, description, external_id)
      SELECT ${organizationId}, name, "nameKey", description, "externalId"
        FROM jsonb_to_recordset(${numbered(made)}::jsonb)
             AS r (n int, name text, "nameKey" text, description text, "externalId" text)
       ORDER BY n
          ON CONFLICT (organization_id, external_id) WHERE active DO NOTHING
      RETURNING id, external_id AS key`
  },
}

const blank = {
  phone: '',
  street1: '',
  street2: '',
  city: '',
  stateProvince: '',
  postalCode: '',
  country: '',
  externalId: '',
}

const user = userRowSchema.transform((row) => ({ ...blank, ...row, orgAdmin: false, active: true }))

export const userImporter: Importer<z.output<typeof user>> = {
  schema: user,
  target: 'user',
  taken: 'This e-mail address already belongs to a user. Use another.',
  exists: () => SQL.sql`EXISTS (SELECT 1 FROM users u WHERE u.email = r.key)`,
  keyOf: ({ email }) => email,
  async add(db, { organizationId }, job, rows) {
    const accountId = await lockedAccount(db, organizationId, job.parameters.accountId ?? 0)
    const made = rows.map((row) => ({ ...row, searchKey: searchKey(row) }))
    return db.$queryRaw<Made[]>`
      INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                         password_hash, account_admin, phone, street1, street2, city,
                         state_province, postal_code, country, external_id)
      SELECT ${organizationId}, ${accountId}, email, "firstName", "lastName", "searchKey",
             ${NO_PASSWORD}, "accountAdmin", phone, street1, street2, city, "stateProvince",
             "postalCode", country, "externalId"
        FROM jsonb_to_recordset(${numbered(made)}::jsonb)
             AS r (n int, email text, "firstName" text, "lastName" text, "searchKey" text,
                   "accountAdmin" boolean, phone text, street1 text, street2 text, city text,
                   "stateProvince" text, "postalCode" text, country text, "externalId" text)
       ORDER BY n
          ON CONFLICT (email) DO NOTHING
      RETURNING id, email AS key`
  },
}

function numbered(rows: object[]): string {
  return JSON.stringify(rows.map((row, n) => ({ n, ...row })))
}

/** The active account whose users are imported, so that it is not deactivated meanwhile. */
export async function lockedAccount(db: Database, organizationId: number, id: number) {
  const [account] = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM accounts WHERE id = ${id} AND organization_id = ${organizationId} AND active
       FOR NO KEY UPDATE`
  if (!account) throw new AppError('not-found', 'Account not found.')
  return account.id
}
