import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { readIdPage } from '@/lib/listing/id-page'
import type { KeysetClauses } from '@/lib/listing/keyset'
import { query } from '@/lib/operation'
import { personColumns } from '@/lib/users/person-columns'
import { administratorsSchema } from '@/lib/users/query-schema'
import { adminContext } from '@/lib/users/rules'
import type { AdministratorAccount, Administrators, Person } from '@/lib/users/view'

/**
 * Who has the roles of administrators: users, and accounts whose users all inherit Account Admin. They
 * are in the order of the IDs, which is that of their indexes.
 */
export const listAdministrators = query({
  name: 'users.listAdministrators',
  permission: 'users:read',
  input: administratorsSchema,
  async run({ actor, db, input }): Promise<Administrators> {
    const [context, orgAdmins, accountAdmins, accounts] = await Promise.all([
      adminContext(db, actor),
      readIdPage({
        cursor: input.orgAdmins,
        order: 'org-admins',
        direction: 'asc',
        read: (clauses) => readUsers(db, actor, SQL.sql`org_admin`, clauses),
      }),
      readIdPage({
        cursor: input.accountAdmins,
        order: 'account-admins',
        direction: 'asc',
        read: (clauses) => readUsers(db, actor, SQL.sql`account_admin`, clauses),
      }),
      readIdPage({
        cursor: input.accounts,
        order: 'accounts',
        direction: 'asc',
        read: (clauses) => readAccounts(db, actor, clauses),
      }),
    ])
    return { adminContext: context, orgAdmins, accountAdmins, accounts }
  },
})

function readUsers(
  db: Database,
  { organizationId }: Actor,
  hasRole: SQL.Sql,
  { afterCursor, orderBy, limit }: KeysetClauses,
) {
  return db.$queryRaw<Person[]>`
    SELECT ${personColumns} FROM users u
     WHERE organization_id = ${organizationId} AND ${hasRole} ${afterCursor}
     ORDER BY ${orderBy} LIMIT ${limit}`
}

function readAccounts(
  db: Database,
  { organizationId }: Actor,
  { afterCursor, orderBy, limit }: KeysetClauses,
) {
  return db.$queryRaw<AdministratorAccount[]>`
    SELECT id, name, user_count AS "userCount" FROM accounts
     WHERE organization_id = ${organizationId} AND account_admin AND active ${afterCursor}
     ORDER BY ${orderBy} LIMIT ${limit}`
}
