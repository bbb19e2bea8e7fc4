import type { Page } from '@playwright/test'
import { hydrated } from '@/e2e/support/hydrated'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import { translateOnce } from '@/e2e/support/translate'

const SCRIPTS = /\/_next\/static\/.*\.js/
const DELAY_MS = 3_000

type Values = { [label: string]: string | boolean }

/** Loads the scripts of every page late, and each a little later than the one before. */
async function delayScripts(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  let loaded = 0
  await page.route(SCRIPTS, async (route) => {
    loaded += 1
    await new Promise((resolve) => setTimeout(resolve, DELAY_MS + loaded * 20))
    await route.continue().catch(() => undefined)
  })
}

async function enter(page: Page, values: Values): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const field = page.getByLabel(label, { exact: true }).first()
    if (typeof value === 'string') await field.fill(value)
    else await field.setChecked(value)
  }
}

async function expectValues(page: Page, values: Values): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const field = page.getByLabel(label, { exact: true }).first()
    if (typeof value === 'string') await expect(field).toHaveValue(value)
    else await expect(field).toBeChecked({ checked: value })
  }
}

test('what is entered before the scripts arrive stays, in every form', async ({
  page,
  organization,
  db,
}) => {
  test.setTimeout(150_000)
  const { organizationId } = organization
  const account = await db.account(organizationId, { name: 'Slow' })
  await db.rows(`UPDATE accounts SET description = 'Stored' WHERE id = $1`, [account.id])
  const user = await db.user({ organizationId, accountId: account.id })
  const path = `/security/accounts/${account.id}`
  const newPasswords = { 'New password': 'Round-house-7' }
  const forms: [string, Values][] = [
    [path, { Name: 'Typed', 'Description (optional)': 'Typed early', 'External ID': 'typed-1' }],
    ['/security/accounts/new', { Name: 'Typed' }],
    [
      `${path}?add`,
      {
        'First Name': 'Grace',
        'Last Name': 'Hopper',
        Email: 'grace@example.com',
        Password: 'Round-house-7',
        'Account Admin': true,
        'Require a new password at first sign-in': false,
      },
    ],
    [`${path}/users/${user.id}`, { 'First Name': 'Ada', 'Account Admin': true, ...newPasswords }],
    [
      `/security/accounts/delete?id=${account.id}`,
      { 'Type 1, the number of accounts, to confirm': '1' },
    ],
    ['/profile', { 'Current password': 'a', 'New password': 'b', 'New password again': 'c' }],
  ]
  await signIn(page, organization)
  await delayScripts(page)
  for (const [url, values] of forms) {
    await page.goto(url, { waitUntil: 'commit' })
    await enter(page, values)
    await hydrated(page)
    await expectValues(page, values)
    await page.waitForLoadState('networkidle')
    await expectValues(page, values)
  }
  await page.goto('/security/accounts', { waitUntil: 'commit' })
  const tick = page.getByLabel('Select Slow')
  await tick.check()
  await hydrated(page)
  await page.waitForLoadState('networkidle')
  await expect(tick).toBeChecked()
  await expect(page.getByRole('main').getByText('1 selected')).toBeVisible()
  await page.goto('/security/accounts/import', { waitUntil: 'commit' })
  const file = page.getByLabel('CSV file')
  await file.setInputFiles({
    name: 'a.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name\nA\n'),
  })
  await hydrated(page)
  await expect(file).toHaveValue(/a\.csv$/)
  await page.getByRole('button', { name: 'Check file' }).click()
  await page.waitForURL('**/jobs/*')
})

test('a sign-in typed before the scripts arrive works', async ({ page, organization }) => {
  await delayScripts(page)
  await page.goto('/login', { waitUntil: 'commit' })
  await page.getByLabel('Email').fill(organization.email)
  await page.getByLabel('Password', { exact: true }).fill(organization.password)
  await hydrated(page)
  await expect(page.getByLabel('Email')).toHaveValue(organization.email)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/security/accounts')
})

test('what is entered before the scripts arrive survives a translation of the page', async ({
  page,
  organization,
  db,
  guard,
}) => {
  // React reports that it renders the page again.
  guard.expectConsole(/Minified React error #418/)
  guard.expectException(/Minified React error #418/)
  const { organizationId } = organization
  const account = await db.account(organizationId, { name: 'Slow' })
  const path = `/security/accounts/${account.id}`
  const { id } = await db.user({ organizationId, accountId: account.id })
  const forms: [string, Values][] = [
    [path, { Name: 'Typed', 'Description (optional)': 'Typed early' }],
    [`${path}/users/${id}`, { 'First Name': 'Ada', 'Account Admin': true }],
  ]
  await signIn(page, organization)
  await delayScripts(page)
  for (const [url, values] of forms) {
    await page.goto(url, { waitUntil: 'commit' })
    await enter(page, values)
    await translateOnce(page)
    await expect(page.locator('main font')).toHaveCount(0, { timeout: 15_000 })
    await expectValues(page, values)
    await expect(page.getByText('Unsaved changes')).toBeVisible()
  }
})

test('an address that was pasted with an invisible character signs in before the scripts arrive', async ({
  page,
  organization,
}) => {
  await delayScripts(page)
  await page.goto('/login', { waitUntil: 'commit' })
  await page.getByLabel('Email').fill(`\u200E${organization.email}`)
  await page.getByLabel('Password', { exact: true }).fill(organization.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click({ noWaitAfter: true })
  await page.waitForURL('**/security/accounts', { waitUntil: 'commit', timeout: 20_000 })
})

test('a form that is submitted twice before the scripts arrive is saved once', async ({
  page,
  organization,
  db,
}) => {
  await signIn(page, organization)
  await delayScripts(page)
  await page.goto('/security/accounts/new', { waitUntil: 'commit' })
  await page.getByLabel('Name', { exact: true }).fill('Early')
  await page.getByRole('button', { name: 'Create' }).dblclick({ noWaitAfter: true })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Early', { timeout: 20_000 })
  const created = await db.rows(
    `SELECT 1 FROM accounts WHERE organization_id = $1 AND name = 'Early'`,
    [organization.organizationId],
  )
  expect(created).toHaveLength(1)
})
