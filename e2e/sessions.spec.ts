import { openAs } from '@/e2e/support/open'
import { resetOnHost } from '@/e2e/support/reset-on-host'
import { addSecondFactor } from '@/e2e/support/second-factor'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const newPassword = 'Another-horse-8'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('the host lets a user in again, who must change their password and sees no other page first', async ({
      page,
      organization,
      server,
      db,
    }) => {
      const { organizationId, accountId } = organization
      const person = await db.user({ organizationId, accountId }, { orgAdmin: true })
      await addSecondFactor(db, person.id)
      const [{ password = '' }] = await Promise.all([
        resetOnHost(server, person.email),
        resetOnHost(server, person.email, '--second-factor'),
      ])
      await signIn(page, { email: person.email, password })
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('New password')
      await page.goto('/security/accounts')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('New password')
      const form = page.getByRole('form', { name: 'Choose a new password' })
      const change = async (current: string, repeated: string) => {
        await form.getByLabel('Current password', { exact: true }).fill(current)
        await form.getByRole('textbox', { name: 'New password', exact: true }).fill(newPassword)
        await form.getByLabel('New password again', { exact: true }).fill(repeated)
        await form.getByRole('button', { name: 'Change password' }).click()
      }
      await change('wrong', 'Another-horse-9')
      const mismatch = 'The new passwords do not match. Type the new one again.'
      await expect(form.getByText(mismatch)).toBeVisible()
      await change('wrong', newPassword)
      await expect(form.getByText('This is not your current password.')).toBeVisible()
      await change(password, newPassword)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
    })
  })
}

test('a wrong password and an unknown address get the same message', async ({
  page,
  organization,
}) => {
  await page.goto('/login')
  for (const email of [organization.email, 'nobody@example.com']) {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('Wrong-horse-7')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('The email address or password is wrong.').first()).toBeVisible()
    await expect(page.getByLabel('Email')).toHaveValue(email)
  }
})

test('signing in and signing out load a new document, so nothing stays in memory', async ({
  page,
  organization,
}) => {
  const mark = () => page.evaluate(() => Object.assign(window, { marked: true }))
  const isMarked = () => page.evaluate(() => 'marked' in window)
  await page.goto('/login')
  await mark()
  await signIn(page, organization)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
  expect(await isMarked()).toBe(false)
  await page.goto('/profile')
  await mark()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  expect(await isMarked()).toBe(false)
})

test('deactivating a user ends their session at once, even for a replayed cookie', async ({
  page,
  organization,
  db,
  browser,
}) => {
  const { organizationId, accountId } = organization
  const colleague = await db.user({ organizationId, accountId }, { orgAdmin: true })
  await signIn(page, colleague)
  const cookies = await page.context().cookies()
  const context = await browser.newContext()
  const other = await context.newPage()
  const path = `/security/accounts/${accountId}/users/${colleague.id}`
  await openAs(other, organization, new URL(path, page.url()).href)
  await other.getByRole('button', { name: 'Deactivate' }).click()
  await expect(other.getByRole('button', { name: 'Reactivate' })).toBeVisible()
  await page.goto('/security/accounts')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await page.context().addCookies(cookies)
  await page.goto('/security/accounts')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await context.close()
})

test('you, the last Org Admin and the default account are protected, and the page says why', async ({
  page,
  organization,
}) => {
  const { accountId, userId } = organization
  await openAs(page, organization, `/security/accounts/${accountId}/users/${userId}`)
  await expect(page.getByRole('button', { name: 'Deactivate' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Delete User' })).toBeDisabled()
  await expect(page.getByLabel('Org Admin')).toBeDisabled()
  await expect(page.getByText("You can't deactivate or delete yourself.")).toBeVisible()
  await expect(page.getByText("You can't change your own Org Admin role.")).toBeVisible()
  await page.goto(`/security/accounts/${accountId}`)
  await expect(page.getByRole('button', { name: 'Delete Account' })).toBeDisabled()
  await expect(page.getByRole('switch', { name: 'Active' })).toBeDisabled()
  await expect(
    page.getByText('This is the default account of the organization.').first(),
  ).toBeVisible()
  await page.goto(`/security/accounts/${accountId}/delete`)
  await expect(
    page.getByText('This is the default account of the organization.').first(),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete Account' })).toHaveCount(0)
})

test('signing in never leads to another site', async ({ page, organization }) => {
  for (const next of ['/.//evil.test/a', '/x/..//evil.test', '/%2e//evil.test', '//evil.test']) {
    await page.goto(`/login?next=${encodeURIComponent(next)}`)
    const { origin } = new URL(page.url())
    await signIn(page, organization)
    await expect(page.getByRole('heading', { level: 1 }), next).toHaveText('Accounts')
    expect(new URL(page.url()).origin, next).toBe(origin)
    await page.context().clearCookies()
  }
})
