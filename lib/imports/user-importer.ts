import 'server-only'
import type { z } from 'zod'
import { lockAccountWhere } from '@/lib/accounts/records'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { columnDefinitions, columnNames } from '@/lib/db/columns'
import { SQL } from '@/lib/db/sql'
import { type AddedRecord, type Importer, toRecordset } from '@/lib/imports/importer'
import { userRowSchema } from '@/lib/imports/schema'
import { userFileColumns } from '@/lib/users/columns'
import { explainTakenEmails } from '@/lib/users/emails'
import { searchKey } from '@/lib/users/search-key'

// The audit log records these two fields for every new user.
const schema = userRowSchema.transform((row) => ({ ...row, orgAdmin: false, active: true }))

export type NewUser = z.output<typeof schema>

export const ACCOUNT_GONE = 'The account was deleted in the meantime, so nobody can be added to it.'

const columns = columnNames(userFileColumns)

export const userImporter: Importer<'users.import', NewUser> = {
  kind: 'users.import',
  schema,
  audit: { target: 'user', operation: 'users.add' },
  explainTaken: explainTakenEmails,
  keyOf: ({ email }) => email,
  keyLabel: 'email address',
  async lockTarget(db, actor, { parameters: { accountId } }) {
    const account = await lockAccountWhere(db, actor, SQL.sql`id = ${accountId}`)
    return account?.active ? undefined : ACCOUNT_GONE
  },
  async add(db, actor, job, rows) {
    const { accountId } = job.parameters
    const users = rows.map((row) => ({ ...row, searchKey: searchKey(row) }))
    return db.$queryRaw<AddedRecord[]>`
      WITH added AS (
        INSERT INTO users (organization_id, account_id, password_hash, search_key, ${columns})
        SELECT ${actor.organizationId}, ${accountId}, ${NO_PASSWORD}, search_key, ${columns}
          FROM jsonb_to_recordset(${toRecordset(users)}::jsonb)
               AS r (n int, search_key text, ${columnDefinitions(userFileColumns)})
         ORDER BY n
            ON CONFLICT (email) DO NOTHING
        RETURNING id, email AS key),
      recorded AS (
        INSERT INTO imported_users (job_id, user_id) SELECT ${job.id}, id FROM added)
      SELECT id, key FROM added`
  },
}
