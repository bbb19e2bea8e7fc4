import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes } from '@/e2e/support/accessibility'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'
import { TestDatabase } from '@/e2e/support/test-db'
import { CLIENT_ID, CLIENT_SECRET, IdentityProvider } from '@/lib/testing/identity-provider'

// Each test has a console of its own: with an active provider, the sign-in page is another one.
test.use({ baseURL: undefined })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

async function continueWithAcme(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/login?next=/security/accounts`)
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('link', { name: 'Continue with Acme' }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a provider is added, tested and required, and people sign in with it', async ({
      page,
      browser,
      startServer,
      guard,
    }) => {
      guard.expectStatus(403)
      const { url, directory } = await startServer({ env: { PRIVATE_PROVIDER_HOSTS: '127.0.0.1' } })
      const db = await TestDatabase.open(directory)
      const idp = await IdentityProvider.start()
      const home = await db.organization()
      const { organizationId, accountId, userId } = home
      const other = await db.user({ organizationId, accountId }, { orgAdmin: true })
      await openAs(page, home, `${url}/security/settings`)
      await page.getByRole('link', { name: 'Add provider' }).click()
      await expect(heading(page)).toHaveText('Add Identity Provider')
      await page.getByLabel('Name', { exact: true }).fill('Acme')
      await page.getByLabel('Issuer').fill(idp.issuer)
      await page.getByLabel('Client ID').fill(CLIENT_ID)
      await page.getByLabel('Client secret').fill(CLIENT_SECRET)
      idp.registerClient((await page.locator('code').textContent()) ?? '')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(heading(page)).toHaveText('Acme')
      await page.getByRole('textbox', { name: 'Email domain' }).fill('Example.com')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(page.getByText('console-verification=')).toBeVisible()
      if (javaScriptEnabled) await expectAccessibleInBothThemes(page)
      await db.rows('UPDATE provider_domains SET verified_at = now()')
      idp.person = { sub: '1', email: home.email, email_verified: true }
      await page.getByRole('link', { name: 'Test', exact: true }).click()
      await expect(page.getByText('The test passed.').first()).toBeVisible()
      const settings = page.getByRole('form', { name: 'Identity Provider' })
      await page.getByRole('checkbox', { name: 'Active' }).check()
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(settings.getByText('Saved.')).toBeVisible()
      await db.rows("INSERT INTO second_factors (user_id, secret, last_step) VALUES ($1, '', 0)", [
        userId,
      ])
      await page.goto(page.url())
      await page.getByRole('checkbox', { name: 'Required' }).check()
      await page.getByLabel('Emergency administrator').selectOption(String(userId))
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(settings.getByText('Saved.')).toBeVisible()

      const context = await browser.newContext({ javaScriptEnabled })
      const visitor = await context.newPage()
      idp.person = null
      await continueWithAcme(visitor, url, other.email)
      await expect(visitor.getByText("didn't sign you in")).toBeVisible()
      await visitor.getByRole('link', { name: 'Use a password' }).click()
      // The page before has a field for the email as well, so the password comes first.
      await visitor.getByLabel('Password', { exact: true }).fill(other.password)
      await visitor.getByLabel('Email', { exact: true }).fill(other.email)
      await visitor.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(visitor.getByText('requires you to sign in with Acme').first()).toBeVisible()
      idp.person = { sub: '2', email: other.email, email_verified: false }
      await continueWithAcme(visitor, url, other.email)
      await expect(visitor.getByText("hasn't verified your email address")).toBeVisible()
      if (javaScriptEnabled) await expectAccessibleInBothThemes(visitor)
      // The provider would remember what it knew of them.
      await context.clearCookies({ domain: '127.0.0.1' })
      idp.person = { sub: '2', email: other.email, email_verified: true }
      await continueWithAcme(visitor, url, other.email)
      await expect(heading(visitor)).toHaveText('Accounts')
      await context.close()
      await idp.close()
      await db.close()
    })
  })
}
