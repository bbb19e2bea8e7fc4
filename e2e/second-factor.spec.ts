import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { expectAccessible } from '@/e2e/support/accessibility'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const codes = (page: Page) =>
  page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')

/** What the app shows `steps` of 30 seconds from now. */
function codeOf(secret: string, steps = 0): string {
  const timestamp = Date.now() + steps * 30_000
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp })
}

/** Sets up an app on the page that requires it, and returns its secret and recovery codes. */
async function setUp(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible()
  const shown = await page.locator('ol code').first().textContent()
  const secret = shown?.replaceAll(' ', '') ?? ''
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await page.getByRole('button', { name: 'Turn on' }).click()
  await expect(page.getByText('This code is wrong.').first()).toBeVisible()
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret))
  await page.getByRole('button', { name: 'Turn on' }).click()
  await expect(codes(page)).toHaveCount(10)
  return { secret, recoveryCodes: await codes(page).allTextContents() }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a required second factor is set up, and then asked for', async ({
      page,
      organization,
      db,
    }) => {
      await signIn(page, organization)
      await page.goto('/security/settings')
      await page.getByLabel('Required for Org Admins').check()
      const card = page.getByRole('region', { name: 'Second factor' })
      await expect(card).toContainText('1 user would have to set one up')
      if (javaScriptEnabled) await expectAccessible(page)
      await card.getByRole('button', { name: 'Save' }).click()
      await page.waitForURL('**/second-factor/set-up?*')
      const { secret, recoveryCodes } = await setUp(page)
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('link', { name: 'I saved them. Continue' }).click()
      await expect(heading(page)).toHaveText('Settings')

      await page.context().clearCookies()
      await signIn(page, organization)
      await expect(heading(page)).toHaveText('Enter the code')
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByLabel('Code', { exact: true }).fill('000000')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByText('This code is wrong or was already used.').first()).toBeVisible()
      await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1))
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(heading(page)).toHaveText('Accounts')

      await page.context().clearCookies()
      await db.rows('DELETE FROM rate_limits')
      await signIn(page, organization)
      await page.getByRole('link', { name: 'Use a recovery code' }).click()
      await page.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(heading(page)).toHaveText('Accounts')
      await page.goto('/profile')
      await expect(page.getByText('9 recovery codes left.')).toBeVisible()
    })
  })
}

test('the page for the code says what to do without a password', async ({ page, organization }) => {
  expect(organization.email).toBeTruthy()
  await page.goto('/second-factor')
  await expect(heading(page)).toHaveText('Enter your password again')
  await expectAccessible(page)
})
