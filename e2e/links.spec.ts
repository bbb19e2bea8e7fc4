import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes } from '@/e2e/support/accessibility'
import { openAccount, openAs, openUser } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const password = 'Brave-new-w0rld'

/** The link in the notice that shows it once. */
async function shownLink(page: Page): Promise<string> {
  const link = await page.getByText(/\/set-password#/).textContent()
  return link ?? ''
}

async function addInvitedUser(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Add User' }).click()
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email', { exact: true }).fill(`${crypto.randomUUID()}@example.com`)
  await page.getByLabel(/^Let them choose it/).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  return shownLink(page)
}

test('a new user chooses their password with a link, once, and no log has it', async ({
  page,
  browser,
  server,
  organization,
  db,
}) => {
  await openAccount({ page, organization, db })
  const link = await addInvitedUser(page)
  await page.getByRole('link', { name: 'Close' }).click()
  await expect(page.getByRole('row', { name: /Grace/ })).toContainText('Invited')

  const visitor = await browser.newPage({ baseURL: server.url })
  await visitor.goto(link)
  await expect(visitor.getByText(/^For .*@example\.com\./)).toBeVisible()
  expect(visitor.url()).toBe(`${new URL(link).origin}/set-password`)
  await expectAccessibleInBothThemes(visitor)
  const field = visitor.getByRole('textbox', { name: 'New password' })
  await field.fill('short')
  await visitor.getByRole('button', { name: 'Save password' }).click()
  await expect(visitor.getByText(/^The password needs at least 8 characters/).first()).toBeVisible()
  await field.fill(password)
  await visitor.getByRole('button', { name: 'Save password' }).click()
  await expect(visitor.getByText('Your password was saved. Sign in with it.')).toBeVisible()

  await visitor.goto(link)
  await expect(visitor.getByText(/^This link doesn't work\./).first()).toBeVisible()
  expect(visitor.url()).not.toContain('#')
  await expectAccessibleInBothThemes(visitor)
  await visitor.close()
  await page.reload()
  await expect(page.getByRole('row', { name: /Grace/ })).toContainText('Active')
  expect(server.log).not.toContain(link.split('#')[1])
})

test('a new link replaces the earlier one, and can be revoked', async ({
  page,
  browser,
  organization,
  db,
}) => {
  await openUser({ page, organization, db })
  await page.getByRole('button', { name: 'Create reset link' }).click()
  const first = await shownLink(page)
  await page.getByRole('button', { name: 'Create new reset link' }).click()
  await expect(page.getByText(first)).toHaveCount(0)
  const second = await shownLink(page)
  const visitor = await browser.newPage()
  await visitor.goto(first)
  await expect(visitor.getByText(/^This link doesn't work\./).first()).toBeVisible()
  await visitor.goto(second)
  await expect(visitor.getByRole('textbox', { name: 'New password' })).toBeFocused()
  await page.getByRole('button', { name: 'Revoke link' }).click()
  await expect(page.getByText(/no longer works\.$/).first()).toBeVisible()
  await visitor.getByRole('textbox', { name: 'New password' }).fill(password)
  await visitor.getByRole('button', { name: 'Save password' }).click()
  await expect(visitor.getByText(/^This link doesn't work\./).first()).toBeVisible()
  await visitor.close()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a user pastes their link, corrects a weak password and signs in', async ({
    page,
    organization,
    db,
  }) => {
    const { organizationId, accountId } = organization
    const user = await db.user({ organizationId, accountId }, { orgAdmin: true })
    await openAs(page, organization, `/security/accounts/${accountId}/users/${user.id}`)
    await page.getByRole('button', { name: 'Create reset link' }).click()
    const link = await shownLink(page)
    await page.goto(link)
    await page.getByLabel('Your link', { exact: true }).fill(link)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText(/^For /)).toBeVisible()
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Save password' }).click()
    await expect(page.getByText(/^The password needs at least 8 characters/).first()).toBeVisible()
    await page.getByLabel('New password').fill(password)
    await page.getByRole('button', { name: 'Save password' }).click()
    await expect(page.getByText('Your password was saved. Sign in with it.')).toBeVisible()
    await signIn(page, { email: user.email, password })
  })

  test('a new user gets a link or a generated password', async ({
    page,
    browser,
    organization,
    db,
  }) => {
    await openAccount({ page, organization, db })
    const link = await addInvitedUser(page)
    const visitor = await browser.newPage({ javaScriptEnabled: false })
    await visitor.goto(link)
    await visitor.getByLabel('Your link', { exact: true }).fill(link)
    await visitor.getByRole('button', { name: 'Continue' }).click()
    await visitor.getByLabel('New password').fill(password)
    await visitor.getByRole('button', { name: 'Save password' }).click()
    await expect(visitor.getByText('Your password was saved. Sign in with it.')).toBeVisible()
    await visitor.close()
    await page.getByLabel('First Name').fill('Ada')
    await page.getByLabel('Last Name').fill('Probe')
    await page.getByLabel('Email', { exact: true }).fill(`${crypto.randomUUID()}@example.com`)
    await page.getByLabel('Generate a password').check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Ada Probe was added. Nobody was notified.')).toBeVisible()
  })

  test('after an import, an administrator downloads links for all its users', async ({
    page,
    organization,
    db,
  }) => {
    const { organizationId, userId } = organization
    const { id: accountId } = await db.account(organizationId)
    const user = await db.user({ organizationId, accountId })
    await db.rows(`UPDATE users SET password_hash = '!' WHERE id = $1`, [user.id])
    const [job] = await db.rows(
      `WITH job AS (INSERT INTO jobs (organization_id, user_id, email, address, kind, state, parameters,
                                      total, processed, succeeded)
         VALUES ($1, $2, 'a@example.com', '', 'users.import', 'completed', $3, 1, 1, 1) RETURNING id)
       INSERT INTO imported_users (job_id, user_id) SELECT id, $4::int FROM job RETURNING job_id AS id`,
      [
        organizationId,
        userId,
        JSON.stringify({ file: 'users.csv', columns: [], ignoredColumns: [], accountId }),
        user.id,
      ],
    )
    await openAs(page, organization, `/security/jobs/${job?.id}`)
    const started = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download links for 1 user' }).click()
    const download = await started
    expect(download.suggestedFilename()).toBe(`links-${job?.id}.csv`)
    expect(readFileSync(await download.path(), 'utf8')).toContain('/set-password#')

    await db.rows(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes'`)
    await page.reload()
    await expect(page.getByText('1 already has a link that works.')).toBeVisible()
    const again = page.waitForEvent('download')
    await page.getByLabel(/^Enter your password to download/).fill(organization.password)
    await page.getByRole('button', { name: 'Continue' }).click()
    await again
  })
})
