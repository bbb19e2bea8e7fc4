import type { TestDatabase } from '@/e2e/support/test-db'

const ofOrganization = ['accounts', 'users', 'saved_views', 'identity_providers', 'user_links']

const ofUsers = [
  'user_settings',
  'failed_attempts',
  'user_identities',
  'second_factors',
  'second_factor_setups',
  'recovery_codes',
  'passkeys',
]

const rowsOf = (table: string, from: string) =>
  `(SELECT json_agg(t ORDER BY t::text) FROM ${table} t ${from}) AS ${table}`

const users = 'JOIN users u ON u.id = t.user_id WHERE u.organization_id = $1'

// Jobs continue by themselves, and so do the sessions of the people who send the forms.
const query = `SELECT
  ${rowsOf('organizations', 'WHERE id = $1')},
  ${ofOrganization.map((table) => rowsOf(table, 'WHERE organization_id = $1')).join()},
  ${ofUsers.map((table) => rowsOf(table, users)).join()},
  ${rowsOf('sessions', `${users} AND t.user_agent = 'authorization spec'`)},
  ${rowsOf('provider_domains', 'JOIN identity_providers p ON p.id = t.provider_id WHERE p.organization_id = $1')},
  (SELECT json_agg(json_build_array(id, state = 'awaiting-confirmation') ORDER BY id)
     FROM jobs WHERE organization_id = $1) AS jobs`

/** Every row of an organization that a form can change. */
export function readOrganization(db: TestDatabase, organizationId: number) {
  return db.rows(query, [organizationId])
}
