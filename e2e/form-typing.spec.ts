import type { Page } from '@playwright/test'
import { continueSession, openAccount } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

type Held = { release: () => void }

/** Holds back every request that matches, until it is released. */
async function hold(page: Page, url: RegExp, method: string): Promise<Held> {
  const held: Held = { release: () => {} }
  const released = new Promise<void>((resolve) => {
    held.release = resolve
  })
  await page.route(url, async (route) => {
    if (route.request().method() === method) await released
    await route.continue()
  })
  return held
}

const SCRIPTS = /\/_next\/static\/.*\.js/
const nameField = (page: Page) => page.getByLabel('Name', { exact: true })
const update = (page: Page) => page.getByRole('button', { name: 'Update Account' })

test('text typed before the scripts arrive is kept, counts as a change and can be saved', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Slow' })
  await db.rows(`UPDATE accounts SET description = 'Stored' WHERE id = $1`, [account.id])
  await continueSession(page, organization)
  const scripts = await hold(page, SCRIPTS, 'GET')
  await page.goto(`/security/accounts/${account.id}`, { waitUntil: 'domcontentloaded' })
  await nameField(page).fill('Fast')
  await page.getByLabel('Description').fill('Typed early')
  await expect(page.getByText('Unsaved changes')).toHaveCount(0)
  scripts.release()
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await expect(page.getByText('11 of 500 characters')).toBeVisible()
  await expect(nameField(page)).toHaveValue('Fast')
  await expect(page.getByLabel('Description')).toHaveValue('Typed early')
  await update(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fast')
  expect(
    await db.rows('SELECT name, description FROM accounts WHERE id = $1', [account.id]),
  ).toEqual([{ name: 'Fast', description: 'Typed early' }])
})

test('a new user typed before the scripts arrive keeps every field and checkbox', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId)
  await continueSession(page, organization)
  const scripts = await hold(page, SCRIPTS, 'GET')
  await page.goto(`/security/accounts/${account.id}?add`, { waitUntil: 'domcontentloaded' })
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
  await page.getByLabel('Account Admin').check()
  await page.getByLabel('Require a new password').uncheck()
  scripts.release()
  await expect(page.getByRole('button', { name: 'Generate' })).toBeVisible()
  await expect(page.getByLabel('First Name')).toHaveValue('Grace')
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('Round-house-7')
  await expect(page.getByLabel('Account Admin')).toBeChecked()
  await expect(page.getByLabel('Require a new password')).not.toBeChecked()
  page.once('dialog', (dialog) => dialog.dismiss())
  await page.getByRole('navigation', { name: 'Security' }).getByText('Accounts').click()
  await expect(page.getByLabel('First Name')).toHaveValue('Grace')
})

test('a form rejected before the scripts arrive is completed with them', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Early' })
  await continueSession(page, organization)
  const scripts = await hold(page, SCRIPTS, 'GET')
  await page.goto(`/security/accounts/${account.id}`, { waitUntil: 'domcontentloaded' })
  await nameField(page).fill('a\u202Eb')
  await page.getByLabel('Description').fill('Kept')
  await update(page).click({ noWaitAfter: true })
  await expect(nameField(page)).toHaveAccessibleDescription(/invisible control character/)
  await expect(page.getByLabel('Description')).toHaveValue('Kept')
  await page.getByLabel('Description').fill('Kept and typed')
  scripts.release()
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await expect(page.getByLabel('Description')).toHaveValue('Kept and typed')
  await expect(nameField(page)).toHaveAccessibleDescription(/invisible control character/)
  await nameField(page).fill('Late')
  await update(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Late')
  expect(
    await db.rows('SELECT name, description FROM accounts WHERE id = $1', [account.id]),
  ).toEqual([{ name: 'Late', description: 'Kept and typed' }])
})

test('text typed while a form is being saved is kept as a new change', async ({
  page,
  organization,
  db,
}) => {
  const account = await openAccount({ page, organization, db }, { name: 'Before' })
  const response = await hold(page, /\/security\/accounts\/\d+$/, 'POST')
  await nameField(page).fill('Saved')
  await update(page).click()
  await expect(page.getByRole('button', { name: 'Saving…' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.getByLabel('Description').fill('Typed while saving')
  response.release()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Saved')
  await expect(page.getByLabel('Description')).toHaveValue('Typed while saving')
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await update(page).click()
  await expect(page.getByText('Unsaved changes')).toHaveCount(0)
  expect(
    await db.rows('SELECT name, description FROM accounts WHERE id = $1', [account.id]),
  ).toEqual([{ name: 'Saved', description: 'Typed while saving' }])
})
