import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { decodeCursor } from '@/lib/listing/cursor'
import { byId, type KeysetClauses, keyset, type PageResult, toPage } from '@/lib/listing/keyset'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { query } from '@/lib/operation'
import { personColumns } from '@/lib/users/person-columns'
import { administratorsSchema } from '@/lib/users/query-schema'
import { adminContext } from '@/lib/users/rules'
import type { AdministratorAccount, Administrators, Person } from '@/lib/users/view'

const PAGE_SIZE = 25

/** Who has the roles of administrators: users, and accounts whose users all inherit Account Admin. */
export const listAdministrators = query({
  name: 'users.listAdministrators',
  permission: 'users:read',
  input: administratorsSchema,
  async run({ actor, db, input }): Promise<Administrators> {
    const [context, orgAdmins, accountAdmins, accounts] = await Promise.all([
      adminContext(db, actor),
      readPage('org-admins', input.orgAdmins, (clauses) =>
        readUsers(db, actor, SQL.sql`org_admin`, clauses),
      ),
      readPage('account-admins', input.accountAdmins, (clauses) =>
        readUsers(db, actor, SQL.sql`account_admin`, clauses),
      ),
      readPage('accounts', input.accounts, (clauses) => readAccounts(db, actor, clauses)),
    ])
    return { adminContext: context, orgAdmins, accountAdmins, accounts }
  },
})

/** One page in the order of the IDs, which is that of the indexes of administrators. */
function readPage<Row extends { id: number }>(
  order: string,
  text: string,
  read: (clauses: KeysetClauses) => Promise<Row[]>,
): Promise<PageResult<Row>> {
  const requested = decodeCursor(text, order, byId.isValidKey)
  return readNearestPage(requested, async (cursor) => {
    const rows = await read(keyset(byId, 'asc', cursor, PAGE_SIZE))
    return toPage(rows, { cursor, pageSize: PAGE_SIZE, order, keyOf: ({ id }) => String(id) })
  })
}

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
