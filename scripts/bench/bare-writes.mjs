import { createHash } from 'node:crypto'

/** The transaction of the console: the locks, the actor, the change and the audit row. */
export async function bareWrite(
  pool,
  request,
  { actor, pathname, reloadActor, auditOrganization },
) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = JSON.parse(Buffer.concat(chunks).toString() || '{}')
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock_shared(1, $1)', [actor.organization])
    await client.query(...reloadActor)
    const { rows } = await write(client, request.method, pathname, actor.organization, body)
    await writeAudit(client, auditOrganization)
    await client.query('COMMIT')
    return rows[0]
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

async function write(client, method, pathname, organization, body) {
  const { externalId, description, city, name } = body
  if (pathname.endsWith('/me')) {
    await client.query('SELECT * FROM organizations WHERE id = $1', [organization])
    const rename = 'UPDATE organizations SET name = $2 WHERE id = $1 RETURNING *'
    return client.query(rename, [organization, name])
  }
  const [, noun, id] = /\/(accounts|users)\/(\d+)$/.exec(pathname) ?? []
  if (!id) {
    return client.query(
      `INSERT INTO accounts (organization_id, name, name_key, description, external_id, external_key)
       VALUES ($1, $2, $2, $2, 'bare ' || $2, 'bare ' || $2) RETURNING *`,
      [organization, externalId],
    )
  }
  const where = 'WHERE organization_id = $1 AND id = $2'
  // Changing a user locks the account first.
  const account = noun === 'users' ? '(SELECT account_id FROM users WHERE id = $2)' : '$2'
  await client.query(
    `SELECT * FROM accounts WHERE organization_id = $1 AND id = ${account} FOR NO KEY UPDATE`,
    [organization, id],
  )
  if (method === 'DELETE') return deactivateAccount(client, organization, id)
  if (noun === 'users') {
    await client.query(`SELECT * FROM users ${where} FOR NO KEY UPDATE`, [organization, id])
  }
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

async function writeAudit(client, organization) {
  const mac = createHash('sha256').update(String(performance.now())).digest('hex')
  await client.query(
    `WITH head AS (
       UPDATE audit_heads SET seq = seq + 1, mac = $2 WHERE organization_id = $1 RETURNING seq)
     INSERT INTO audit_events (organization_id, seq, at, operation, outcome, address, request_id, detail, mac)
     SELECT $1, seq, now(), 'bench', 'done', '', '', '{}', $2 FROM head`,
    [organization, mac],
  )
}
