import type { Page } from '@playwright/test'
import { openBeforeScripts } from '@/e2e/support/before-scripts'
import { hydrated } from '@/e2e/support/hydrated'
import { continueSession } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'
import { translateOnce } from '@/e2e/support/translate'

type Values = { [label: string]: string | boolean }

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
  await continueSession(page, organization)
  for (const [url, values] of forms) {
    const loadScripts = await openBeforeScripts(page, url)
    await enter(page, values)
    loadScripts()
    await hydrated(page)
    await expectValues(page, values)
    await page.waitForLoadState('networkidle')
    await expectValues(page, values)
  }
  const loadListScripts = await openBeforeScripts(page, '/security/accounts')
  const tick = page.getByLabel('Select Slow')
  await tick.check()
  loadListScripts()
  await hydrated(page)
  await page.waitForLoadState('networkidle')
  await expect(tick).toBeChecked()
  await expect(page.getByRole('main').getByText('1 selected')).toBeVisible()
  const loadImportScripts = await openBeforeScripts(page, '/security/accounts/import')
  const file = page.getByLabel('CSV file')
  await file.setInputFiles({
    name: 'a.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name\nA\n'),
  })
  loadImportScripts()
  await hydrated(page)
  await expect(file).toHaveValue(/a\.csv$/)
  await page.getByRole('button', { name: 'Check file' }).click()
  await page.waitForURL('**/jobs/*')
})

test('a sign-in typed before the scripts arrive works', async ({ page, organization }) => {
  const loadScripts = await openBeforeScripts(page, '/login')
  await page.getByLabel('Email').fill(organization.email)
  await page.getByLabel('Password', { exact: true }).fill(organization.password)
  loadScripts()
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
  await continueSession(page, organization)
  for (const [url, values] of forms) {
    const loadScripts = await openBeforeScripts(page, url)
    await enter(page, values)
    await translateOnce(page)
    loadScripts()
    await expect(page.locator('main font')).toHaveCount(0)
    await expectValues(page, values)
    await expect(page.getByText('Unsaved changes')).toBeVisible()
  }
})

test('an address that was pasted with an invisible character signs in before the scripts arrive', async ({
  page,
  organization,
}) => {
  await openBeforeScripts(page, '/login')
  await page.getByLabel('Email').fill(`\u200E${organization.email}`)
  await page.getByLabel('Password', { exact: true }).fill(organization.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click({ noWaitAfter: true })
  await page.waitForURL('**/security/accounts', { waitUntil: 'commit' })
})

test('a form that is submitted twice before the scripts arrive is saved once', async ({
  page,
  organization,
  db,
}) => {
  await continueSession(page, organization)
  await openBeforeScripts(page, '/security/accounts/new')
  await page.getByLabel('Name', { exact: true }).fill('Early')
  await page.getByRole('button', { name: 'Create' }).dblclick({ noWaitAfter: true })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Early')
  const created = await db.rows(
    `SELECT 1 FROM accounts WHERE organization_id = $1 AND name = 'Early'`,
    [organization.organizationId],
  )
  expect(created).toHaveLength(1)
})
