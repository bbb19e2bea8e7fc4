import type { Page } from '@playwright/test'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/story'

/** Opens the menu of an account in the list and follows one of its links. */
async function choose(page: Page, account: string, action: string) {
  await page.getByRole('button', { name: `More for ${account}` }).click()
  await page.getByRole('link', { name: action }).click()
}

test('from the list one goes on to an account without loading the page again', async ({
  page,
  installation,
  backstage,
}) => {
  const { name } = await backstage.account(installation.organizationId)
  await signIn(page, installation)
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

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the menu of an account opens, and its links lead on', async ({
    page,
    installation,
    backstage,
  }) => {
    const { name } = await backstage.account(installation.organizationId)
    await signIn(page, installation)
    await choose(page, name, 'Delete Account')
    await expect(page.getByRole('button', { name: 'Delete Account' })).toBeVisible()
  })
})
