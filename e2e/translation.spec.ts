import type { Page } from '@playwright/test'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import { translatePages, waitForTranslation } from '@/e2e/support/translate'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const nameField = (page: Page) => page.getByLabel('Name', { exact: true })

// The guard of every spec reports what React throws when a node is not where it left it.
test.beforeEach(async ({ page, organization }) => {
  await translatePages(page)
  await page.goto('/login')
  await waitForTranslation(page)
  await signIn(page, organization)
  await waitForTranslation(page)
})

test('a translated account can be created, saved, deleted and restored', async ({
  page,
  organization,
}) => {
  await page.getByRole('link', { name: 'Add Account' }).click()
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByText('Name is required.').first()).toBeVisible()
  await nameField(page).fill('Translated')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(heading(page)).toHaveText('Translated')
  await expect(page.getByText('was added.').first()).toBeVisible()

  await nameField(page).fill('')
  await nameField(page).blur()
  await expect(page.getByText('Name is required.').first()).toBeVisible()
  await nameField(page).fill('Renamed')
  await page.getByLabel('Description').fill('x'.repeat(20))
  await expect(page.getByText('20 of 500 characters')).toBeVisible()
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(heading(page)).toHaveText('Renamed')
  await expect(page.getByText('Account updated.').first()).toBeVisible()
  await expect(page.getByText('Unsaved changes')).toHaveCount(0)
  await nameField(page).fill('Discarded')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('Unsaved changes')).toHaveCount(0)
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByText('No changes to save.').first()).toBeVisible()

  await page.getByRole('link', { name: 'Delete Account' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('link', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: 'Delete Account' }).click()
  await dialog.getByRole('button', { name: 'Delete Account' }).click()
  await expect(page.getByText('was deleted.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(heading(page)).toHaveText('Renamed')
  await expect(page.getByText('The account was restored').first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Security' }).getByText('Accounts').click()
  await expect(page.getByText(`2 accounts in ${organization.name}`).first()).toBeVisible()
  await page.getByRole('button', { name: /^Menu of/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(heading(page)).toHaveText('Sign in')
})

test('a translated user can be added, saved, deactivated, reset and deleted', async ({
  page,
  organization,
  db,
}) => {
  const { id } = await db.account(organization.organizationId)
  await page.goto(`/security/accounts/${id}`)
  await waitForTranslation(page)
  await page.getByRole('link', { name: 'Add User' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Fix 4 fields:')).toBeVisible()
  await page.getByLabel('First Name').fill('Grace')
  await expect(page.getByText('Fix 3 fields:')).toBeVisible()
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email').fill(`grace.${id}@example.com`)
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Grace Hopper was added.').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Edit Grace Hopper' })).toBeVisible()
  await page.getByRole('link', { name: 'Close' }).click()
  await page.getByRole('link', { name: 'Edit Grace Hopper' }).click()
  await expect(heading(page)).toHaveText('Grace Hopper')

  await page.getByLabel('Last Name').fill('Murray')
  await page.getByLabel('Account Admin').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(heading(page)).toHaveText('Grace Murray')
  await expect(page.getByText('Unsaved changes')).toHaveCount(0)
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByText('Inactive', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Reactivate' }).click()
  await expect(page.getByText('Active', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.getByRole('button', { name: 'Reset password' }).click()
  await expect(page.getByText('has a new password').first()).toBeVisible()
  await page.getByRole('link', { name: 'Create User Secret' }).click()
  await page.getByRole('button', { name: 'Create User Secret' }).click()
  await expect(page.getByText('has a new User Secret').first()).toBeVisible()

  await db.rows('UPDATE users SET version = version + 1, last_name = $1 WHERE account_id = $2', [
    'Theirs',
    id,
  ])
  await page.getByLabel('Last Name').fill('Mine')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Someone else saved:').first()).toBeVisible()
  await page.getByRole('button', { name: 'Use theirs' }).first().click()
  await expect(page.getByLabel('Last Name')).toHaveValue('Theirs')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(heading(page)).toHaveText('Grace Theirs')
  await page.getByRole('link', { name: 'Delete User' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete User' }).click()
  await expect(page.getByText('The user was deleted.').first()).toBeVisible()
})

test('a translated list can be searched, sorted, paged and selected', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  await db.rows(
    `INSERT INTO accounts (organization_id, name, name_key, external_id, external_key)
     SELECT $1::int, 'Item ' || n, 'item ' || n, 'x-' || n, 'x-' || n FROM generate_series(1, 60) n`,
    [organizationId],
  )
  await page.goto('/security/accounts?size=25')
  await waitForTranslation(page)
  await expect(page.getByText('1–25').first()).toBeVisible()
  await page.getByRole('link', { name: 'Next' }).first().click()
  await expect(page.getByText('26–50').first()).toBeVisible()
  await page.getByRole('link', { name: 'Previous' }).first().click()
  await expect(page.getByText('1–25').first()).toBeVisible()
  await page.getByRole('link', { name: 'ID', exact: true }).click()
  await expect(page.getByRole('columnheader', { name: 'ID', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await page.getByRole('checkbox').nth(2).check()
  await expect(page.getByText('1 selected').first()).toBeVisible()
  await page.getByRole('checkbox').nth(3).check()
  await expect(page.getByText('2 selected').first()).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByText('2 selected')).toHaveCount(0)
  await page.getByRole('searchbox').fill('Item 7')
  await expect(page.getByText(/^1 account found in/).first()).toBeVisible()
  await page.getByRole('searchbox').fill('nothing like this')
  await expect(page.getByText(/No account matches/).first()).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await expect(page.getByText(`61 accounts in ${organization.name}`).first()).toBeVisible()
  await page.getByRole('checkbox').nth(2).check()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByLabel(/to confirm/).fill('1')
  await page.getByRole('button', { name: /^Delete 1 account/ }).click()
  await expect(page.getByText('1 account deleted.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/restored\.$/).first()).toBeVisible()
})

test('a translated import shows its progress and its result', async ({ page }) => {
  await page.goto('/security/accounts/import')
  await waitForTranslation(page)
  await page.getByLabel('CSV file').setInputFiles({
    name: 'accounts.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name,external_id\nOne,1\nTwo,2\n,3\n'),
  })
  await page.getByRole('button', { name: 'Check file' }).click()
  await page.getByRole('button', { name: 'Import 2 accounts' }).click()
  await expect(page.getByText(/2 accounts added/).first()).toBeVisible()
})
