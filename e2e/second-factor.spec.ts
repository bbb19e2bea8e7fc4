import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { expectAccessible } from '@/e2e/support/accessibility'
import { openAs } from '@/e2e/support/open'
import { addSecondFactor } from '@/e2e/support/second-factor'
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
      await openAs(page, organization, '/security/settings')
      await page.getByLabel('Required for Org Admins').check()
      const card = page.getByRole('region', { name: 'Second factor' })
      await expect(card).toContainText('1 user would have to set one up')
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByLabel('Days of grace').fill('9')
      await card.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('link', { name: 'Set up a second factor' }).click()
      await expect(heading(page)).toHaveText('Second factor')
      await page.getByRole('link', { name: 'Back' }).click()
      await page.goto('/security/settings')
      await page.getByLabel('Days of grace').fill('0')
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

    test('an administrator resets the factor of a user, and unlinks their provider', async ({
      page,
      browser,
      organization,
      db,
      guard,
    }) => {
      guard.expectStatus(403)
      const { organizationId, accountId } = organization
      const { id, email } = await db.user({ organizationId, accountId })
      await addSecondFactor(db, id)
      await db.rows(
        `WITH provider AS (
           INSERT INTO identity_providers (organization_id, key, name, issuer, client_id, client_secret)
           VALUES ($1, gen_random_uuid(), 'Acme', 'https://login.example.com', 'console', '')
           RETURNING id, issuer)
         INSERT INTO user_identities (provider_id, issuer, subject, user_id)
         SELECT id, issuer, 'auth0|7', $2 FROM provider`,
        [organizationId, id],
      )
      await openAs(page, organization, `/security/accounts/${accountId}/users/${id}`)
      const access = page.getByRole('region', { name: 'Access', exact: true })
      await expect(access).toContainText('Authenticator app since')
      await access.getByRole('button', { name: 'Unlink Acme' }).click()
      await expect(page.getByText('was unlinked from the identity provider').first()).toBeVisible()
      await page.getByRole('button', { name: 'Reset second factor' }).click()
      await expect(page.getByText('has no second factor any more').first()).toBeVisible()
      await expect(page.getByText('This user has no second factor.')).toBeVisible()
      const [left] = await db.rows(
        `SELECT (SELECT count(*)::int FROM second_factors WHERE user_id = $1) AS factors,
                (SELECT count(*)::int FROM user_identities WHERE user_id = $1) AS identities`,
        [id],
      )
      expect(left).toEqual({ factors: 0, identities: 0 })
      await page.getByRole('textbox', { name: 'New password' }).fill('Another-horse-8')
      await page.getByRole('button', { name: 'Reset password' }).click()
      await expect(page.getByText('has a new password').first()).toBeVisible()
      const other = await browser.newPage({
        javaScriptEnabled,
        baseURL: new URL(page.url()).origin,
      })
      await signIn(other, { email, password: 'Another-horse-8' })
      await expect(heading(other)).toHaveText('New password')
      await other.close()
    })
  })
}

test('the page for the code says what to do without a password', async ({ page, organization }) => {
  expect(organization.email).toBeTruthy()
  await page.goto('/second-factor')
  await expect(heading(page)).toHaveText('Enter your password again')
  await expectAccessible(page)
})
