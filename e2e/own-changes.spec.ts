import type { Page } from '@playwright/test'
import { openAs, openUser } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true })

/** Every action beside the form of a user that changes the user. */
const ownActions: { action: string; run(page: Page): Promise<void> }[] = [
  {
    action: 'Deactivate',
    async run(page) {
      await page.getByRole('button', { name: 'Deactivate' }).click()
      await expect(page.getByRole('button', { name: 'Reactivate' })).toBeVisible()
    },
  },
  {
    action: 'Deactivate and Reactivate',
    async run(page) {
      await page.getByRole('button', { name: 'Deactivate' }).click()
      await page.getByRole('button', { name: 'Reactivate' }).click()
      await expect(page.getByRole('button', { name: 'Deactivate' })).toBeVisible()
    },
  },
  {
    action: 'a password reset',
    async run(page) {
      await page.getByLabel('New password', { exact: true }).fill('Round-house-7')
      await page.getByRole('button', { name: 'Reset password' }).click()
      await expect(page.getByText('has a new password').first()).toBeVisible()
    },
  },
  {
    action: 'a secret reset',
    async run(page) {
      await page.getByRole('link', { name: 'Reset User Secret' }).click()
      await page.getByRole('button', { name: 'Reset User Secret' }).click()
      await expect(page.getByText('has a new User Secret').first()).toBeVisible()
    },
  },
]

for (const { action, run } of ownActions) {
  test(`${action} beside a form with changes is not someone else's change`, async ({
    page,
    organization,
    db,
  }) => {
    await openUser({ page, organization, db })
    await page.getByLabel('First Name').fill('Mine')
    await run(page)
    await expect(page.getByLabel('First Name')).toHaveValue('Mine')
    await expect(page.getByText('Unsaved changes')).toBeVisible()
    await save(page).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Mine /)
    await expect(page.getByText('Someone else')).toHaveCount(0)
  })
}

test("someone else's change before one's own action is still a conflict", async ({
  page,
  organization,
  db,
}) => {
  const { id } = await openUser({ page, organization, db })
  await page.getByLabel('First Name').fill('Mine')
  await db.rows(`UPDATE users SET last_name = 'Theirs', version = version + 1 WHERE id = $1`, [id])
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('button', { name: 'Reactivate' })).toBeVisible()
  await save(page).click()
  await expect(page.getByText('Someone else changed this user').first()).toBeVisible()
  expect(await db.rows('SELECT last_name, first_name FROM users WHERE id = $1', [id])).toEqual([
    { last_name: 'Theirs', first_name: expect.not.stringContaining('Mine') },
  ])
})

test("someone else's change after one's own action is still a conflict", async ({
  page,
  organization,
  db,
}) => {
  const { id } = await openUser({ page, organization, db })
  await page.getByLabel('First Name').fill('Mine')
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('button', { name: 'Reactivate' })).toBeVisible()
  await db.rows(`UPDATE users SET last_name = 'Theirs', version = version + 1 WHERE id = $1`, [id])
  await save(page).click()
  await expect(page.getByText('Someone else changed this user').first()).toBeVisible()
})

test('adding a user beside a form with changes is not a change of the account', async ({
  page,
  organization,
  db,
}) => {
  const { id } = await db.account(organization.organizationId, { name: 'Before' })
  await openAs(page, organization, `/security/accounts/${id}`)
  await page.getByLabel('Name', { exact: true }).fill('After')
  await page.getByRole('link', { name: 'Add User' }).click()
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email').fill(`grace.${id}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
  await save(page).click()
  await expect(page.getByText('Grace Hopper was added.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('After')
})

test('a User Secret is reset only after a confirmation', async ({ page, organization, db }) => {
  const { organizationId } = organization
  const { id: accountId } = await db.account(organizationId)
  const { id } = await db.user({ organizationId, accountId })
  const stored = () => db.rows('SELECT secret_hash FROM users WHERE id = $1', [id])
  await openAs(page, organization, `/security/accounts/${accountId}/users/${id}`)
  const before = await stored()
  const open = page.getByRole('link', { name: 'Reset User Secret' })
  await open.click()
  const dialog = page.getByRole('alertdialog', { name: 'Reset the User Secret?' })
  await expect(dialog).toContainText('stops working now.')
  await expect(dialog.getByRole('link', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(open).toBeFocused()
  expect(await stored()).toEqual(before)
  await open.click()
  await dialog.getByRole('button', { name: 'Reset User Secret' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText("You won't be able to see it again.")).toBeVisible()
  expect(await stored()).not.toEqual(before)
})

test('the Organization Secret is reset only after a confirmation', async ({
  page,
  organization,
  db,
}) => {
  const stored = () =>
    db.rows('SELECT secret_hash FROM organizations WHERE id = $1', [organization.organizationId])
  await openAs(page, organization, '/security/settings')
  const before = await stored()
  await page.getByRole('link', { name: 'Reset Organization Secret' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Reset the Organization Secret?' })
  await expect(dialog).toContainText('Nobody used it in the last 30 days.')
  await dialog.getByRole('link', { name: 'Cancel' }).click()
  expect(await stored()).toEqual(before)
  await page.getByRole('link', { name: 'Reset Organization Secret' }).click()
  await dialog.getByRole('button', { name: 'Reset Organization Secret' }).click()
  await expect(page.getByText("You won't be able to see it again.")).toBeVisible()
  expect(await stored()).not.toEqual(before)
})
