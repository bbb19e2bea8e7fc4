// The expression of the list's indexes.
const group = `(CASE WHEN NOT active THEN 3 WHEN password_hash = '!' THEN 2
    WHEN must_change_password THEN 1 ELSE 0 END
  + CASE WHEN has_factor THEN 4 ELSE 0 END
  + CASE WHEN last_login_at IS NOT NULL THEN 8 ELSE 0 END)`
const lastSignIn = `coalesce(last_login_at, '-infinity'::timestamptz)`
const sortColumns = {
  name: 'left(search_key, 200)',
  email: 'email',
  login: lastSignIn,
  created: 'created_at',
}
const statesOf = { active: [0, 1, 2], inactive: [3], invited: [2], 'no-password': [2] }
statesOf['must-choose-password'] = [1]
statesOf.locked = [0, 1]

const conditions = {
  'status=invited': `id IN (SELECT user_id FROM user_links
    WHERE organization_id = $1 AND purpose = 'invite' AND expires_at > now())`,
  'status=locked': `login_hash(email) = ANY(ARRAY(
    SELECT subject FROM failed_attempts WHERE attempts >= 100))`,
  'role=org-admin': 'org_admin',
  'role=admin': 'account_admin',
  'signedIn=90': `coalesce(last_login_at, created_at) < now() - interval '90 days'`,
}

/** The statement of the list of all users, which merges the first rows of each group. */
export function usersQuery(params, organization) {
  const q = params.get('q')
  const ends = params.get('cursor') === 'last' ? 'desc' : params.get('direction')
  const direction = ends === 'desc' ? 'DESC' : 'ASC'
  const order = `ORDER BY ${sortColumns[params.get('sort') ?? 'name']} ${direction}, id ${direction}`
  const isAddress = q?.includes('@')
  const search = q && (isAddress ? 'email = $2' : 'search_key LIKE $2')
  const filters = [...params].map(([name, value]) => conditions[`${name}=${value}`])
  const where = ['organization_id = $1', ...filters, search].filter(Boolean)
  const read = (condition) => `(SELECT * FROM users WHERE ${condition} ${order} LIMIT 51)`
  const reads = groupsOf(params).map((number) =>
    read([...where, `${group} = ${number}`].join(' AND ')),
  )
  const text = `SELECT * FROM (${reads.join(' UNION ALL ')}) users ${order} LIMIT 51`
  return [text, organization, ...(q ? [isAddress ? q : `%${q}%`] : [])]
}

function groupsOf(params) {
  const factors = params.get('secondFactor') === 'none' ? [0] : [0, 4]
  const signIns = params.get('signedIn') === 'never' ? [0] : [0, 8]
  const states = statesOf[params.get('status')] ?? [0, 1, 2, 3]
  return signIns.flatMap((signIn) =>
    factors.flatMap((factor) => states.map((state) => state + factor + signIn)),
  )
}
