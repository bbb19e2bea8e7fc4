import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

test('two administrators save the same account: the second sees both values and chooses', async ({
  page,
  organization,
  db,
  browser,
}) => {
  const { organizationId, accountId } = organization
  const account = await db.account(organizationId, { name: 'Original' })
  const colleague = await db.user({ organizationId, accountId }, { orgAdmin: true })
  await signIn(page, organization)
  await page.goto(`/security/accounts/${account.id}`)
  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await other.goto(page.url())
  await signIn(other, colleague)
  await other.getByLabel('Name', { exact: true }).fill('Theirs')
  await other.getByLabel('Description').fill('Their words')
  await other.getByRole('button', { name: 'Update Account' }).click()
  await expect(other.getByText('Account updated.').first()).toBeVisible()

  await page.getByLabel('Name', { exact: true }).fill('Mine')
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByText('Someone else changed this account').first()).toBeVisible()
  await expect(page.getByText('Someone else saved: Theirs')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Mine')
  const stored = () => db.rows('SELECT name, description FROM accounts WHERE id = $1', [account.id])
  expect(await stored()).toEqual([{ name: 'Theirs', description: 'Their words' }])

  await page.getByRole('button', { name: 'Use theirs' }).last().click()
  await expect(page.getByLabel('Description')).toHaveValue('Their words')
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByText('Account updated.').first()).toBeVisible()
  expect(await stored()).toEqual([{ name: 'Mine', description: 'Their words' }])
  await elsewhere.close()
})

test('what is refused is said on its field, and everything typed is kept', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Kept' })
  await signIn(page, organization)
  await page.goto(`/security/accounts/${account.id}?add`)
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Email').fill('grace')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByLabel('Account Admin').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Fix 3 fields:')).toBeVisible()
  await expect(page.getByLabel('Last Name')).toBeFocused()
  await expect(page.getByLabel('Last Name')).toHaveAccessibleDescription('Last name is required.')
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/name@example\.com/)
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email').fill(organization.email.toUpperCase())
  await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/already belongs to a user/)
  await expect(page.getByLabel('Email')).toBeFocused()
  await expect(page.getByLabel('First Name')).toHaveValue('Grace')
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('Round-house-7')
  await expect(page.getByLabel('Account Admin')).toBeChecked()
  const found = await db.rows('SELECT 1 FROM users WHERE account_id = $1', [account.id])
  expect(found).toEqual([])
})

test('a name that is too long or holds control characters is refused in a sentence', async ({
  page,
  organization,
}) => {
  await signIn(page, organization)
  await page.goto('/security/accounts/new')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
    /Name is required\./,
  )
  await page.getByLabel('Name', { exact: true }).fill('x'.repeat(81))
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
    /at most 80 characters; this has 81/,
  )
  await page.getByLabel('Name', { exact: true }).fill('a\u202Eb')
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
    /invisible control character/,
  )
  await page.getByLabel('Name', { exact: true }).fill('<script>alert(1)</script> שלום 🦊')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '<script>alert(1)</script> שלום 🦊',
  )
})

test('unsaved changes are guarded, saving none says so, and a second click saves once', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const account = await db.account(organizationId, { name: 'Careful' })
  await signIn(page, organization)
  await page.goto(`/security/accounts/${account.id}`)
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByRole('status')).toHaveText('No changes to save.')
  await page.getByLabel('Name', { exact: true }).fill('Careless')
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  page.once('dialog', (dialog) => dialog.dismiss())
  await page.getByRole('navigation', { name: 'Security' }).getByText('Accounts').click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Careless')
  await page.getByLabel('Name', { exact: true }).fill('Careful')
  await expect(page.getByText('Unsaved changes')).toHaveCount(0)
  await page.getByLabel('Name', { exact: true }).fill('Saved by key')
  await page.getByLabel('Name', { exact: true }).press('Control+s')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Saved by key')
  await page.goto('/security/accounts/new')
  await page.getByLabel('Name', { exact: true }).fill('Only once')
  await page.getByRole('button', { name: 'Create' }).dblclick()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Only once')
  const made = await db.rows(
    `SELECT 1 FROM accounts WHERE organization_id = $1 AND name = 'Only once'`,
    [organizationId],
  )
  expect(made).toHaveLength(1)
})

test('the network is gone: the form says so and keeps what was typed', async ({
  page,
  organization,
  db,
  guard,
}) => {
  guard.expectConsole(/ERR_INTERNET_DISCONNECTED/)
  const account = await db.account(organization.organizationId, { name: 'Offline' })
  await signIn(page, organization)
  await page.goto(`/security/accounts/${account.id}`)
  await page.getByLabel('Name', { exact: true }).fill('Online again')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByText('Your changes are still here.').first()).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Online again')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Online again')
})

test('the confirmation starts on Cancel, Escape sends nothing, a big account asks for its name', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const account = await db.account(organizationId, { name: 'Wide World' })
  await db.rows(
    `INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key, password_hash)
     SELECT $1::int, $2::int, 'u' || n || '.' || $2::int || '@example.com', 'U', n::text, 'u', '!'
       FROM generate_series(1, 120) n`,
    [organizationId, account.id],
  )
  await signIn(page, organization)
  await page.goto(`/security/accounts/${account.id}`)
  await page.getByRole('switch', { name: 'Active' }).press(' ')
  const dialog = page.getByRole('alertdialog', { name: 'Delete “Wide World”?' })
  await expect(dialog).toContainText('120 users are deactivated and signed out now.')
  await expect(dialog.getByRole('link', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('switch', { name: 'Active' })).toBeFocused()
  await page.getByRole('link', { name: 'Delete Account' }).click()
  await dialog.getByLabel('Type Wide World to confirm').fill('Wide')
  await dialog.getByRole('button', { name: 'Delete Account' }).click()
  await expect(dialog.getByText('Enter the account name, Wide World, to confirm.')).toBeVisible()
  const [row] = await db.rows('SELECT active FROM accounts WHERE id = $1', [account.id])
  expect(row).toEqual({ active: true })
  await dialog.getByLabel('Type Wide World to confirm').fill('wide world')
  await dialog.getByRole('button', { name: 'Delete Account' }).click()
  await expect(page.getByText('“Wide World” was deleted.').first()).toBeVisible()
})

test('a page that shows anew what someone else saved does not make an old form pass for new', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const account = await db.account(organizationId, { name: 'Pinned' })
  await signIn(page, organization)
  await page.goto(`/security/accounts/${account.id}`)
  await page.getByLabel('Name', { exact: true }).fill('Mine')
  await db.rows(`UPDATE accounts SET description = 'Theirs', version = version + 1 WHERE id = $1`, [
    account.id,
  ])
  // Opening the dialog reads the page anew.
  await page.getByRole('link', { name: 'Delete Account' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Mine')
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByText('Someone else changed this account').first()).toBeVisible()
  await page.getByRole('button', { name: 'Keep mine' }).first().click()
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine')
})

test('a dialog keeps the page, Discard brings back the record, leaving a new user is asked about', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Stays' })
  await signIn(page, organization)
  await page.goto(`/security/accounts/${account.id}`)
  await page.getByLabel('Description').fill('x'.repeat(20))
  await expect(page.getByText('20 of 500 characters')).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('0 of 500 characters')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await page.getByRole('link', { name: 'Add User' }).click()
  await page.getByLabel('First Name').fill('Grace')
  page.once('dialog', (dialog) => dialog.dismiss())
  await page.getByRole('navigation', { name: 'Security' }).getByText('Accounts').click()
  await expect(page.getByLabel('First Name')).toHaveValue('Grace')
})
