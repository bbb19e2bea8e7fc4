import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'
import { activityQuery } from './bare-activity.mjs'
import { barePage } from './bare-pages.mjs'
import { bareWrite } from './bare-writes.mjs'

const hash = (secret) => createHash('sha256').update(secret).digest('hex')

const ACTOR = `SELECT u.id, u.email, o.id AS organization
  FROM users u JOIN accounts a ON a.id = u.account_id JOIN organizations o ON o.id = u.organization_id
 WHERE u.secret_hash = $1 AND o.secret_hash = $2 AND u.active AND a.active`

/** A minimal server for the same requests: Node, pg and the statements of the console. */
export async function startBareServer(port, database, auditOrganization) {
  const pool = new pg.Pool({ ...database, max: 20 })
  const server = createServer((request, response) => {
    respond(pool, request, auditOrganization).then(
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

async function respond(pool, request, auditOrganization) {
  if (request.headers.cookie) return barePage(pool, request)
  const { authorization } = request.headers
  const [, user, organization] = /User (\S+), Organization (\S+)/.exec(authorization)
  const secrets = [hash(user), hash(organization)]
  const { rows } = await pool.query({ name: 'actor', text: ACTOR, values: secrets })
  const [actor] = rows
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  if (request.method !== 'GET') {
    const reloadActor = [ACTOR, secrets]
    return bareWrite(pool, request, { actor, pathname, reloadActor, auditOrganization })
  }
  const [text, ...values] = readQuery(pathname, actor.organization, searchParams)
  return (await pool.query(text, values)).rows
}

const USERS = 'SELECT u.*, a.active AS open FROM users u JOIN accounts a ON a.id = u.account_id'

const columnsOfFields = { email: 'u.email', accountId: 'u.account_id' }

function readQuery(pathname, organization, searchParams) {
  if (pathname.endsWith('/me')) return ['SELECT * FROM organizations WHERE id = $1', organization]
  if (pathname.includes('/audit-logs')) {
    if (pathname.endsWith('/authentication')) searchParams.set('kind', 'sign-ins')
    return activityQuery(searchParams, organization)
  }
  const [, user] = /\/users\/(\d+)/.exec(pathname) ?? []
  const [, account] = /\/accounts\/(\d+)/.exec(pathname) ?? []
  if (user) return [`${USERS} WHERE u.organization_id = $1 AND u.id = $2`, organization, user]
  if (account && pathname.endsWith('/users')) {
    const where = 'WHERE a.organization_id = $1 AND u.account_id = $2 ORDER BY u.id LIMIT 201'
    return [`${USERS} ${where}`, organization, account]
  }
  if (pathname.endsWith('/users')) {
    const list = `${USERS} WHERE u.organization_id = $1`
    const [field, value] = searchParams.get('where')?.replaceAll("'", '').split('=') ?? []
    const limit = Number(searchParams.get('pageSize') ?? 200) + 1
    if (!field) return [`${list} ORDER BY u.id LIMIT ${limit}`, organization]
    const condition = `AND ${columnsOfFields[field]} = $2`
    return [`${list} ${condition} ORDER BY u.id LIMIT ${limit}`, organization, value]
  }
  if (pathname.endsWith('/password-policies')) {
    return ['SELECT password_policy FROM organizations WHERE id = $1', organization]
  }
  if (account) {
    return ['SELECT * FROM accounts WHERE organization_id = $1 AND id = $2', organization, account]
  }
  const [, pattern] = /LIKE '(.*)'/.exec(searchParams.get('where')) ?? []
  if (pattern) {
    const matches = 'organization_id = $1 AND active AND name_key LIKE $2 AND name LIKE $3'
    const text = `SELECT * FROM accounts WHERE ${matches} ORDER BY id LIMIT 51`
    return [text, organization, pattern.toLowerCase(), pattern]
  }
  const list = 'WHERE organization_id = $1 AND active ORDER BY id LIMIT 51'
  return [`SELECT * FROM accounts ${list}`, organization]
}
