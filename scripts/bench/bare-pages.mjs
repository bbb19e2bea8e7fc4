import { createHash } from 'node:crypto'

const ACTOR = `SELECT u.id, u.email, o.id AS organization, o.name
  FROM sessions s JOIN users u ON u.id = s.user_id JOIN accounts a ON a.id = u.account_id
  JOIN organizations o ON o.id = u.organization_id
 WHERE s.id = $1 AND s.expires_at > now() AND u.active AND a.active`

// As in the index of parts of names.
const firstWord = `substr(split_part(name_key, ' ', 1), 2)`
const furtherWords = `substr(name_key, length(split_part(name_key, ' ', 1)) + 1)`

const columns = { name: 'name_key', id: 'id', created: 'created_at' }

/** Answers in JSON what a page would show: the actor of the session, and the same rows. */
export async function barePage(pool, { url, headers }) {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const [, token] = /console-session=([^;]+)/.exec(headers.cookie)
  const session = createHash('sha256').update(token).digest('hex')
  const { rows } = await pool.query({ name: 'session', text: ACTOR, values: [session] })
  const [text, ...values] = read(pathname, searchParams, rows[0].organization)
  const [found, total] = await Promise.all([
    pool.query(text, values),
    totalOf(pool, pathname, searchParams, rows[0]),
  ])
  return {
    actor: rows[0],
    account: await accountOf(pool, pathname, rows[0]),
    rows: found.rows,
    total,
  }
}

const EXACT_UP_TO = 10_000

// The list says how many accounts there are: what the planner expects, counted where that is little.
async function totalOf(pool, pathname, params, { organization }) {
  if (pathname !== '/security/accounts' || params.has('q')) return undefined
  const all = 'FROM accounts WHERE organization_id = $1 AND active'
  const explained = await pool.query(`EXPLAIN (FORMAT JSON) SELECT 1 ${all}`, [organization])
  const expected = explained.rows[0]['QUERY PLAN'][0].Plan['Plan Rows']
  if (expected > 2 * EXACT_UP_TO) return expected
  const few = `SELECT count(*) FROM (SELECT 1 ${all} LIMIT ${EXACT_UP_TO + 1}) counted`
  return (await pool.query(few, [organization])).rows[0].count
}

// The page of an account shows the account, and says whether another one has its name.
async function accountOf(pool, pathname, { organization }) {
  const [, id] = /accounts\/(\d+)/.exec(pathname) ?? []
  if (!id) return undefined
  const one = 'SELECT * FROM accounts WHERE organization_id = $1 AND id = $2 AND active'
  const [account] = (await pool.query(one, [organization, id])).rows
  const other = `SELECT id FROM accounts WHERE organization_id = $1 AND active AND name_key = $2
                    AND id <> $3 LIMIT 1`
  const { rows } = await pool.query(other, [organization, account.name_key, id])
  return { ...account, namesake: rows.length > 0 }
}

function read(pathname, params, organization) {
  const [, account] = /accounts\/(\d+)/.exec(pathname) ?? []
  const q = params.get('q') ?? ''
  if (account) {
    const found = q ? 'AND search_key LIKE $3' : ''
    const users = `SELECT * FROM users WHERE organization_id = $1 AND account_id = $2 ${found} ORDER BY id LIMIT 51`
    return [users, organization, account, ...(q ? [`%${q}%`] : [])]
  }
  const column = columns[params.get('sort') ?? 'name']
  const [towards, , key, id] = cursorOf(params.get('cursor'))
  const down = (params.get('direction') === 'desc') !== (towards === 'previous')
  const order = `ORDER BY ${column} ${down ? 'DESC' : 'ASC'}, id ${down ? 'DESC' : 'ASC'} LIMIT 51`
  const all = 'SELECT * FROM accounts WHERE organization_id = $1 AND active'
  if (q) {
    const found = `${all} AND (name_key LIKE $3 OR ${firstWord} LIKE $2 OR ${furtherWords} LIKE $2
                               OR external_key LIKE $3) OFFSET 0`
    return [`SELECT * FROM (${found}) found ${order}`, organization, `%${q}%`, `${q}%`]
  }
  if (key === undefined) return [`${all} ${order}`, organization]
  return [`${all} AND (${column}, id) > ($2, $3) ${order}`, organization, key, id]
}

function cursorOf(text) {
  if (!text) return []
  if (text === 'last') return ['previous']
  return JSON.parse(Buffer.from(text, 'base64url').toString())
}
