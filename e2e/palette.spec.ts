import type { Page } from '@playwright/test'
import { expectAccessibleAtAllWidths } from '@/e2e/support/accessibility'
import { hydrated } from '@/e2e/support/hydrated'
import { openAccount, openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const trigger = (page: Page) => page.getByRole('button', { name: 'Search or jump to…' })
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search or jump to' })
const input = (page: Page) => palette(page).getByRole('combobox')
const status = (page: Page) => palette(page).getByRole('status')
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name })
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('an account is one shortcut, its ID and Enter away, even before the code has arrived', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Far Away' })
  await openAs(page, organization, '/security/activity')
  await hydrated(page)
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**', async (route) => {
    await released
    await route.continue()
  })
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type(String(account.id))
  await page.keyboard.press('Enter')
  release()
  await expect(heading(page)).toHaveText('Far Away')
  await expect(palette(page)).toBeHidden()
})

test('the palette is a combobox that keeps the focus and gives it back', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  for (const name of ['Walnut One', 'Walnut Two']) await db.account(organizationId, { name })
  await openAs(page, organization)
  await trigger(page).click()
  await expect(option(page, 'Add Account')).toBeVisible()
  await expectAccessibleAtAllWidths(page)
  await input(page).fill('walnut')
  await expect(status(page)).toHaveText('2 results')
  await expectAccessibleAtAllWidths(page)
  const active = palette(page).getByRole('option', { selected: true })
  for (const [key, name] of [
    ['End', /^Walnut Two/],
    ['ArrowDown', /^Walnut One/],
    ['ArrowUp', /^Walnut Two/],
    ['Home', /^Walnut One/],
  ] as const) {
    await page.keyboard.press(key)
    await expect(active).toHaveAccessibleName(name)
    await expect(input(page)).toBeFocused()
  }
  // Enter that confirms a composition opens nothing.
  await input(page).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true })
  const opened = page.context().waitForEvent('page')
  await page.keyboard.press('Control+Enter')
  await expect(heading(await opened)).toHaveText('Walnut One')
  await input(page).fill('nothing like it')
  await expect(status(page)).toHaveText('Nothing found for “nothing like it”.')
  await expectAccessibleAtAllWidths(page)
  await page.keyboard.press('Escape')
  await expect(trigger(page)).toBeFocused()
  await expect(page).toHaveURL(/accounts$/)
})

test('an answer to an earlier text never replaces a later one', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  for (const name of ['Early Bird', 'Late Riser']) await db.account(organizationId, { name })
  await openAs(page, organization)
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/suggestions?q=early', async (route) => {
    await released
    await route.continue().catch(() => {})
  })
  await trigger(page).click()
  const requested = page.waitForRequest('**/suggestions?q=early')
  await input(page).fill('early')
  await requested
  await input(page).fill('late')
  await expect(option(page, /^Late Riser/)).toBeVisible()
  release()
  await expect(option(page, /^Late Riser/)).toBeVisible()
  await expect(option(page, /^Early Bird/)).toHaveCount(0)
})

test('a jump asks before it leaves a form with unsaved changes', async ({
  page,
  organization,
  db,
}) => {
  const account = await openAccount({ page, organization, db })
  await page.getByLabel('Description').fill('Not saved')
  let choice: 'accept' | 'dismiss' = 'dismiss'
  page.on('dialog', (dialog) => dialog[choice]())
  await page.keyboard.press('Control+k')
  await input(page).fill('roles')
  await expect(option(page, 'Roles')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`/accounts/${account.id}$`))
  choice = 'accept'
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('Roles')
})

test('single keys search and help, except while typing, until they are switched off', async ({
  page,
  organization,
}) => {
  await openAs(page, organization)
  await hydrated(page)
  const search = page.getByRole('searchbox')
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.type('?/')
  await expect(search).toHaveValue('?/')
  await heading(page).click()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toContainText('Search on this page')
  await expectAccessibleAtAllWidths(page)
  await help.getByRole('button', { name: 'off' }).click()
  await expect(help).not.toContainText('Search on this page')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.keyboard.press('/')
  await expect(help).toBeHidden()
  await expect(search).not.toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
})

test('people without the console jump to their own pages only', async ({
  page,
  userWithoutRole,
  db,
}) => {
  await openAs(page, await db.session(userWithoutRole.id), '/profile')
  await hydrated(page)
  await page.keyboard.press('/')
  await expect(palette(page).getByRole('option')).toHaveText([
    'Profile',
    'Keyboard shortcuts',
    'API documentation',
    'Sign out',
  ])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the palette is a link to the search, and single keys are switched off in the profile', async ({
    page,
    organization,
  }) => {
    await openAs(page, organization, '/profile')
    const card = page.getByRole('region', { name: 'Keyboard shortcuts' })
    await card.getByRole('button', { name: 'off' }).click()
    await expect(card.getByRole('button', { name: 'off' })).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('link', { name: 'Search or jump to…' }).click()
    await expect(page).toHaveURL(/\/security\/accounts#search$/)
  })
})
