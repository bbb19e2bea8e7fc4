import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'

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
  const [, user, organization] = /User (\S+), Organization (\S+)/.exec(
    request.headers.authorization,
  )
  const secrets = [hash(user), hash(organization)]
  const actor = (await pool.query({ name: 'actor', text: ACTOR, values: secrets })).rows[0]
  const { pathname } = new URL(request.url, 'http://localhost')
  const id = /accounts\/(\d+)/.exec(pathname)?.[1]
  if (request.method !== 'GET') return change(pool, request, actor, secrets, id)
  const [text, values] = pathname.endsWith('/users')
    ? [
        `SELECT u.* FROM users u JOIN accounts a ON a.id = u.account_id
          WHERE a.organization_id = $1 AND u.account_id = $2 ORDER BY u.id LIMIT 201`,
        [actor.organization, id],
      ]
    : id
      ? ['SELECT * FROM accounts WHERE organization_id = $1 AND id = $2', [actor.organization, id]]
      : [
          'SELECT * FROM accounts WHERE organization_id = $1 AND active ORDER BY id LIMIT 51',
          [actor.organization],
        ]
  return (await pool.query(text, values)).rows
}

// The same transaction: both locks, the actor once more, the change, and the audit row.
async function change(pool, request, actor, secrets, id) {
  const parts = []
  for await (const part of request) parts.push(part)
  const { externalId, description } = JSON.parse(Buffer.concat(parts).toString())
  const { organization } = actor
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock_shared(1, $1)', [organization])
    await client.query(ACTOR, secrets)
    const { rows } = id
      ? await updated(client, organization, id, description)
      : await client.query(
          `INSERT INTO accounts (organization_id, name, name_key, description, external_id)
           VALUES ($1, $2, $2, $2, 'bare ' || $2) RETURNING *`,
          [organization, externalId],
        )
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

async function updated(client, organization, id, description) {
  const where = 'WHERE organization_id = $1 AND id = $2'
  await client.query(`SELECT 1 FROM accounts ${where} FOR NO KEY UPDATE`, [organization, id])
  await client.query(`SELECT * FROM accounts ${where}`, [organization, id])
  const values = [organization, id, description]
  return client.query(`UPDATE accounts SET description = $3 ${where} RETURNING *`, values)
}

async function audited(client, { organization }) {
  const head = 'SELECT seq, mac FROM audit_heads WHERE organization_id = $1 FOR UPDATE'
  const { seq, mac } = (await client.query(head, [organization])).rows[0]
  await client.query(
    `INSERT INTO audit_events (organization_id, seq, at, operation, outcome, address, request_id, detail, mac)
     VALUES ($1, $2, now(), 'bench', 'done', '', '', '{}', $3)`,
    [organization, seq + 1, mac],
  )
  await client.query('UPDATE audit_heads SET seq = $2, mac = $3 WHERE organization_id = $1', [
    ...[organization, seq + 1, mac],
  ])
}
