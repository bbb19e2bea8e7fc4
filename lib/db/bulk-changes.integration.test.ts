import pg from 'pg'
import { expect, test } from 'vitest'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { timed } from '@/lib/testing/timing'

const USERS = 5_000

async function withConnection<T>(run: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await db.connect()
  return run(db).finally(() => db.end())
}

async function millisecondsOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

test('a connection that has added the first user adds many as fast as a new one', {
  ...timed,
  timeout: 60_000,
}, async () => {
  const { organizationId } = await make.organization()
  const addUsers = (db: pg.Client, prefix: string, accounts: number) =>
    millisecondsOf(() =>
      db.query(
        `INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                            password_hash)
         SELECT organization_id, id, $2 || id || '@example.com', 'Ann', 'Lee', 'ann lee', ''
           FROM accounts WHERE organization_id = $1 AND active ORDER BY id LIMIT $3`,
        [organizationId, prefix, accounts],
      ),
    )
  await withConnection(async (usedConnection) => {
    await usedConnection.query('VACUUM ANALYZE accounts')
    await addUsers(usedConnection, 'first', 1)
    await seedOrganization(make.origin, { accounts: USERS, usersPerAccount: 0, organizationId })
    const onNewConnection = await withConnection((db) => addUsers(db, 'new', USERS))
    const onUsedConnection = await addUsers(usedConnection, 'used', USERS)
    expect(onUsedConnection / onNewConnection).toBeLessThan(4)
  })
})

test('a connection that has changed single users reactivates many as fast as a new one', {
  ...timed,
  timeout: 60_000,
}, async () => {
  const { organizationId } = await make.organization()
  await seedOrganization(make.origin, { accounts: 4_000, usersPerAccount: 0, organizationId })
  await seedOrganization(make.origin, { accounts: 1, usersPerAccount: USERS, organizationId })
  const accountId = await withConnection(async (db) => {
    const { rows } = await db.query(
      'SELECT id FROM accounts WHERE organization_id = $1 AND user_count = $2',
      [organizationId, USERS],
    )
    // To the planner, no account is inactive.
    await db.query('VACUUM ANALYZE accounts')
    await db.query(
      `UPDATE accounts SET active = false
        WHERE organization_id = $1 AND user_count = 0 AND NOT default_account AND id % 4 = 0`,
      [organizationId],
    )
    return rows[0]?.id
  })
  const setActive = (db: pg.Client, active: boolean, userId?: number) =>
    db.query(
      'UPDATE users SET active = $2 WHERE account_id = $1 AND ($3::int IS NULL OR id = $3)',
      [accountId, active, userId],
    )
  const reactivate = async (db: pg.Client) => {
    await setActive(db, false)
    return millisecondsOf(() => setActive(db, true))
  }
  const onNewConnection = await withConnection(reactivate)
  const onUsedConnection = await withConnection(async (db) => {
    const { rows } = await db.query('SELECT min(id) AS id FROM users WHERE account_id = $1', [
      accountId,
    ])
    for (const active of [false, true, false]) await setActive(db, active, rows[0]?.id)
    return reactivate(db)
  })
  expect(onUsedConnection / onNewConnection).toBeLessThan(4)
})
