import type { Browser, Page } from '@playwright/test'
import { type FormSubmission, readForm, submitForm } from '@/e2e/support/forms'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

type Person = { email: string; password: string }

const everything = `SELECT
  (SELECT json_agg(o ORDER BY id) FROM organizations o WHERE id = $1) AS organization,
  (SELECT json_agg(a ORDER BY id) FROM accounts a WHERE organization_id = $1) AS accounts,
  (SELECT json_agg(u ORDER BY id) FROM users u WHERE organization_id = $1) AS users`

const pages = (accountId: number, userId: number) => [
  '/security/accounts',
  '/security/accounts?q=a&sort=id&direction=desc&size=25',
  '/security/accounts/new',
  `/security/accounts/${accountId}`,
  `/security/accounts/${accountId}?add`,
  `/security/accounts/${accountId}/delete`,
  `/security/accounts/${accountId}/users/${userId}`,
  `/security/accounts/${accountId}/users/${userId}/delete`,
]

type Target = { path: string; label: string; typed?: { [name: string]: string } }

/** Every form of the console, with something to type into it that would change something. */
function targets(accountId: number, userId: number, deletedId: number): Target[] {
  const account = `/security/accounts/${accountId}`
  const user = `${account}/users/${userId}`
  const person = { firstName: 'New', lastName: 'Person', email: 'new.person@example.com' }
  const password = 'Another-horse-8'
  return [
    { path: '/security/accounts/new', label: 'Add Account', typed: { name: 'Taken' } },
    { path: account, label: 'Account', typed: { name: 'Taken over' } },
    { path: `${account}?add`, label: 'Add User', typed: { ...person, password } },
    { path: user, label: 'User', typed: { firstName: 'Taken' } },
    { path: user, label: 'Deactivate user' },
    { path: user, label: 'Reset password', typed: { password } },
    { path: user, label: 'Reset the User Secret' },
    { path: `${user}/delete`, label: 'Delete User' },
    { path: `${account}/delete`, label: 'Delete Account' },
    { path: `/security/accounts?deleted=${deletedId}`, label: 'Undo the deletion' },
  ]
}

async function formsOf(browser: Browser, base: string, administrator: Person, asked: Target[]) {
  // Without script a form holds what names its action.
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: base })
  const page = await context.newPage()
  await page.goto('/login')
  await signIn(page, administrator)
  const forms: (FormSubmission & { label: string })[] = []
  for (const { path, label, typed = {} } of asked) {
    await page.goto(path)
    forms.push({ label, ...(await readForm(page, label, typed)) })
  }
  return { forms, administrator: page }
}

test.describe('a user of the default account without the role', () => {
  test('is refused by every page, and nothing changes', async ({
    page,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403)
    const { organizationId, accountId } = organization
    const account = await db.account(organizationId)
    const victim = await db.user({ organizationId, accountId: account.id })
    const person = await db.user({ organizationId, accountId }, { accountAdmin: true })
    await page.goto('/login')
    await page.getByLabel('Email').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    const before = await db.rows(everything, [organizationId])
    for (const path of pages(account.id, victim.id)) {
      expect((await page.goto(path))?.status(), path).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    }
    expect(await db.rows(everything, [organizationId])).toEqual(before)
  })

  test('is refused by every action, as is everyone from elsewhere; only an administrator is not', async ({
    page,
    server,
    browser,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403, 401)
    const { organizationId, accountId } = organization
    const account = await db.account(organizationId)
    const deleted = await db.account(organizationId, { active: false })
    const victim = await db.user({ organizationId, accountId: account.id })
    const outsider = await db.user({ organizationId, accountId }, { accountAdmin: true })
    const asked = targets(account.id, victim.id, deleted.id)
    const { forms, administrator } = await formsOf(browser, server.url, organization, asked)
    const { origin } = new URL(administrator.url())
    const stored = () => db.rows(everything, [organizationId])
    const refused = async (by: Page, headers: { [name: string]: string }, statuses: number[]) => {
      const before = await stored()
      for (const form of forms) {
        expect(statuses, form.label).toContain(await submitForm(by, form, headers))
      }
      expect(await stored()).toEqual(before)
    }
    // A stranger is refused, or led to the sign-in page.
    await refused(page, { Origin: origin }, [401, 307])
    await page.goto('/login')
    await page.getByLabel('Email').fill(outsider.email)
    await page.getByLabel('Password', { exact: true }).fill(outsider.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    await refused(page, { Origin: origin }, [403])
    await refused(administrator, { Origin: 'https://elsewhere.example' }, [403])
    await refused(administrator, {}, [403])
    for (const form of forms) {
      const before = await stored()
      expect(await submitForm(administrator, form, { Origin: origin }), form.label).toBeLessThan(
        400,
      )
      expect(await stored(), form.label).not.toEqual(before)
    }
    await administrator.context().close()
  })

  test('was an administrator until a moment ago: the open page cannot save any more', async ({
    page,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403)
    const { organizationId, accountId } = organization
    const second = await db.user({ organizationId, accountId }, { orgAdmin: true })
    const account = await db.account(organizationId, { name: 'Before' })
    await signIn(page, second)
    await page.goto(`/security/accounts/${account.id}`)
    await page.getByLabel('Name', { exact: true }).fill('After')
    await db.rows('UPDATE users SET org_admin = false WHERE id = $1', [second.id])
    await page.getByRole('button', { name: 'Update Account' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    const [row] = await db.rows('SELECT name FROM accounts WHERE id = $1', [account.id])
    expect(row).toEqual({ name: 'Before' })
  })
})

test('a stranger is sent to sign in and comes back to where they wanted to go', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Wanted' })
  await page.goto(`/security/accounts/${account.id}?add`)
  await signIn(page, organization)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wanted')
  await expect(page.getByLabel('First Name')).toBeVisible()
})

test('another organization and garbage look like nothing at all', async ({
  page,
  organization,
  db,
  guard,
}) => {
  guard.expectStatus(404)
  const other = await db.organization()
  const foreign = await db.account(other.organizationId)
  await signIn(page, organization)
  const gone = [foreign.id, 2_000_000_000, '99999999999', 'x', '-1', '1.5', '%00', '%F0%9F%A6%8A']
  for (const id of gone) {
    expect((await page.goto(`/security/accounts/${id}`))?.status(), String(id)).toBe(404)
    await expect(page.getByRole('link', { name: 'Back to accounts' })).toBeVisible()
    expect((await page.goto(`/security/accounts/${id}/delete`))?.status(), String(id)).toBe(404)
  }
  const garbage = 'q=%00%ED%A0%80&sort=password&direction=up&size=7&cursor=%7B%7D&deleted=x&q=twice'
  expect((await page.goto(`/security/accounts?${garbage}`))?.status()).toBe(200)
  await page.goto(`/security/accounts?deleted=${foreign.id}&cursor=W10`)
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
})
