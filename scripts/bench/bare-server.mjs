import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'
import { change } from './bare-changes.mjs'
import { barePage } from './bare-pages.mjs'

const hash = (secret) => createHash('sha256').update(secret).digest('hex')

const ACTOR = `SELECT u.id, u.email, o.id AS organization
  FROM users u JOIN accounts a ON a.id = u.account_id JOIN organizations o ON o.id = u.organization_id
 WHERE u.secret_hash = $1 AND o.secret_hash = $2 AND u.active AND a.active`

/** The least that can answer the same calls: Node, pg and the statements that the console runs. */
export async function bareServer(port, databasePort, password) {
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port: databasePort,
    user: 'console_app',
    database: 'console',
    password,
    max: 20,
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
  if (request.method !== 'GET')
    return change(pool, request, { actor, pathname, again: () => [ACTOR, secrets] })
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
