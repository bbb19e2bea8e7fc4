import type { Page } from '@playwright/test'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

/** Opens the menu of an account in the list and follows one of its links. */
async function choose(page: Page, account: string, action: string) {
  await page.getByRole('button', { name: `More for ${account}` }).click()
  await page.getByRole('link', { name: action }).click()
}

test('from the list one goes on to an account without loading the page again', async ({
  page,
  organization,
  db,
}) => {
  const { name } = await db.account(organization.organizationId)
  await signIn(page, organization)
  await page.evaluate(() => Reflect.set(window, 'loadedOnce', true))
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await page.goBack()
  await choose(page, name, 'Edit Account')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  expect(await page.evaluate(() => Reflect.get(window, 'loadedOnce'))).toBe(true)

  await page.goBack()
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name, exact: true }).click({ modifiers: ['ControlOrMeta'] }),
  ])
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
})

test('the menu shows what can be done with the account whose button opened it', async ({
  page,
  organization,
  db,
}) => {
  const { name } = await db.account(organization.organizationId)
  await signIn(page, organization)
  const more = (account: string) => page.getByRole('button', { name: `More for ${account}` })
  await page.getByRole('button', { name: /^More for .* Company Default Account$/ }).click()
  const blocked = page.getByRole('button', { name: 'Delete Account' })
  await expect(blocked).toBeDisabled()
  await expect(blocked).toHaveAccessibleDescription(/It cannot be deactivated or deleted/)
  await more(name).focus()
  await page.keyboard.press('Enter')
  await expect(blocked).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'Edit Account' })).toBeHidden()
  await expect(more(name)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Delete Account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Delete “${name}”?`)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the name of an account leads to where it can be deleted', async ({
    page,
    organization,
    db,
  }) => {
    const { name } = await db.account(organization.organizationId)
    await signIn(page, organization)
    await expect(page.getByRole('button', { name: `More for ${name}` })).toBeHidden()
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('link', { name: 'Delete Account' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Delete “${name}”?`)
  })
})
