import 'server-only'
import type { z } from 'zod'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { type AddedRecord, type Importer, toRecordset } from '@/lib/imports/importer'
import { userRowSchema } from '@/lib/imports/schema'
import { searchKey } from '@/lib/users/view'

const emptyFields = {
  phone: '',
  street1: '',
  street2: '',
  city: '',
  stateProvince: '',
  postalCode: '',
  country: '',
  externalId: '',
}

const schema = userRowSchema.transform((row) => ({
  ...emptyFields,
  ...row,
  orgAdmin: false,
  active: true,
}))

export const userImporter: Importer<'users.import', z.output<typeof schema>> = {
  kind: 'users.import',
  schema,
  audit: { target: 'user', operation: 'users.add' },
  keyTaken: 'This e-mail address already belongs to a user. Use another.',
  exists: () => SQL.sql`EXISTS (SELECT 1 FROM users u WHERE u.email = r.key)`,
  keyOf: ({ email }) => email,
  async add(db, { organizationId }, job, rows) {
    const accountId = await lockActiveAccount(db, organizationId, job.parameters.accountId)
    const users = rows.map((row) => ({ ...row, searchKey: searchKey(row) }))
    return db.$queryRaw<AddedRecord[]>`
      INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                         password_hash, account_admin, phone, street1, street2, city,
                         state_province, postal_code, country, external_id)
      SELECT ${organizationId}, ${accountId}, email, "firstName", "lastName", "searchKey",
             ${NO_PASSWORD}, "accountAdmin", phone, street1, street2, city, "stateProvince",
             "postalCode", country, "externalId"
        FROM jsonb_to_recordset(${toRecordset(users)}::jsonb)
             AS r (n int, email text, "firstName" text, "lastName" text, "searchKey" text,
                   "accountAdmin" boolean, phone text, street1 text, street2 text, city text,
                   "stateProvince" text, "postalCode" text, country text, "externalId" text)
       ORDER BY n
          ON CONFLICT (email) DO NOTHING
      RETURNING id, email AS key`
  },
}

/** The lock keeps the account from being deactivated while users are added to it. */
export async function lockActiveAccount(db: Database, organizationId: number, id: number) {
  const [account] = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM accounts WHERE id = ${id} AND organization_id = ${organizationId} AND active
       FOR NO KEY UPDATE`
  if (!account) throw new AppError('not-found', 'There is no such account.')
  return account.id
}
