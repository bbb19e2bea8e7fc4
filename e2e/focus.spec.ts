import type { Page } from '@playwright/test'
import { continueSession, openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const liveRegion = (page: Page) => page.getByRole('status')
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first()
const scrollY = (page: Page) => page.evaluate(() => window.scrollY)

test('the focus goes to the heading of each new page, or to what the page asks for', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const { id } = await db.account(organizationId, { name: 'Customer' })
  await db.user({ organizationId, accountId: id }, { firstName: 'Grace', lastName: 'Hopper' })
  await openAs(page, organization)
  await link(page, 'Customer').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Customer' })).toBeFocused()
  await page.getByRole('link', { name: 'Edit Grace Hopper' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeFocused()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Customer' })).toBeFocused()
  await page.getByRole('navigation', { name: 'Console' }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeFocused()
  await link(page, 'Add Account').click()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeFocused()
  await page.getByRole('button', { name: /^Menu of/ }).click()
  await page.getByRole('link', { name: 'Profile' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeFocused()
})

test('the focus stays where it is, or goes on from what is gone', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const { id } = await db.account(organizationId, { name: 'Customer' })
  await db.user({ organizationId, accountId: id })
  for (let n = 1; n <= 30; n++) await db.account(organizationId)
  await openAs(page, organization)
  const pager = page.getByRole('navigation', { name: 'Pages of accounts' })
  const search = page.getByRole('searchbox')
  await search.pressSequentially('nothing like it')
  await expect(page.getByText('No account matches')).toBeVisible()
  await expect(search).toBeFocused()
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(search).toBeFocused()
  await link(page, 'Created').click()
  await expect(page).toHaveURL(/sort=created/)
  await expect(link(page, 'Created')).toBeFocused()
  await link(page, '25 rows per page').click()
  await expect(pager.getByText('1–25 of 32')).toBeVisible()
  await page.getByRole('link', { name: 'Next' }).press('Enter')
  await expect(pager.getByText('26–32 of 32')).toBeVisible()
  await expect(page.locator('body')).not.toBeFocused()
  await page.goto(`/security/accounts/${id}`)
  await link(page, 'Add User').click()
  await expect(page.getByLabel('First Name')).toBeFocused()
  await link(page, 'Cancel').click()
  await expect(link(page, 'Add User')).toBeFocused()
  await search.fill('nobody')
  await expect(page.getByText('No user matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(page.getByText('No user matches')).toHaveCount(0)
  await expect(search).toBeFocused()
})

test('the selection is cleared without losing the focus', async ({ page, organization, db }) => {
  await db.account(organization.organizationId, { name: 'Customer' })
  await openAs(page, organization)
  await page.getByLabel('Select Customer').check()
  await page.getByRole('button', { name: 'Clear' }).press('Enter')
  await expect(page.getByLabel('Select this page')).toBeFocused()
})

test('a page opens at its top, also after an addition below', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const { id } = await db.account(organizationId, { name: 'Customer' })
  for (let n = 1; n <= 30; n++) {
    await db.user({ organizationId, accountId: id }, { firstName: 'Zoe', lastName: `Number ${n}` })
  }
  await page.setViewportSize({ width: 1280, height: 600 })
  await openAs(page, organization, `/security/accounts/${id}?add#users`)
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email', { exact: true }).fill(`grace.${crypto.randomUUID()}@example.com`)
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Grace Hopper was added.').first()).toBeVisible()
  const row = page.getByRole('link', { name: 'Edit Zoe Number 9', exact: true })
  await row.scrollIntoViewIfNeeded()
  expect(await scrollY(page)).toBeGreaterThan(500)
  await row.click()
  await expect(heading(page)).toHaveText('Zoe Number 9')
  await expect.poll(() => scrollY(page)).toBe(0)
})

test('Back returns to where a page was scrolled to', async ({ page, organization, db }) => {
  for (let n = 1; n <= 40; n++) await db.account(organization.organizationId)
  await page.setViewportSize({ width: 1280, height: 600 })
  await openAs(page, organization)
  const last = page.getByRole('row').last().getByRole('link')
  const name = (await last.textContent()) ?? ''
  await last.scrollIntoViewIfNeeded()
  const before = await scrollY(page)
  expect(before).toBeGreaterThan(500)
  await last.click()
  await expect(heading(page)).toHaveText(name)
  await expect.poll(() => scrollY(page)).toBe(0)
  await page.goBack()
  await expect(heading(page)).toHaveText('Accounts')
  await expect.poll(() => scrollY(page)).toBe(before)
})

test('Back to a place within a page shows that place and keeps the focus', async ({
  page,
  organization,
}) => {
  await page.setViewportSize({ width: 1280, height: 400 })
  await openAs(page, organization, '/security/settings/providers/new')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(heading(page)).toHaveText('Settings')
  await expect.poll(() => scrollY(page)).toBeGreaterThan(100)
  const before = await scrollY(page)
  await page.getByRole('navigation', { name: 'Security' }).getByRole('link').first().click()
  await expect(heading(page)).toHaveText('Accounts')
  await page.goBack()
  await expect(heading(page)).toHaveText('Settings')
  await expect(heading(page)).toBeFocused()
  await expect.poll(() => scrollY(page)).toBe(before)
})

test('paging and fields that need a change are announced, and no longer than they apply', async ({
  page,
  organization,
  db,
}) => {
  for (let n = 1; n <= 30; n++)
    await db.account(organization.organizationId, { name: `Customer ${n}` })
  await openAs(page, organization)
  await link(page, '25 rows per page').click()
  await expect(liveRegion(page)).toHaveText('1–25 of 31')
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(liveRegion(page)).toHaveText('26–31 of 31')
  await page.getByRole('searchbox').fill('Customer 30')
  await expect(liveRegion(page)).toHaveText(/^1 account found in/)
  await link(page, 'Add Account').click()
  await expect(heading(page)).toHaveText('Add Account')
  await expect(liveRegion(page)).toHaveText('')
  const create = page.getByRole('button', { name: 'Create' })
  await create.click()
  await expect(liveRegion(page)).toHaveText('Check 1 field: Name is required')
  const first = await liveRegion(page).locator('span').elementHandle()
  await create.click()
  await expect.poll(() => first?.evaluate((element) => element.isConnected)).toBe(false)
  await expect(liveRegion(page)).toHaveText('Check 1 field: Name is required')
  await page.getByLabel('Name', { exact: true }).fill('Corrected')
  await expect(liveRegion(page)).toHaveText('')
})

/** How much of the focused element shows above the save bar, as a share of its height. */
function visibleShare(page: Page): Promise<number> {
  return page.evaluate(() => {
    const field = document.activeElement?.getBoundingClientRect()
    const bar = document.querySelector('.sticky-bar')
    if (document.activeElement === document.body) return 1
    if (!field || !bar || bar.contains(document.activeElement)) return 1
    const bottom = Math.min(bar.getBoundingClientRect().top, window.innerHeight)
    const shown = Math.min(field.bottom, bottom) - Math.max(field.top, 0)
    return field.top >= bar.getBoundingClientRect().bottom ? 1 : shown / field.height
  })
}

for (const viewport of [
  { width: 1280, height: 600 },
  { width: 390, height: 664 },
]) {
  test(`the save bar never covers the focused field at ${viewport.width} × ${viewport.height}`, async ({
    page,
    organization,
    db,
  }) => {
    const { organizationId } = organization
    const { id } = await db.account(organizationId)
    const user = await db.user({ organizationId, accountId: id })
    await page.setViewportSize(viewport)
    await continueSession(page, organization)
    for (const [path, label] of [
      [`/security/accounts/${id}`, 'External ID'],
      [`/security/accounts/${id}?add`, 'Description'],
      [`/security/accounts/${id}/users/${user.id}`, 'Email'],
    ] as const) {
      await page.goto(path)
      await page.getByLabel(label).first().press('x')
      await expect(page.locator('.sticky-bar')).toBeVisible()
      expect(await visibleShare(page), `${path} while typing`).toBeGreaterThan(0.9)
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let n = 0; n < 30; n++) {
          await page.keyboard.press(key)
          const name = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))
          expect(await visibleShare(page), `${path} ${key} ${name}`).toBeGreaterThan(0.9)
        }
      }
      await page.getByRole('button', { name: 'Discard' }).click()
    }
  })
}
