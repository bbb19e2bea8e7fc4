import type { Page } from '@playwright/test'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const menuButton = (page: Page, account: string) =>
  page.getByRole('button', { name: `Actions for ${account}` })

test('an account opens from its name or its menu without reloading the page', async ({
  page,
  organization,
  db,
}) => {
  const { name } = await db.account(organization.organizationId)
  await openAs(page, organization)
  await page.evaluate(() => Reflect.set(window, 'loadedOnce', true))
  await page.getByRole('link', { name, exact: true }).click()
  await expect(heading(page)).toHaveText(name)
  await page.goBack()
  await menuButton(page, name).click()
  await page.getByRole('link', { name: 'Edit Account' }).click()
  await expect(heading(page)).toHaveText(name)
  expect(await page.evaluate(() => Reflect.get(window, 'loadedOnce'))).toBe(true)
})

test('Ctrl-click opens an account in a new tab', async ({ page, organization, db }) => {
  const { name } = await db.account(organization.organizationId)
  await openAs(page, organization)
  const [newTab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name, exact: true }).click({ modifiers: ['ControlOrMeta'] }),
  ])
  await expect(heading(newTab)).toHaveText(name)
  await expect(heading(page)).toHaveText('Accounts')
})

test('the row menu works with the keyboard and leads to the account of its row', async ({
  page,
  organization,
  db,
}) => {
  const { name } = await db.account(organization.organizationId)
  await openAs(page, organization)
  await menuButton(page, name).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Edit Account' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'Edit Account' })).toBeHidden()
  await expect(menuButton(page, name)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Delete Account' }).click()
  await expect(heading(page)).toHaveText(`Delete “${name}”?`)
})

test('the row menu explains why the default account cannot be deleted', async ({
  page,
  organization,
  db,
}) => {
  const { name } = await db.account(organization.organizationId)
  await openAs(page, organization)
  await page.getByRole('button', { name: /^Actions for .* Company Default Account$/ }).click()
  const disabledItem = page.getByRole('button', { name: 'Delete Account' })
  await expect(disabledItem).toBeDisabled()
  await expect(disabledItem).toHaveAccessibleDescription(/default account of the organization/)
  await menuButton(page, name).click()
  await expect(disabledItem).toHaveCount(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an account can be deleted from its own page', async ({ page, organization, db }) => {
    const { name } = await db.account(organization.organizationId)
    await openAs(page, organization)
    await expect(menuButton(page, name)).toBeHidden()
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('link', { name: 'Delete Account' }).click()
    await expect(heading(page)).toHaveText(`Delete “${name}”?`)
  })
})
