import type { Page } from '@playwright/test'
import { openAccount, openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const liveRegion = (page: Page) => page.getByRole('status')
const selectionCount = (page: Page) => page.getByRole('main').getByText(/^\d+ selected$/)

async function selectAccount(page: Page, name: string): Promise<void> {
  await page.getByLabel(`Select ${name}`).check()
  await expect(selectionCount(page)).toHaveText('1 selected')
  await expect(liveRegion(page)).toHaveText('1 selected')
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Menu of/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
}

async function expectFreshList(page: Page): Promise<void> {
  await expect(page.getByLabel('Select Second Customer')).not.toBeChecked()
  await expect(page.getByText('First Customer')).toHaveCount(0)
  await expect(selectionCount(page)).toHaveCount(0)
  await expect(liveRegion(page)).toHaveText('')
  await expect(page.getByRole('navigation', { name: 'Console' })).toContainText('Other Industries')
}

test.describe('an administrator of another organization signs in', () => {
  test.beforeEach(async ({ page, organization, db }) => {
    await db.account(organization.organizationId, { name: 'First Customer' })
    await openAs(page, organization)
    await selectAccount(page, 'First Customer')
  })

  test('in the same tab, and finds nothing selected or announced', async ({ page, db }) => {
    const other = await db.organization('Other Industries')
    await db.account(other.organizationId, { name: 'Second Customer' })
    await signOut(page)
    await signIn(page, other)
    await expectFreshList(page)
  })

  test('in another tab, and the first tab shows only their data from its next page on', async ({
    page,
    context,
    organization,
    db,
  }) => {
    const other = await db.organization('Other Industries')
    await db.account(other.organizationId, { name: 'Second Customer' })
    const secondTab = await context.newPage()
    await secondTab.goto(new URL('/login', page.url()).href)
    await signIn(secondTab, other)
    await page.getByRole('link', { name: 'Created', exact: true }).click()
    await expectFreshList(page)
    await expect(page.getByText(organization.name)).toHaveCount(0)
  })
})

test('a form is not saved by someone else who has signed in in another tab', async ({
  page,
  context,
  organization,
  db,
  guard,
}) => {
  guard.expectStatus(401)
  const { organizationId, accountId } = organization
  const colleague = await db.user({ organizationId, accountId }, { orgAdmin: true })
  const account = await openAccount({ page, organization, db }, { name: 'Before' })
  await page.getByLabel('Name', { exact: true }).fill('After')
  const otherTab = await context.newPage()
  await otherTab.goto(new URL('/login', page.url()).href)
  await signIn(otherTab, colleague)
  await page.getByRole('button', { name: 'Update Account' }).click()
  const notice = page.getByRole('main').getByText(`Someone else, ${colleague.email}, is signed in`)
  await expect(notice).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('After')
  const stored = () => db.rows('SELECT name FROM accounts WHERE id = $1', [account.id])
  expect(await stored()).toEqual([{ name: 'Before' }])
  await page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/login?next=*')
  await signIn(page, organization)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('After')
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('After')
  expect(await stored()).toEqual([{ name: 'After' }])
})

test.describe('Back after signing out', () => {
  test('shows the sign-in page instead of a page of the session', async ({
    page,
    organization,
    db,
  }) => {
    const { name } = await db.account(organization.organizationId)
    await openAs(page, organization)
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await signOut(page)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    await expect(page.getByText(name)).toHaveCount(0)
  })

  test('reloads a page that the browser had kept in its back/forward cache', async ({
    page,
    organization,
  }) => {
    await openAs(page, organization)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
    await page.context().clearCookies()
    await page.evaluate(() =>
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    )
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    await expect(page.getByText(organization.name)).toHaveCount(0)
  })
})

test('a form keeps its text when the session ended and the same user signs in in another tab', async ({
  page,
  context,
  organization,
  db,
  guard,
}) => {
  guard.expectStatus(401)
  const { id } = await db.account(organization.organizationId)
  const { externalId } = await db.account(organization.organizationId)
  await openAs(page, organization, `/security/accounts/${id}`)
  await page.getByLabel('Name', { exact: true }).fill('Typed before')
  await page.getByLabel('External ID').fill(externalId)
  await context.clearCookies()
  const save = page.getByRole('button', { name: 'Update Account' })
  await save.click()
  await expect(page.getByText('what you typed is kept').first()).toBeVisible()
  const secondTab = await context.newPage()
  await secondTab.goto(page.url())
  await signIn(secondTab, organization)
  await save.click()
  await expect(page.getByText('Another active account has this external ID').first()).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Typed before')
  await page.getByLabel('External ID').fill('my-own-id')
  await save.click()
  await expect(liveRegion(page)).toHaveText('Account updated.')
})

test('a selection survives paging, sorting, searching and a visit to an account', async ({
  page,
  organization,
  db,
}) => {
  const names = Array.from({ length: 26 }, (_, n) => `Customer ${String(n + 1).padStart(2, '0')}`)
  for (const name of names) await db.account(organization.organizationId, { name })
  await openAs(page, organization)
  await page.getByRole('link', { name: '25 rows per page' }).click()
  await expect(liveRegion(page)).toHaveText('1–25 of 27')
  await selectAccount(page, 'Customer 01')
  const selected = page.getByLabel('Select Customer 01')
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page.getByLabel('Select Customer 26')).toBeVisible()
  await expect(selectionCount(page)).toHaveText('1 selected')
  await page.getByRole('link', { name: 'Created', exact: true }).click()
  await expect(selected).toBeChecked()
  await page.getByRole('searchbox').fill('Customer 01')
  await expect(page.getByLabel('Select Customer 02')).toHaveCount(0)
  await expect(selected).toBeChecked()
  await page.getByRole('link', { name: 'Customer 01', exact: true }).click()
  await page.getByRole('link', { name: 'Accounts', exact: true }).first().click()
  await expect(selected).toBeChecked()
})
