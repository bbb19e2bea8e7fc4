import { createHmac } from 'node:crypto'

const MAC = '0'.repeat(64)

// Of ten entries, four are by one person and three about one account. The others are spread.
const FILL = `
  INSERT INTO audit_events (organization_id, seq, at, operation, outcome, actor_id, actor_email,
                            target_type, target_id, account_id, address, request_id, detail, mac)
  SELECT $1, seq, now() - interval '2 years' * (1 - n::float8 / $2), operation,
         CASE WHEN n % 16 = 0 THEN 'refused' ELSE 'done' END, actor_id, 'person@example.com',
         CASE WHEN operation LIKE 'accounts.%' THEN 'account' ELSE 'user' END,
         CASE WHEN operation LIKE 'accounts.%' THEN account_id ELSE target_id END,
         account_id, '192.0.2.' || n % 250, md5(n::text),
         '{"before":{"city":"Bern"},"after":{"city":"Basel"}}', '${MAC}'
    FROM (SELECT n, head.seq + n AS seq,
                 (ARRAY['session.signIn', 'session.signIn', 'session.signIn', 'users.update',
                        'users.add', 'accounts.update', 'accounts.create',
                        'users.createLink', 'profile.update'])[1 + n / 7 % 9] AS operation,
                 CASE WHEN n % 10 < 4 THEN $3 ELSE users.first + n % users.number END AS actor_id,
                 users.first + n / 3 % users.number AS target_id,
                 CASE WHEN n % 10 < 3 THEN $4
                      ELSE accounts.first + n / 2 % accounts.number END AS account_id
            FROM generate_series(1, $2) n, audit_heads head,
                 (SELECT min(id) AS first, count(*)::int AS number FROM users
                   WHERE organization_id = $1) users,
                 (SELECT min(id) AS first, count(*)::int AS number FROM accounts
                   WHERE organization_id = $1) accounts
           WHERE head.organization_id = $1) entries`

/**
 * Adds entries of the last two years to the log of an organization. They aren't signed, because
 * reading them doesn't check it. The head is, so that the console goes on after them.
 */
export async function addEntries(
  client,
  { organizationId, userId, largeAccountId },
  entries,
  secret,
) {
  await client.query(FILL, [organizationId, entries, userId, largeAccountId])
  const { rows } = await client.query(
    'UPDATE audit_heads SET seq = seq + $2, mac = $3 WHERE organization_id = $1 RETURNING seq',
    [organizationId, entries, MAC],
  )
  const head = JSON.stringify(['head', organizationId, rows[0].seq, MAC])
  const seal = createHmac('sha256', secret).update(head).digest('hex')
  await client.query('UPDATE audit_heads SET seal = $2 WHERE organization_id = $1', [
    organizationId,
    seal,
  ])
}

/** Adding millions of entries to a table without indexes and creating them again is faster. */
export async function withoutIndexes(client, fill) {
  const { rows } = await client.query(
    `SELECT indexname, indexdef FROM pg_indexes
      WHERE tablename = 'audit_events' AND indexname <> 'audit_events_pkey'`,
  )
  for (const { indexname } of rows) await client.query(`DROP INDEX ${indexname}`)
  await client.query('ALTER TABLE audit_events DISABLE TRIGGER USER')
  await fill()
  await client.query('ALTER TABLE audit_events ENABLE TRIGGER USER')
  await client.query("SET maintenance_work_mem = '1GB'")
  for (const { indexdef } of rows) await client.query(indexdef)
  await client.query('VACUUM ANALYZE audit_events')
}
