import type { Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/support/accessibility'
import { VirtualAuthenticator } from '@/e2e/support/authenticator'
import { continueSession } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const card = (page: Page) => page.getByRole('region', { name: 'Passkeys' })
const rows = (page: Page) => card(page).getByRole('table').locator('tbody tr')
const button = (page: Page) => page.getByRole('button', { name: 'Use a passkey' })
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

async function addPasskey(page: Page): Promise<void> {
  await page.goto('/profile')
  await card(page).getByRole('button', { name: 'Add a passkey' }).click()
  await expect(card(page).getByText('was added. You can now sign in with it.')).toBeVisible()
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/login')
}

test('a passkey is added, named, and signs in', async ({ page, organization }) => {
  const authenticator = await VirtualAuthenticator.attach(page)
  await continueSession(page, organization)
  await addPasskey(page)
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('Never')
  await card(page)
    .getByRole('link', { name: /^Rename/ })
    .click()
  await expect(card(page).getByLabel('Name', { exact: true })).toBeFocused()
  await card(page).getByLabel('Name', { exact: true }).fill('Work laptop')
  await card(page).getByLabel('Name', { exact: true }).press('Enter')
  await expect(card(page).getByText('The passkey was renamed.')).toBeFocused()
  await expect(rows(page)).toContainText('Work laptop')
  await card(page).getByRole('button', { name: 'Add a passkey' }).click()
  await expect(card(page).getByText('You already have a passkey there.')).toBeVisible()
  await expectAccessible(page)

  // The browser offers it in the field, and the authenticator takes the first.
  await signOut(page)
  await expect(heading(page)).toHaveText('Accounts')

  await authenticator.setPresent(false)
  await signOut(page)
  await authenticator.setVerified(false)
  await authenticator.setPresent(true)
  await button(page).click()
  await expect(page.getByText('No passkey was used.').first()).toBeVisible()
  await expectAccessible(page)
  await authenticator.setVerified(true)
  await button(page).click()
  await expect(heading(page)).toHaveText('Accounts')
  await page.goto('/profile')
  await expect(rows(page)).not.toContainText('Never')
})

test('one of two passkeys is removed, and no longer signs in', async ({ page, organization }) => {
  const first = await VirtualAuthenticator.attach(page)
  await continueSession(page, organization)
  await addPasskey(page)
  await first.remove()
  const second = await VirtualAuthenticator.attach(page, { transport: 'usb' })
  await addPasskey(page)
  await expect(rows(page)).toHaveCount(2)
  await card(page).getByRole('link', { name: 'Remove Security key' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Remove “Security key”?' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Remove passkey' }).click()
  await expect(card(page).getByText('The passkey was removed.')).toBeFocused()
  await expect(rows(page)).toHaveCount(1)
  await second.setPresent(false)
  await signOut(page)
  await second.setPresent(true)
  await button(page).click()
  await expect(page.getByText("This passkey can't be used to sign in.").first()).toBeVisible()
  await second.setPresent(false)
  await signIn(page, organization)
  await expect(heading(page)).toHaveText('Accounts')
})

test('a passkey confirms who someone is, and ends with their account', async ({
  page,
  userWithoutRole: person,
  db,
}) => {
  const authenticator = await VirtualAuthenticator.attach(page)
  await continueSession(page, await db.session(person.id))
  await addPasskey(page)
  await db.rows(
    `UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1`,
    [person.id],
  )
  await page.getByRole('link', { name: 'Reset User Secret' }).click()
  await page.getByRole('button', { name: 'Reset User Secret' }).click()
  await expect(page.getByLabel(/Enter your password to continue/)).toBeFocused()
  await authenticator.setVerified(false)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText('No passkey was used.')).toBeVisible()
  await authenticator.setVerified(true)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText("You won't be able to see it again.")).toBeVisible()
  await db.rows('UPDATE users SET active = false WHERE id = $1', [person.id])
  await authenticator.setPresent(false)
  await signOut(page)
  await authenticator.setPresent(true)
  await button(page).click()
  await expect(page.getByText("This passkey can't be used to sign in.").first()).toBeVisible()
})

test('a passkey is the second step where the policy requires one', async ({
  page,
  organization,
  db,
}) => {
  const authenticator = await VirtualAuthenticator.attach(page)
  await continueSession(page, organization)
  await addPasskey(page)
  await db.rows(
    `UPDATE organizations SET second_factor_policy = 'everyone', second_factor_required_since = now()
      WHERE id = $1`,
    [organization.organizationId],
  )
  await authenticator.setPresent(false)
  await signOut(page)
  await signIn(page, organization)
  await expect(heading(page)).toHaveText('Enter the code')
  await authenticator.setPresent(true)
  await button(page).click()
  await expect(heading(page)).toHaveText('Accounts')
})

test.describe('at another address of the same server', () => {
  test('the console says where passkeys work', async ({ page, organization, server }) => {
    const { port } = new URL(server.url)
    await page.goto(`http://127.0.0.1:${port}/login`)
    await expect(button(page)).toBeHidden()
    await signIn(page, organization)
    await page.goto(`http://127.0.0.1:${port}/profile`)
    await expect(card(page)).toContainText(`To use passkeys, open the console at ${server.url}.`)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a passkey is renamed and removed, and signing in needs none', async ({
    page,
    organization,
    db,
  }) => {
    await db.rows(
      `INSERT INTO passkeys (user_id, credential_id, rp_id, public_key, counter, transports,
                             backup_eligible, backed_up, name)
       VALUES ($1, $2, 'localhost', '', 0, '{}', false, false, 'Phone')`,
      [organization.userId, `credential-${organization.userId}`],
    )
    await page.goto('/login')
    await expect(button(page)).toBeHidden()
    // Chromium renders no <noscript> while a spec turns JavaScript off.
    const source = async (path: string) => (await page.request.get(path)).text()
    expect(await source('/login')).toContain('To use a passkey, turn on JavaScript.')
    await signIn(page, organization)
    await page.goto('/profile')
    expect(await source('/profile')).toContain('To add a passkey, turn on JavaScript.')
    await card(page).getByRole('link', { name: 'Rename Phone' }).click()
    await card(page).getByLabel('Name', { exact: true }).fill('Old phone')
    await card(page).getByRole('button', { name: 'Save' }).click()
    await expect(rows(page)).toContainText('Old phone')
    await card(page).getByRole('link', { name: 'Remove Old phone' }).click()
    await card(page).getByRole('button', { name: 'Remove passkey' }).click()
    await expect(card(page)).toContainText('The passkey was removed.')
    await expect(rows(page)).toHaveCount(0)
  })
})
