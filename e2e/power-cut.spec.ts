import { serverGone } from '@/e2e/support/guard'
import { connectAsOwner } from '@/e2e/support/owner'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import { TestDatabase } from '@/e2e/support/test-db'

const USERS = 2_000

/** Makes a statement that changes all rows wait for one of them, until the returned function is called. */
async function hold(directory: string, row: string): Promise<() => void> {
  const owner = await connectAsOwner(directory)
  // The database may end with the server.
  owner.on('error', () => undefined)
  await owner.query('BEGIN')
  await owner.query(`SELECT 1 FROM ${row} FOR UPDATE`)
  return () => void owner.end().catch(() => undefined)
}

test('a deletion that a crash interrupts has happened completely or not at all', async ({
  page,
  startServer,
  guard,
}) => {
  test.setTimeout(120_000)
  guard.expectConsole(serverGone)
  let server = await startServer()
  const { directory } = server
  let db = await TestDatabase.open(directory)
  const { organizationId, ...administrator } = await db.organization()
  const account = await db.account(organizationId, { name: 'Big' })
  await db.rows(
    `INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key, password_hash)
     SELECT $1::int, $2::int, 'u' || n || '@example.com', 'U', n::text, 'u ' || n, '!'
       FROM generate_series(1, $3::int) n`,
    [organizationId, account.id, USERS],
  )
  const state = async () => {
    const [row] = await db.rows(
      `SELECT a.active, a.active_user_count AS counted,
              (SELECT count(*)::int FROM users WHERE account_id = a.id AND active) AS users
         FROM accounts a WHERE a.id = $1`,
      [account.id],
    )
    return row
  }
  const untouched = { active: true, counted: USERS, users: USERS }
  const deleted = { active: false, counted: 0, users: 0 }
  for (const [statement, row] of [
    ['UPDATE users', 'users WHERE id = (SELECT max(id) FROM users)'],
    [
      'DELETE FROM sessions',
      `sessions WHERE id = (SELECT max(id) FROM sessions WHERE id LIKE 'session-%')`,
    ],
  ] as const) {
    await db.rows(
      `INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
       SELECT 'session-' || id, id, now() + interval '1 hour', '192.0.2.1', 'test'
         FROM users WHERE account_id = $1 ON CONFLICT (id) DO NOTHING`,
      [account.id],
    )
    await page.goto(`${server.url}/security/accounts/${account.id}/delete`)
    if (page.url().includes('/login')) await signIn(page, administrator)
    await page.getByLabel('Type Big to confirm').fill('Big')
    const release = await hold(directory, row)
    await page.getByRole('button', { name: 'Delete Account' }).click({ noWaitAfter: true })
    const activeStatements = () =>
      db.rows(
        `SELECT 1 FROM pg_stat_activity WHERE state <> 'idle' AND query LIKE '%' || $1 || '%'
            AND pid <> pg_backend_pid()`,
        [statement],
      )
    await expect
      .poll(async () => (await activeStatements()).length, { intervals: [20] })
      .toBeGreaterThan(0)
    await server.kill()
    release()
    await page.goto('about:blank')
    await db.close()
    server = await startServer({ directory })
    db = await TestDatabase.open(directory)
    const recovered = await state()
    expect([untouched, deleted]).toContainEqual(recovered)
    if (recovered?.active === false) {
      await page.goto(`${server.url}/security/accounts?deleted=${account.id}`)
      if (page.url().includes('/login')) await signIn(page, administrator)
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Big')
      expect(await state()).toEqual(untouched)
    }
  }
  await db.close()
})
