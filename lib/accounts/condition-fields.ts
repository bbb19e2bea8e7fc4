import 'server-only'
import { searchBranches } from '@/lib/accounts/search'
import type { Fields } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'
import { anyBranch } from '@/lib/listing/search-branch'
import { searchText } from '@/lib/search-text'
import { normalizeIdentifier } from '@/lib/text'

/** Every field of an account in a response, and what else the list of accounts shows and filters by. */
const fields: Fields = {
  id: { type: 'integer', sql: SQL.sql`id` },
  name: { type: 'text', sql: SQL.sql`name`, searchKey: { sql: SQL.sql`name_key` } },
  description: { type: 'text', sql: SQL.sql`description` },
  active: { type: 'boolean', sql: SQL.sql`active` },
  companyId: { type: 'integer', sql: SQL.sql`organization_id` },
  createdDate: { type: 'date', sql: SQL.sql`created_at` },
  updatedDate: { type: 'date', sql: SQL.sql`updated_at` },
  externalId: {
    type: 'text',
    sql: SQL.sql`external_id`,
    normalize: normalizeIdentifier,
    hasPartIndex: true,
    isIdentifier: true,
  },
  defaultAccount: { type: 'boolean', sql: SQL.sql`default_account` },
  type: {
    type: 'text',
    cases: [
      { value: 'Default', condition: SQL.sql`default_account` },
      { value: 'CompanyAccount', condition: SQL.sql`NOT default_account` },
    ],
  },
  userCount: { type: 'integer', sql: SQL.sql`user_count` },
  activeUserCount: { type: 'integer', sql: SQL.sql`active_user_count` },
  hasUsers: { type: 'boolean', sql: SQL.sql`has_users` },
  lastActivityDate: { type: 'date', sql: SQL.sql`last_activity_at` },
  hasActivity: { type: 'boolean', sql: SQL.sql`has_activity` },
  search: {
    type: 'search',
    find: (words) => anyBranch(searchBranches(searchText.parse(words))) ?? SQL.sql`true`,
  },
}

// Active and inactive accounts have indexes of their own.
export const activePart = part(SQL.sql`active`, SQL.sql`true`)
export const inactivePart = part(SQL.sql`NOT active`, SQL.sql`false`)

function part(condition: SQL.Sql, active: SQL.Sql) {
  return { condition, fields: { ...fields, active: { type: 'boolean' as const, sql: active } } }
}
