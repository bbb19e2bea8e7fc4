import { serverGone } from '@/e2e/support/guard'
import { continueSession } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'
import { TestDatabase } from '@/e2e/support/test-db'

const USERS = 20_000

test('a deletion that a crash interrupts has happened completely or not at all', async ({
  page,
  startServer,
  guard,
}) => {
  guard.expectConsole(serverGone)
  let server = await startServer()
  const { directory } = server
  let db = await TestDatabase.open(directory)
  const organization = await db.organization()
  const { organizationId } = organization
  await continueSession(page, organization)
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
  for (const statement of ['UPDATE users', 'DELETE FROM sessions']) {
    // A session for each user, so that deleting them takes long enough to be interrupted.
    await db.rows(
      `INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
       SELECT 'session-' || id, id, now() + interval '1 hour', '192.0.2.1', 'test'
         FROM users WHERE account_id = $1 ON CONFLICT (id) DO NOTHING`,
      [account.id],
    )
    await page.goto(`${server.url}/security/accounts/${account.id}/delete`)
    await page.getByLabel('Type Big to confirm').fill('Big')
    await page.getByRole('button', { name: 'Delete Account' }).click({ noWaitAfter: true })
    const activeStatements = () =>
      db.rows(
        `SELECT 1 FROM pg_stat_activity WHERE state <> 'idle' AND query LIKE '%' || $1 || '%'
            AND pid <> pg_backend_pid()`,
        [statement],
      )
    await expect
      .poll(async () => (await activeStatements()).length, { intervals: [1] })
      .toBeGreaterThan(0)
    await server.kill()
    await page.goto('about:blank')
    await db.close()
    server = await startServer({ directory })
    db = await TestDatabase.open(directory)
    const recovered = await state()
    expect([untouched, deleted]).toContainEqual(recovered)
    if (recovered?.active === false) {
      await page.goto(`${server.url}/security/accounts?deleted=${account.id}`)
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Big')
      expect(await state()).toEqual(untouched)
    }
  }
  await db.close()
})
