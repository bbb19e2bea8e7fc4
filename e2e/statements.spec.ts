import { openAs } from '@/e2e/support/open'
import { StatementLog } from '@/e2e/support/statement-log'
import { expect, test } from '@/e2e/support/test'

let log: StatementLog
test.beforeAll(async ({ server }) => {
  log = await StatementLog.open(server.directory)
})
test.afterAll(() => log.close())

async function expectStatements(count: number, run: () => Promise<unknown>): Promise<void> {
  const sent = await log.of(run)
  const list = sent.map((statement, index) => `${index + 1}. ${statement}`).join('\n')
  expect(sent.length, `statements sent:\n${list}`).toBe(count)
}

test('a page reads each record once', async ({ page, db, organization }) => {
  const account = await db.account(organization.organizationId)
  const user = await db.user({ ...organization, accountId: account.id })
  await openAs(page, organization)
  await page.waitForLoadState('networkidle')
  await page.goto('about:blank')
  const get = async (path: string) => expect((await page.request.get(path)).status()).toBe(200)
  const path = `/security/accounts/${account.id}`
  // The actor, the account, its users, the password policy and the recent changes.
  await expectStatements(5, () => get(path))
  // The actor, the user with all that decides whether they can sign in, an open link, their last
  // sign-ins, their sessions and their identity providers; the recent changes.
  await expectStatements(7, () => get(`${path}/users/${user.id}`))
  // The actor, the rows, the estimate and the count; the columns and views.
  await expectStatements(5, () => get('/security/accounts'))
})

test('a change through the API reads each record once', async ({ request, db, organization }) => {
  const account = await db.account(organization.organizationId)
  const user = await db.user({ ...organization, accountId: account.id })
  const { userSecret, organizationSecret } = organization
  const headers = { Authorization: `User ${userSecret}, Organization ${organizationSecret}` }
  const patch = async (path: string, data: object) => {
    const response = await request.patch(`/elements/api-v2${path}`, { headers, data })
    expect(response.status()).toBe(200)
  }
  // The first change of an organization reads the head of the audit log.
  await patch(`/accounts/${account.id}`, { description: 'First' })
  // The actor; in a transaction, the locks of organization and account, the actor, the change and
  // the audit row.
  await expectStatements(8, () => patch(`/accounts/${account.id}`, { description: 'Second' }))
  // The same with the lock of the user.
  await expectStatements(9, () => patch(`/users/${user.id}`, { city: 'Ryan' }))
})
