import type { Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/support/accessibility'
import { openAccount, openAs, openUser } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import type { TestDatabase } from '@/e2e/support/test-db'

/** Makes it eleven minutes since the administrator entered their password. */
async function waitElevenMinutes(db: TestDatabase, userId: number): Promise<void> {
  await db.rows(
    `UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1`,
    [userId],
  )
}

const ownPassword = (page: Page) => page.getByLabel(/Enter your password to continue/)
const proceed = (page: Page) => page.getByRole('button', { name: 'Continue' })

test('adding a user asks for the password once, and keeps what was typed', async ({
  page,
  organization,
  db,
}) => {
  await openAccount({ page, organization, db })
  await page.getByRole('link', { name: 'Add User' }).click()
  await waitElevenMinutes(db, organization.userId)
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email', { exact: true }).fill(`grace.${organization.userId}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(ownPassword(page)).toBeFocused()
  await expectAccessible(page)
  await ownPassword(page).fill('Wrong-horse-7')
  await proceed(page).click()
  await expect(page.getByLabel('This is not your password.')).toBeFocused()
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('Round-house-7')
  await ownPassword(page).fill(organization.password)
  await ownPassword(page).press('Enter')
  await expect(page.getByText('Grace Hopper was added.').first()).toBeVisible()
  await page.getByLabel('First Name').fill('Ada')
  await page.getByLabel('Last Name').fill('Byron')
  await page.getByLabel('Email', { exact: true }).fill(`ada.${organization.userId}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Ada Byron was added.').first()).toBeVisible()
})

test('a dialog asks for the password before it makes a secret', async ({
  page,
  organization,
  db,
}) => {
  await openUser({ page, organization, db })
  await waitElevenMinutes(db, organization.userId)
  await page.getByRole('link', { name: 'Reset User Secret' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Reset the User Secret?' })
  await dialog.getByRole('button', { name: 'Reset User Secret' }).click()
  await ownPassword(page).fill(organization.password)
  await expectAccessible(page)
  await proceed(page).click()
  await expect(page.getByText("You won't be able to see it again.")).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await page.getByRole('link', { name: 'Withdraw User Secret' }).click()
  await page.getByRole('button', { name: 'Withdraw User Secret' }).click()
  await expect(page.getByText('There is no User Secret.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Create User Secret' })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the form comes back with what was typed and asks for the password', async ({
    page,
    organization,
    db,
  }) => {
    const { id } = await openUser({ page, organization, db })
    await waitElevenMinutes(db, organization.userId)
    const email = `new.${id}@example.com`
    await page.getByLabel('Email', { exact: true }).fill(email)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email)
    await ownPassword(page).fill(organization.password)
    await proceed(page).click()
    await expect(page.getByText('was updated.').first()).toBeVisible()
    expect(await db.rows('SELECT email FROM users WHERE id = $1', [id])).toEqual([{ email }])
    await waitElevenMinutes(db, organization.userId)
    await page.goto('/profile?reset')
    await page.getByRole('button', { name: 'Reset User Secret' }).click()
    await ownPassword(page).fill(organization.password)
    await proceed(page).click()
    await expect(page.getByText("You won't be able to see it again.")).toBeVisible()
    await page.goto('/security/accounts')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
  })
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('one session is ended from the profile', async ({ page, organization, browser }) => {
      await openAs(page, organization)
      const context = await browser.newContext({ userAgent: 'Mozilla/5.0 Firefox/140.0' })
      const other = await context.newPage()
      await other.goto(page.url())
      await signIn(other, organization)
      await page.goto('/profile')
      await page.getByRole('button', { name: /^End session: Firefox/ }).click()
      await expect(page.getByText('The session was ended.').first()).toBeVisible()
      await expect(page.getByRole('button', { name: /^End session: Firefox/ })).toHaveCount(0)
      await other.reload()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('Sign in')
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Profile')
      await context.close()
    })
  })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('ending a session asks for the password, and then ends the one that was chosen', async ({
      page,
      organization: { userId, email, password },
      db,
    }) => {
      await db.rows(
        `INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
         SELECT 'own-' || n || '-' || $1::int, $1::int, now() + interval '1 hour', '192.0.2.' || n, 'HAL/9 (x)'
           FROM generate_series(1, 2) n`,
        [userId],
      )
      await signIn(page, { email, password })
      await page.goto('/profile')
      await waitElevenMinutes(db, userId)
      const rows = page.getByRole('row', { name: /^HAL 9/ })
      await expect(rows).toHaveCount(2)
      await page.getByRole('button', { name: 'End session: HAL 9, 192.0.2.1' }).click()
      await ownPassword(page).fill('Wrong-horse-7')
      await proceed(page).click()
      await expect(page.getByText('This is not your password.').first()).toBeVisible()
      await expect(rows).toHaveCount(2)
      await page.getByLabel('This is not your password.').fill(password)
      await proceed(page).click()
      await expect(page.getByText('The session was ended.').first()).toBeVisible()
      await expect(rows).toHaveCount(1)
      await expect(rows).toContainText('192.0.2.2')
    })
  })
}
