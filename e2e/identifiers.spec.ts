import { openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a person with an internationalized domain signs in as they write it', async ({
      page,
      organization,
      db,
    }) => {
      const person = await db.user(organization)
      const name = `x${person.id}`
      await db.rows('UPDATE users SET email = $1, org_admin = true WHERE id = $2', [
        `${name}@xn--bcher-kva.test`,
        person.id,
      ])
      await signIn(page, { ...person, email: `${name}@bücher.test` })
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
      await page.goto('/profile')
      const main = page.getByRole('main')
      await expect(main.getByText(`${name}@bücher.test`).first()).toBeVisible()
      await page.goto(`/security/accounts/${organization.accountId}`)
      await expect(page.getByRole('cell', { name: `${name}@bücher.test` })).toBeVisible()
    })
  })
}

test('a pasted email address with an invisible character signs in', async ({
  page,
  organization,
}) => {
  await page.goto('/login')
  // Before the script runs, Chromium itself rejects such an address.
  await expect(page.locator('form[novalidate]')).toBeVisible()
  await signIn(page, { ...organization, email: `\u200E${organization.email}\u2060` })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
})

test('saving another field leaves an internationalized address as it is', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const { id: accountId } = await db.account(organizationId)
  const person = await db.user({ organizationId, accountId })
  const email = `x${person.id}@xn--bcher-kva.test`
  await db.rows('UPDATE users SET email = $1 WHERE id = $2', [email, person.id])
  await openAs(page, organization, `/security/accounts/${accountId}/users/${person.id}`)
  await expect(page.getByLabel('Email')).toHaveValue(/^x\d+@(bücher|xn--bcher-kva)\.test$/)
  await page.getByLabel('First Name').fill('Changed')
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('Unsaved changes')).toBeHidden()
  await page.getByLabel('First Name').fill('Changed')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Unsaved changes')).toBeHidden()
  expect(await db.rows('SELECT email, first_name FROM users WHERE id = $1', [person.id])).toEqual([
    { email, first_name: 'Changed' },
  ])
})

test('a taken email address says whose it is, and links to them', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Acme' })
  await openAs(page, organization, `/security/accounts/${account.id}?add`)
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email').fill(organization.email.toUpperCase())
  await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(
    /already belongs to a user: Ada Founder in the account “.*” \(ID \d+\)\. Use another\. Show user/,
  )
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Show user' }).click()
  await expect((await opened).getByRole('heading', { level: 1 })).toContainText('Ada Founder')
  await expect(page.getByLabel('First Name')).toHaveValue('Grace')
})

test('the check of a file shows its own columns, and what it ignores or repeats', async ({
  page,
  organization,
  db,
}) => {
  await db.account(organization.organizationId, { name: 'Acme' })
  await openAs(page, organization, '/security/accounts/import')
  await page.getByLabel('CSV file').setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('sep=;\r\nColor;Description;Account name\r\nred;First;Acme\nblue;;New\n'),
  })
  await page.getByRole('button', { name: 'Check file' }).click()
  await page.waitForURL('**/jobs/*')
  await expect(page.getByText('Checked: 2 accounts can be added.').first()).toBeVisible()
  await expect(page.getByText('1 row looks already imported')).toBeVisible()
  await expect(page.getByText('no column for external IDs')).toBeVisible()
  await expect(page.getByText("Column “Color” isn't imported.")).toBeVisible()
  const headings = page.getByRole('table', { name: 'First rows of the file' }).locator('th')
  await expect(headings).toHaveText(['Row', 'Description', 'Account name (name)'])
})
