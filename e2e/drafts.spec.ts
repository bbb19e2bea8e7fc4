import type { Page } from '@playwright/test'
import { hydrated } from '@/e2e/support/hydrated'
import { openAccount, openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import type { TestDatabase } from '@/e2e/support/test-db'

const back = /^(What you typed is back\. It isn't saved yet\.)/
const ended = 'Your session has ended. Sign in again to continue; what you typed is kept.'
const nameField = (page: Page) => page.getByLabel('Name', { exact: true })

type Person = { id?: number; userId?: number; email: string; password: string }
type End = (page: Page, db: TestDatabase, person: Person) => Promise<void>

const ends: { [name: string]: End } = {
  'is ended by an administrator': async (_, db, person) => {
    await db.rows('DELETE FROM sessions WHERE user_id = $1', [person.userId])
  },
  'loses its cookie': (page) => page.context().clearCookies(),
  'is signed out in another tab': async (page) => {
    const tab = await page.context().newPage()
    await tab.goto(page.url())
    await tab.getByRole('button', { name: /^Menu of/ }).click()
    await tab.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    await tab.close()
  },
}

async function signInAgain(page: Page, person: Person): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/login?next=*')
  await signIn(page, person)
}

test.beforeEach(({ guard }) => guard.expectStatus(401))

for (const [name, end] of Object.entries(ends)) {
  test.describe(`a session that ${name}`, () => {
    test('keeps a changed account', async ({ page, organization, db }) => {
      const account = await openAccount({ page, organization, db }, { name: 'Before' })
      await nameField(page).fill('After')
      await page.getByLabel('Description').fill('Two\nlines')
      await end(page, db, organization)
      await page.getByRole('button', { name: 'Update Account' }).click()
      await expect(page.getByText(ended)).toBeVisible()
      await signInAgain(page, organization)
      await expect(page).toHaveURL(`/security/accounts/${account.id}`)
      await expect(page.getByRole('main').getByText(back)).toBeVisible()
      await expect(page.getByText('Unsaved changes')).toBeVisible()
      await expect(nameField(page)).toHaveValue('After')
      await expect(page.getByLabel('Description')).toHaveValue('Two\nlines')
      await page.getByRole('button', { name: 'Update Account' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('After')
      await page.reload()
      await expect(page.getByText(back)).toHaveCount(0)
      await expect(page.getByText('Unsaved changes')).toHaveCount(0)
    })

    test('keeps a new account', async ({ page, organization, db }) => {
      await openAs(page, organization, '/security/accounts/new')
      await nameField(page).fill('Brand new')
      await end(page, db, organization)
      await page.getByRole('button', { name: 'Create' }).click()
      await expect(page.getByText(ended)).toBeVisible()
      await signInAgain(page, organization)
      await expect(page.getByRole('main').getByText(back)).toBeVisible()
      await expect(nameField(page)).toHaveValue('Brand new')
      await page.getByRole('button', { name: 'Create' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Brand new')
      await page.goto('/security/accounts/new')
      await expect(nameField(page)).toHaveValue('')
    })

    test('keeps a new user without the password', async ({ page, organization, db }) => {
      const account = await db.account(organization.organizationId)
      await openAs(page, organization, `/security/accounts/${account.id}?add`)
      await page.getByLabel('First Name').fill('Grace')
      await page.getByLabel('Last Name').fill('Hopper')
      await page.getByLabel('Email').fill(`grace.${crypto.randomUUID()}@example.com`)
      await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
      await page.getByLabel('Account Admin').check()
      await page.getByLabel('Require a new password').uncheck()
      await end(page, db, organization)
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByText(ended)).toBeVisible()
      expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(
        'Round-house-7',
      )
      await signInAgain(page, organization)
      await expect(page).toHaveURL(`/security/accounts/${account.id}?add=`)
      await expect(page.getByRole('main').getByText(/Enter the password again\.$/)).toBeVisible()
      await expect(page.getByLabel('First Name')).toHaveValue('Grace')
      await expect(page.getByLabel('Last Name')).toHaveValue('Hopper')
      await expect(page.getByLabel('Account Admin')).toBeChecked()
      await expect(page.getByLabel('Require a new password')).not.toBeChecked()
      await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
    })

    test('keeps a changed user', async ({ page, organization, db }) => {
      const { organizationId, accountId } = organization
      const user = await db.user({ organizationId, accountId })
      await openAs(page, organization, `/security/accounts/${accountId}/users/${user.id}`)
      await page.getByLabel('First Name').fill('Ada')
      await page.getByLabel('Org Admin').check()
      await end(page, db, organization)
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByText(ended)).toBeVisible()
      await signInAgain(page, organization)
      await expect(page.getByRole('main').getByText(back)).toBeVisible()
      await expect(page.getByLabel('First Name')).toHaveValue('Ada')
      await expect(page.getByLabel('Org Admin')).toBeChecked()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Ada /)
    })

    for (const size of ['small', 'large']) {
      test(`keeps the ${size} file of an import and its mode`, async ({
        page,
        organization,
        db,
      }) => {
        const path = `/security/accounts/${organization.accountId}/users/import`
        await openAs(page, organization, path)
        const rows = size === 'small' ? ',Rome\n' : ',Rome\n'.repeat(20_000)
        const buffer = Buffer.from(`email,city\n${rows}`)
        const file = page.getByLabel('CSV file')
        const mode = page.getByRole('radio', { name: 'Update existing users' })
        await hydrated(page)
        await mode.check()
        await file.setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer })
        await end(page, db, organization)
        await page.getByRole('button', { name: 'Check file' }).click()
        if (size === 'small') await signInAgain(page, organization)
        else {
          await page.waitForURL('**/login?next=*')
          await signIn(page, organization)
        }
        await expect(page.getByText('Your file is selected again.')).toBeVisible()
        await expect(file).toHaveValue(/customers\.csv$/)
        await expect(mode).toBeChecked()
        await page.getByRole('button', { name: 'Check file' }).click()
        await page.waitForURL('**/jobs/*')
        await page.goto(path)
        await expect(file).toHaveValue('')
        await expect(mode).not.toBeChecked()
      })
    }
  })
}

test('a session that is found to have ended by opening a dialog keeps the form behind it', async ({
  page,
  organization,
  db,
}) => {
  const account = await openAccount({ page, organization, db }, { name: 'Before' })
  await nameField(page).fill('After')
  await page.context().clearCookies()
  await page.getByRole('link', { name: 'Delete Account' }).click()
  await page.waitForURL('**/login?next=*')
  await signIn(page, organization)
  await expect(page).toHaveURL(`/security/accounts/${account.id}`)
  await expect(page.getByRole('main').getByText(back)).toBeVisible()
  await expect(nameField(page)).toHaveValue('After')
})

test('a user whose password was reset comes back to what they typed', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId, accountId } = organization
  const person = await db.user({ organizationId, accountId }, { orgAdmin: true })
  const account = await db.account(organizationId, { name: 'Before' })
  await openAs(page, await db.session(person.id), `/security/accounts/${account.id}`)
  await nameField(page).fill('After')
  await db.rows('UPDATE users SET must_change_password = true WHERE id = $1', [person.id])
  await db.rows('DELETE FROM sessions WHERE user_id = $1', [person.id])
  await page.getByRole('button', { name: 'Update Account' }).click()
  await signInAgain(page, person)
  await page.waitForURL('**/new-password?next=*')
  await page.getByLabel('Current password', { exact: true }).fill(person.password)
  await page.getByRole('textbox', { name: 'New password', exact: true }).fill('Another-horse-8')
  await page.getByLabel('New password again', { exact: true }).fill('Another-horse-8')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page).toHaveURL(`/security/accounts/${account.id}`)
  await expect(nameField(page)).toHaveValue('After')
})

test('a draft of an older version of the record ends in the choice between both', async ({
  page,
  organization,
  db,
}) => {
  const account = await openAccount({ page, organization, db }, { name: 'Before' })
  await nameField(page).fill('Mine')
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Update Account' }).click()
  await db.rows(`UPDATE accounts SET name = 'Theirs', version = version + 1 WHERE id = $1`, [
    account.id,
  ])
  await signInAgain(page, organization)
  await expect(nameField(page)).toHaveValue('Mine')
  await page.getByRole('button', { name: 'Update Account' }).click()
  await expect(page.getByText('Someone else saved: Theirs')).toBeVisible()
  expect(await db.rows('SELECT name FROM accounts WHERE id = $1', [account.id])).toEqual([
    { name: 'Theirs' },
  ])
})

test('nobody else who signs in in the tab sees a draft, and it is gone', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId, accountId } = organization
  const colleague = await db.user({ organizationId, accountId }, { orgAdmin: true })
  const account = await db.account(organizationId, { name: 'Before' })
  await openAs(page, organization, `/security/accounts/${account.id}`)
  await nameField(page).fill('Private')
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Update Account' }).click()
  await signInAgain(page, colleague)
  await expect(nameField(page)).toHaveValue('Before')
  await expect(page.getByText('Unsaved changes')).toHaveCount(0)
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Private')
})

test('a draft is gone once it was discarded, left on purpose or signed out of', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Before' })
  const drafts = () =>
    page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft')))
  await openAs(page, organization, `/security/accounts/${account.id}`)
  await nameField(page).fill('Discarded')
  await expect.poll(drafts).toHaveLength(1)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect.poll(drafts).toEqual([])
  await nameField(page).fill('Left')
  page.on('dialog', (dialog) => dialog.accept())
  await page.getByRole('navigation', { name: 'Security' }).getByText('Accounts').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
  expect(await drafts()).toEqual([])
  await page.goto(`/security/accounts/${account.id}?add`)
  await page.getByLabel('First Name').fill('Canceled')
  await expect.poll(drafts).toHaveLength(1)
  await page.getByRole('form', { name: 'Add User' }).getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByLabel('First Name')).toHaveCount(0)
  expect(await drafts()).toEqual([])
  await nameField(page).fill('Signed out')
  await expect.poll(drafts).toHaveLength(1)
  await page.getByRole('button', { name: /^Menu of/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  expect(await drafts()).toEqual([])
})
