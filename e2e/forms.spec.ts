import { openAccount, openAs, openUser } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

test('the second of two administrators who save an account sees both values and chooses', async ({
  page,
  organization,
  db,
  browser,
}) => {
  const { organizationId, accountId } = organization
  const account = await db.account(organizationId, { name: 'Original' })
  const colleague = await db.user({ organizationId, accountId }, { orgAdmin: true })
  await openAs(page, organization, `/security/accounts/${account.id}`)
  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await openAs(other, await db.session(colleague.id), page.url())
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

test('errors appear on their fields, and everything typed is kept', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Kept' })
  await openAs(page, organization, `/security/accounts/${account.id}?add`)
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Email').fill('grace')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByLabel('Account Admin').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Fix 3 fields:')).toBeVisible()
  await expect(page.getByLabel('Last Name')).toBeFocused()
  await page.getByRole('link', { name: /name@example\.com/ }).click()
  await expect(page.getByLabel('Email')).toBeFocused()
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

test('a name that is too long or contains control characters is rejected with the reason', async ({
  page,
  organization,
}) => {
  await openAs(page, organization, '/security/accounts/new')
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

test('unsaved changes are guarded, saving nothing says so, and a double click saves once', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const account = await db.account(organizationId, { name: 'Careful' })
  await openAs(page, organization, `/security/accounts/${account.id}`)
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

test('the confirmation starts on Cancel, Escape sends nothing, and a big account asks for its name', async ({
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
  await openAs(page, organization, `/security/accounts/${account.id}`)
  await page.getByRole('switch', { name: 'Active' }).press(' ')
  const deactivation = page.getByRole('alertdialog', { name: 'Deactivate “Wide World”?' })
  await expect(deactivation).toContainText('120 users are deactivated and signed out now.')
  await expect(deactivation.getByRole('button', { name: 'Deactivate' })).toBeVisible()
  await expect(deactivation.getByRole('link', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(deactivation).toHaveCount(0)
  await expect(page.getByRole('switch', { name: 'Active' })).toBeFocused()
  await page.getByRole('link', { name: 'Delete Account' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete “Wide World”?' })
  await dialog.getByLabel('Type Wide World to confirm').fill('Wide')
  await dialog.getByRole('button', { name: 'Delete Account' }).click()
  await expect(dialog.getByText('Enter the account name, Wide World, to confirm.')).toBeVisible()
  const [row] = await db.rows('SELECT active FROM accounts WHERE id = $1', [account.id])
  expect(row).toEqual({ active: true })
  await dialog.getByLabel('Type Wide World to confirm').fill('wide world')
  await dialog.getByRole('button', { name: 'Delete Account' }).click()
  await expect(page.getByText('“Wide World” was deleted.').first()).toBeVisible()
})

test('a form with changes stays stale when the page shows what someone else saved', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const account = await db.account(organizationId, { name: 'Pinned' })
  await openAs(page, organization, `/security/accounts/${account.id}`)
  await page.getByLabel('Name', { exact: true }).fill('Mine')
  await db.rows(`UPDATE accounts SET description = 'Theirs', version = version + 1 WHERE id = $1`, [
    account.id,
  ])
  // Opening the dialog reads the page again.
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

test('Discard restores the record, and leaving a new user asks for confirmation', async ({
  page,
  organization,
  db,
}) => {
  await openAccount({ page, organization, db }, { name: 'Stays' })
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

test('submitting a form twice at once creates one account', async ({ page, organization, db }) => {
  await openAs(page, organization, '/security/accounts/new')
  await page.getByLabel('Name', { exact: true }).fill('Only one')
  await page.getByRole('form', { name: 'Add Account' }).evaluate((form) => {
    if (!(form instanceof HTMLFormElement)) throw new Error('not a form')
    form.requestSubmit()
    form.requestSubmit()
  })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Only one')
  const created = await db.rows(
    `SELECT 1 FROM accounts WHERE organization_id = $1 AND name = 'Only one'`,
    [organization.organizationId],
  )
  expect(created).toHaveLength(1)
})

test('Back and closing the page ask before changes are lost', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Guarded' })
  await openAs(page, organization)
  await page.getByRole('link', { name: 'Guarded', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).press('!')
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.type())
    return dialog.dismiss()
  })
  await page.evaluate(() => window.history.back())
  await expect.poll(() => questions).toEqual(['confirm'])
  await expect(page).toHaveURL(`/security/accounts/${account.id}`)
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => questions).toEqual(['confirm', 'beforeunload'])
  await expect(page.getByText('Unsaved changes')).toBeVisible()
})

test('a generated password is shown until the user is saved', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId)
  await openAs(page, organization, `/security/accounts/${account.id}?add`)
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email').fill(`grace.${crypto.randomUUID()}@example.com`)
  await page.getByRole('button', { name: 'Generate' }).click()
  const password = page.getByLabel('Password', { exact: true })
  await expect(password).toHaveAttribute('type', 'text')
  const generated = await password.inputValue()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(generated)).toBeVisible()
  await expect(password).toHaveAttribute('type', 'password')
  await expect(password).toHaveValue('')
  await expect(page.getByLabel('First Name')).toHaveValue('')
})

test('a role that someone else changed is shown before it is overwritten', async ({
  page,
  organization,
  db,
}) => {
  const { id } = await openUser({ page, organization, db })
  await page.getByLabel('First Name').fill('Mine')
  await db.rows('UPDATE users SET account_admin = true, version = version + 1 WHERE id = $1', [id])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Someone else turned this on.')).toBeVisible()
  await expect(page.getByLabel('Account Admin')).not.toBeChecked()
  await page.getByLabel('Account Admin').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Mine /)
  expect(await db.rows('SELECT account_admin FROM users WHERE id = $1', [id])).toEqual([
    { account_admin: true },
  ])
})
