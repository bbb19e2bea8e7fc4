import type { Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/support/accessibility'
import { openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import type { TestDatabase } from '@/e2e/support/test-db'

/** As if someone had typed five wrong passwords from 203.0.113.0/24. */
async function pause(db: TestDatabase, { id }: { id: number }): Promise<void> {
  const subject = `encode(sha256(convert_to(email, 'UTF8')), 'hex')`
  await db.rows(
    `INSERT INTO failed_attempts (subject, source, attempts, user_id, networks)
     SELECT ${subject}, '', 5, id, '{203.0.113.0/24}' FROM users WHERE id = $1`,
    [id],
  )
  await db.rows(
    `INSERT INTO rate_limits (key, points, expire)
     SELECT 'login:' || ${subject} || ':network:1', 5, extract(epoch FROM now()) * 1000 + 600000
       FROM users WHERE id = $1`,
    [id],
  )
}

const access = (page: Page) => page.getByRole('region', { name: 'Access' })
const rowsOf = (page: Page, table: string) =>
  page.getByRole('table', { name: table }).locator('tbody tr')

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an administrator sees why a user cannot sign in, unlocks them and ends their sessions', async ({
      page,
      organization,
      userWithoutRole: person,
      db,
      browser,
    }) => {
      const context = await browser.newContext()
      const other = await context.newPage()
      await page.goto('/login')
      await other.goto(page.url())
      await signIn(other, person)
      await pause(db, person)
      await signIn(page, organization)
      const path = `/security/accounts/${person.accountId}/users/${person.id}`
      await page.goto(path)

      const verdict = /^Cannot sign in: 5 wrong passwords from 203\.0\.113\.0\/24, until \d/
      await expect(access(page).getByText(verdict)).toBeVisible()
      await expect(rowsOf(page, 'Last sign-ins')).toHaveCount(1)
      await expect(rowsOf(page, 'Last sign-ins')).toContainText('Password')
      await expect(rowsOf(page, 'Last sign-ins')).toContainText(/Chrome.* on Linux/)
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('button', { name: 'Unlock' }).click()
      await expect(page.getByText('can sign in again.').first()).toBeVisible()
      await expect(access(page).getByText('Can sign in.')).toBeVisible()

      await expect(rowsOf(page, 'Sessions')).toHaveCount(1)
      await page.getByRole('button', { name: /^End session: Chrome/ }).click()
      await expect(page.getByText('The session was ended.').first()).toBeVisible()
      await expect(page.getByText('Not signed in anywhere.')).toBeVisible()
      await other.reload()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('Sign in')

      await signIn(other, person)
      await page.goto(path)
      await page.getByRole('button', { name: 'Sign out everywhere' }).click()
      await expect(
        page.getByText('was signed out everywhere. 1 session ended.').first(),
      ).toBeVisible()
      await expect(page.getByRole('button', { name: 'Sign out everywhere' })).toBeDisabled()
      await other.reload()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('Sign in')
      await context.close()
    })
  })
}

test('unlocking, ending a session and signing out everywhere move the focus to what they did', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const { id: accountId } = await db.account(organizationId)
  const { id } = await db.user({ organizationId, accountId })
  await pause(db, { id })
  await db.rows(
    `INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
     SELECT 'focus-' || n || '-' || $1::int, $1::int, now() + interval '1 hour', '192.0.2.' || n, 'HAL/9 (x)'
       FROM generate_series(1, 3) n`,
    [id],
  )
  await openAs(page, organization, `/security/accounts/${accountId}/users/${id}`)
  const focused = page.locator(':focus')
  await page.getByRole('button', { name: 'Unlock' }).press('Enter')
  await expect(focused).toContainText('can sign in again.')
  await page.getByRole('button', { name: 'End session: HAL 9, 192.0.2.2' }).press('Enter')
  await expect(focused).toHaveText('The session was ended.')
  await expect(rowsOf(page, 'Sessions')).toHaveCount(2)
  await page.getByRole('button', { name: 'Sign out everywhere' }).press('Enter')
  await expect(focused).toContainText('2 sessions ended.')
  await expect(page.getByRole('status')).toContainText('2 sessions ended.')
  // The sessions of the administrator are on their profile.
  await page.goto(`/security/accounts/${organization.accountId}/users/${organization.userId}`)
  await expect(page.getByRole('button', { name: 'Sign out everywhere' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Manage your sessions' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Profile')
})
