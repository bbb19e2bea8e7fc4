import { createHash } from 'node:crypto'

/** The transaction of the console: the locks, the actor, the change and the audit row. */
export async function bareWrite(pool, request, { actor, pathname, reloadActor }) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = JSON.parse(Buffer.concat(chunks).toString() || '{}')
  const { organization } = actor
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock_shared(1, $1)', [organization])
    await client.query(...reloadActor)
    const { rows } = await write(client, request.method, pathname, organization, body)
    await writeAudit(client, actor)
    await client.query('COMMIT')
    return rows[0]
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

async function write(client, method, pathname, organization, { externalId, description, city }) {
  const [, noun, id] = /\/(accounts|users)\/(\d+)$/.exec(pathname) ?? []
  if (!id) {
    return client.query(
      `INSERT INTO accounts (organization_id, name, name_key, description, external_id)
       VALUES ($1, $2, $2, $2, 'bare ' || $2) RETURNING *`,
      [organization, externalId],
    )
  }
  const where = 'WHERE organization_id = $1 AND id = $2'
  if (noun === 'users') await lockAccountOfUser(client, organization, id)
  await client.query(`SELECT 1 FROM ${noun} ${where} FOR NO KEY UPDATE`, [organization, id])
  await client.query(`SELECT * FROM ${noun} ${where}`, [organization, id])
  if (method === 'DELETE') return deactivateAccount(client, organization, id)
  const column = noun === 'users' ? 'city' : 'description'
  const values = [organization, id, city ?? description]
  return client.query(`UPDATE ${noun} SET ${column} = $3 ${where} RETURNING *`, values)
}

async function deactivateAccount(client, organization, id) {
  await client.query('UPDATE users SET active = false WHERE account_id = $1 AND active', [id])
  const users = 'SELECT id FROM users WHERE account_id = $1'
  await client.query(`DELETE FROM sessions WHERE user_id IN (${users})`, [id])
  return client.query(
    'UPDATE accounts SET active = false WHERE organization_id = $1 AND id = $2 RETURNING *',
    [organization, id],
  )
}

// Changing a user locks the account first.
async function lockAccountOfUser(client, organization, user) {
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

async function writeAudit(client, { organization }) {
  const head = 'SELECT seq, mac FROM audit_heads WHERE organization_id = $1 FOR UPDATE'
  const { seq, mac } = (await client.query(head, [organization])).rows[0]
  const nextMac = createHash('sha256').update(mac).digest('hex')
  await client.query(
    `WITH appended AS (
       INSERT INTO audit_events (organization_id, seq, at, operation, outcome, address, request_id, detail, mac)
       VALUES ($1, $2, now(), 'bench', 'done', '', '', '{}', $3))
     UPDATE audit_heads SET seq = $2, mac = $3 WHERE organization_id = $1`,
    [organization, seq + 1, nextMac],
  )
}
