import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'
import { barePage } from './bench-bare-pages.mjs'

const hash = (secret) => createHash('sha256').update(secret).digest('hex')

const ACTOR = `SELECT u.id, u.email, o.id AS organization
  FROM users u JOIN accounts a ON a.id = u.account_id JOIN organizations o ON o.id = u.organization_id
 WHERE u.secret_hash = $1 AND o.secret_hash = $2 AND u.active AND a.active`

/** The least that can answer the same calls: Node, pg and the statements that the console runs. */
export async function bareServer(port, databasePort, password) {
  const pool = new pg.Pool({
    ...{ host: '127.0.0.1', port: databasePort, user: 'console_app', database: 'console' },
    ...{ password, max: 20 },
  })
  const server = createServer((request, response) => {
    answer(pool, request).then(
      (body) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body)),
      (error) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve)).then(() => pool.end())
    },
  }
}

async function answer(pool, request) {
  if (request.headers.cookie) return barePage(pool, request)
  const [, user, organization] = /User (\S+), Organization (\S+)/.exec(
    request.headers.authorization,
  )
  const secrets = [hash(user), hash(organization)]
  const actor = (await pool.query({ name: 'actor', text: ACTOR, values: secrets })).rows[0]
  const { pathname } = new URL(request.url, 'http://localhost')
  if (request.method !== 'GET') return change(pool, request, actor, secrets, pathname)
  if (pathname.endsWith('/me')) return actor
  const [text, ...values] = read(pathname, actor.organization)
  return (await pool.query(text, values)).rows
}

const USERS = 'SELECT u.*, a.active AS open FROM users u JOIN accounts a ON a.id = u.account_id'

function read(pathname, organization) {
  const [, users] = /\/users\/(\d+)/.exec(pathname) ?? []
  const [, account] = /\/accounts\/(\d+)/.exec(pathname) ?? []
  if (users) return [`${USERS} WHERE u.organization_id = $1 AND u.id = $2`, organization, users]
  if (account && pathname.endsWith('/users')) {
    const where = 'WHERE a.organization_id = $1 AND u.account_id = $2 ORDER BY u.id LIMIT 201'
    return [`${USERS} ${where}`, organization, account]
  }
  if (pathname.endsWith('/users')) {
    return [`${USERS} WHERE u.organization_id = $1 ORDER BY u.id LIMIT 51`, organization]
  }
  if (pathname.endsWith('/password-policies')) {
    return ['SELECT password_policy FROM organizations WHERE id = $1', organization]
  }
  if (account) {
    return ['SELECT * FROM accounts WHERE organization_id = $1 AND id = $2', organization, account]
  }
  const list = 'WHERE organization_id = $1 AND active ORDER BY id LIMIT 51'
  return [`SELECT * FROM accounts ${list}`, organization]
}

// The same transaction: both locks, the actor once more, the change, and the audit row.
async function change(pool, request, actor, secrets, pathname) {
  const parts = []
  for await (const part of request) parts.push(part)
  const body = JSON.parse(Buffer.concat(parts).toString() || '{}')
  const { organization } = actor
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock_shared(1, $1)', [organization])
    await client.query(ACTOR, secrets)
    const { rows } = await changed(client, request.method, pathname, organization, body)
    await audited(client, actor)
    await client.query('COMMIT')
    return rows[0]
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

async function changed(client, method, pathname, organization, { externalId, description, city }) {
  const [, noun, id] = /\/(accounts|users)\/(\d+)$/.exec(pathname) ?? []
  if (!id) {
    return client.query(
      `INSERT INTO accounts (organization_id, name, name_key, description, external_id)
       VALUES ($1, $2, $2, $2, 'bare ' || $2) RETURNING *`,
      [organization, externalId],
    )
  }
  const where = 'WHERE organization_id = $1 AND id = $2'
  if (noun === 'users') await lockedAccount(client, organization, id)
  await client.query(`SELECT 1 FROM ${noun} ${where} FOR NO KEY UPDATE`, [organization, id])
  await client.query(`SELECT * FROM ${noun} ${where}`, [organization, id])
  if (method === 'DELETE') {
    await client.query('UPDATE users SET active = false WHERE account_id = $1 AND active', [id])
    const theirs = 'SELECT id FROM users WHERE account_id = $1'
    await client.query(`DELETE FROM sessions WHERE user_id IN (${theirs})`, [id])
    return client.query(`UPDATE accounts SET active = false ${where} RETURNING *`, [
      organization,
      id,
    ])
  }
  const column = noun === 'users' ? 'city' : 'description'
  const values = [organization, id, city ?? description]
  return client.query(`UPDATE ${noun} SET ${column} = $3 ${where} RETURNING *`, values)
}

// A user is changed behind the lock of their account.
async function lockedAccount(client, organization, user) {
  const { rows } = await client.query(
    'SELECT account_id AS id FROM users WHERE organization_id = $1 AND id = $2',
    [organization, user],
  )
  const values = [organization, rows[0].id]
  const account = 'FROM accounts WHERE organization_id = $1 AND id = $2'
  await client.query(`SELECT id ${account}`, values)
  await client.query(`SELECT 1 ${account} FOR NO KEY UPDATE`, values)
  await client.query(`SELECT * ${account}`, values)
}

async function audited(client, { organization }) {
  const head = 'SELECT seq, mac FROM audit_heads WHERE organization_id = $1 FOR UPDATE'
  const { seq, mac } = (await client.query(head, [organization])).rows[0]
  const next = createHash('sha256').update(mac).digest('hex')
  await client.query(
    `WITH appended AS (
       INSERT INTO audit_events (organization_id, seq, at, operation, outcome, address, request_id, detail, mac)
       VALUES ($1, $2, now(), 'bench', 'done', '', '', '{}', $3))
     UPDATE audit_heads SET seq = $2, mac = $3 WHERE organization_id = $1`,
    [organization, seq + 1, next],
  )
}
