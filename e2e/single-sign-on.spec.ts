import type { BrowserContext, Page } from '@playwright/test'
import { expectAccessibleInBothThemes } from '@/e2e/support/accessibility'
import { openAs } from '@/e2e/support/open'
import { addSecondFactor } from '@/e2e/support/second-factor'
import { signIn } from '@/e2e/support/sign-in'
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

/** A provider remembers who signed in there, and what it knew of them. */
async function forgetAtProvider(context: BrowserContext): Promise<void> {
  await context.clearCookies({ domain: '127.0.0.1' })
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
      test.setTimeout(150_000)
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
      await addSecondFactor(db, userId)
      await db.rows("INSERT INTO recovery_codes VALUES ($1, encode(sha256('abcdef'), 'hex'))", [
        userId,
      ])
      await page.goto(page.url())
      const account = await db.account(organizationId, { name: 'Newcomers' })
      await page.getByRole('link', { name: 'Choose an account' }).click()
      await page.getByRole('searchbox').fill('newcom')
      await page.getByRole('searchbox').press('Enter')
      await page.getByRole('button', { name: 'Choose Newcomers' }).click()
      await expect(page.getByText('People who sign in for the first time').first()).toBeVisible()
      await page.getByRole('link', { name: 'Close' }).click()
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
      await forgetAtProvider(context)
      idp.person = { sub: '2', email: other.email, email_verified: true }
      await continueWithAcme(visitor, url, other.email)
      await expect(heading(visitor)).toHaveText('Accounts')

      // As for someone who never had a password, eleven minutes later.
      await db.rows(`UPDATE users SET password_hash = '!' WHERE id = $1`, [other.id])
      await db.rows(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes'`)
      const colleague = await db.user(home)
      const email = `new.${colleague.id}@example.com`
      await visitor.goto(`${url}/security/accounts/${accountId}/users/${colleague.id}`)
      const user = visitor.getByRole('form', { name: 'User', exact: true })
      await user.getByLabel('Email').fill(email)
      await user.getByRole('button', { name: 'Save' }).click()
      await expect(user.getByText("Confirm that it's you to continue.")).toBeVisible()
      const link = user.getByRole('link', { name: 'Sign in again with Acme' })
      // Without JavaScript, only the page that asks has what was typed.
      const opening = javaScriptEnabled ? undefined : context.waitForEvent('page')
      await forgetAtProvider(context)
      idp.person = { sub: '3' }
      await link.click()
      const atProvider = (await opening) ?? visitor
      await expect(atProvider.getByText('as someone else')).toBeVisible()
      await forgetAtProvider(context)
      idp.person = { sub: '2' }
      await atProvider.getByRole('link', { name: 'Try again' }).click()
      await expect(heading(atProvider)).toContainText(colleague.lastName)
      await expect(user.getByLabel('Email')).toHaveValue(email)
      await user.getByRole('button', { name: 'Save' }).click()
      await expect(visitor.getByText('was updated.').first()).toBeVisible()
      expect(await db.rows('SELECT email FROM users WHERE id = $1', [colleague.id])).toEqual([
        { email },
      ])
      const newcomer = await browser.newContext({ javaScriptEnabled })
      const first = await newcomer.newPage()
      idp.person = { sub: '4', email: 'first@example.com', email_verified: true }
      await continueWithAcme(first, url, 'first@example.com')
      await expect(heading(first)).toHaveText('No access')
      expect(await db.rows('SELECT email FROM users WHERE account_id = $1', [account.id])).toEqual([
        { email: 'first@example.com' },
      ])
      await newcomer.close()
      // The provider isn't needed for the administrator who can sign in without it.
      await idp.close()
      const emergency = await browser.newPage({ javaScriptEnabled })
      await emergency.goto(`${url}/login?password`)
      await signIn(emergency, home)
      await emergency.getByRole('link', { name: 'Use a recovery code' }).click()
      await emergency.getByLabel('Recovery code').fill('abcdef')
      await emergency.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(heading(emergency)).toHaveText('Accounts')
      await emergency.close()
      await context.close()
      await db.close()
    })
  })
}
