import { createHash } from 'node:crypto'
import { activityQuery } from './bare-activity.mjs'
import { usersQuery } from './bare-users.mjs'

const ACTOR = `SELECT u.id, u.email, o.id AS organization, o.name
  FROM sessions s JOIN users u ON u.id = s.user_id JOIN accounts a ON a.id = u.account_id
  JOIN organizations o ON o.id = u.organization_id
 WHERE s.id = $1 AND s.expires_at > now() AND u.active AND a.active`

// The expressions of the trigram index.
const firstWord = `substr(split_part(name_key, ' ', 1), 2)`
const otherWords = `substr(name_key, length(split_part(name_key, ' ', 1)) + 1)`

const sortColumns = { name: 'name_key', id: 'id', created: 'created_at' }
const MAX_EXACT_COUNT = 10_000

// The conditions that the list takes in its search box, in SQL.
const conditions = {
  "externalId LIKE 'CUST-00005%'": "external_id LIKE 'CUST-00005%'",
  "hasUsers = true AND createdDate >= '2026-01-01'":
    "has_users AND created_at >= timestamptz '2026-01-01 00:00Z'",
}

const settings = `
  SELECT o.*, (SELECT json_agg(p) FROM identity_providers p WHERE p.organization_id = o.id) AS providers,
         (SELECT json_agg(m) FROM (SELECT * FROM mails WHERE organization_id = o.id
           ORDER BY created_at DESC, id LIMIT 10) m) AS mails,
         (SELECT count(*) FROM (SELECT 1 FROM users WHERE organization_id = o.id AND NOT has_factor
           AND active LIMIT 1001) u) AS without_factor
    FROM organizations o WHERE o.id = $1`

const roleHolders = `
  (SELECT id, first_name, last_name, email FROM users
    WHERE organization_id = $1 AND org_admin ORDER BY id LIMIT 26)
  UNION ALL (SELECT id, first_name, last_name, email FROM users
    WHERE organization_id = $1 AND account_admin ORDER BY id LIMIT 26)
  UNION ALL (SELECT id, name, '', '' FROM accounts
    WHERE organization_id = $1 AND account_admin AND active ORDER BY id LIMIT 26)`

/** The data of a page as JSON: the actor and the rows, read with the statements of the console. */
export async function barePage(pool, { url, headers }) {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const [, token] = /console-session=([^;]+)/.exec(headers.cookie)
  const session = createHash('sha256').update(token).digest('hex')
  const { rows } = await pool.query({ name: 'session', text: ACTOR, values: [session] })
  const [actor] = rows
  const [text, ...values] = rowsQuery(pathname, searchParams, actor.organization)
  const [page, total] = await Promise.all([
    pool.query(text, values),
    countAccounts(pool, pathname, searchParams, actor),
  ])
  return { actor, account: await readAccount(pool, pathname, actor), rows: page.rows, total }
}

// The list shows the planner's estimate, or an exact count where the estimate is small.
async function countAccounts(pool, pathname, params, { organization }) {
  if (pathname !== '/security/accounts' || params.has('q')) return undefined
  if (filterOf(params)) return undefined
  const accounts = 'FROM accounts WHERE organization_id = $1 AND active'
  const plan = await pool.query(`EXPLAIN (FORMAT JSON) SELECT 1 ${accounts}`, [organization])
  const estimate = plan.rows[0]['QUERY PLAN'][0].Plan['Plan Rows']
  if (estimate > 2 * MAX_EXACT_COUNT) return estimate
  const count = `SELECT count(*) FROM (SELECT 1 ${accounts} LIMIT ${MAX_EXACT_COUNT + 1}) counted`
  return (await pool.query(count, [organization])).rows[0].count
}

// The page of an account shows it, and says whether another account has the same name.
async function readAccount(pool, pathname, { organization }) {
  const [, id] = /accounts\/(\d+)/.exec(pathname) ?? []
  if (!id) return undefined
  const byId = 'SELECT * FROM accounts WHERE organization_id = $1 AND id = $2 AND active'
  const [account] = (await pool.query(byId, [organization, id])).rows
  const sameName = `SELECT id FROM accounts WHERE organization_id = $1 AND active AND name_key = $2
                       AND id <> $3 LIMIT 1`
  const { rows } = await pool.query(sameName, [organization, account.name_key, id])
  return { ...account, hasDuplicateName: rows.length > 0 }
}

function rowsQuery(pathname, params, organization) {
  if (pathname === '/security/roles') return [roleHolders, organization]
  if (pathname === '/security/settings') return [settings, organization]
  if (pathname === '/security/activity') return activityQuery(params, organization)
  if (pathname === '/security/users') return usersQuery(params, organization)
  const [, account] = /accounts\/(\d+)/.exec(pathname) ?? []
  const q = params.get('q') ?? ''
  if (account) {
    const matches = q ? 'AND search_key LIKE $3' : ''
    const users = `SELECT * FROM users WHERE organization_id = $1 AND account_id = $2 ${matches} ORDER BY id LIMIT 51`
    return [users, organization, account, ...(q ? [`%${q}%`] : [])]
  }
  const column = sortColumns[params.get('sort') ?? 'name']
  const [direction, , key, id] = decodeCursor(params.get('cursor'))
  const isDescending = (params.get('direction') === 'desc') !== (direction === 'previous')
  const sort = isDescending ? 'DESC' : 'ASC'
  const order = `ORDER BY ${column} ${sort}, id ${sort} LIMIT 51`
  const accounts = `SELECT * FROM accounts WHERE organization_id = $1 AND active${filterOf(params)}`
  if (conditions[q]) return [`${accounts} AND ${conditions[q]} ${order}`, organization]
  if (q) {
    const [names, ...values] = nameQuery(q)
    const matches = `${accounts} AND (${names} OR external_key LIKE $2) OFFSET 0`
    return [`SELECT * FROM (${matches}) matches ${order}`, organization, `${q}%`, ...values]
  }
  if (key === undefined) return [`${accounts} ${order}`, organization]
  return [`${accounts} AND (${column}, id) > ($2, $3) ${order}`, organization, key, id]
}

function filterOf(params) {
  const conditions = [
    params.has('created') && `created_at >= date_trunc('day', now() - interval '7 days', 'UTC')`,
    params.has('users') && 'NOT has_users',
    params.has('signedIn') && 'NOT has_activity',
  ]
  return conditions
    .filter(Boolean)
    .map((condition) => ` AND ${condition}`)
    .join('')
}

// The search text is one word, two words or the beginning of a word.
function nameQuery(q) {
  const [word, other] = q.split(' ')
  if (other) return ['(name_key LIKE $3 AND name_key LIKE $4)', `%${word}%`, `%${other}%`]
  if (q.length < 3) return ['name_key ~ $3', `(^|[ -/:-@[-\`{-~])${q}`]
  return [`(name_key LIKE $2 OR ${firstWord} LIKE $3 OR ${otherWords} LIKE $3)`, `%${q}%`]
}

function decodeCursor(text) {
  if (!text) return []
  if (text === 'last') return ['previous']
  return JSON.parse(Buffer.from(text, 'base64url').toString())
}
