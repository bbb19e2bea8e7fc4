import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { submitForm } from '@/e2e/support/forms'
import { adminRows } from '@/e2e/support/matrix/admin-rows'
import { addOwnRecords, ownRows } from '@/e2e/support/matrix/own-rows'
import { addAdminRecords } from '@/e2e/support/matrix/records'
import { type RowForm, readForms } from '@/e2e/support/matrix/row'
import { serverActions } from '@/e2e/support/matrix/server-actions'
import { readOrganization } from '@/e2e/support/matrix/snapshot'
import { visitorRows } from '@/e2e/support/matrix/visitor-rows'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

/** Every path below Security that such a file serves, with these IDs. */
function pathsOf(file: 'page.tsx' | 'route.ts', accountId: number, userId: number): string[] {
  return readdirSync('app/security', { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === file && !name.includes('[...'))
    .map((name) => path.join('/security', path.dirname(name)))
    .map((route) => route.replace('[id]', `${accountId}`).replace('[userId]', `${userId}`))
}

const variants = (accountId: number) => [
  '/security/accounts?q=a&sort=id&direction=desc&size=25',
  '/security/accounts?q=userCount+%3E+0&created=30&users=with&signedIn=never',
  `/security/accounts/${accountId}?add`,
  '/security/users?status=active&role=org-admin&signedIn=never&sort=email',
  '/security/users/change?change=delete&all=on',
]

type Headers = { [name: string]: string }
type Sender = { page: Page; headers: Headers; statuses: number[] }

/** Each sender gets one of their statuses for each form, and nothing changes. */
async function expectDenied(
  forms: RowForm[],
  senders: Sender[],
  readRows: () => Promise<unknown>,
): Promise<void> {
  const before = await readRows()
  for (const { page, headers, statuses } of senders) {
    for (const { row, form } of forms) {
      expect(statuses, row.action).toContain(await submitForm(page, form, headers))
    }
  }
  expect(await readRows()).toEqual(before)
}

/** Each form is accepted, and changes something unless its row says otherwise. */
async function expectAccepted(
  forms: RowForm[],
  { page, headers }: Pick<Sender, 'page' | 'headers'>,
  readRows: () => Promise<unknown>,
): Promise<void> {
  for (const { row, form } of forms) {
    const before = await readRows()
    expect(await submitForm(page, form, headers), row.action).toBeLessThan(400)
    const after = expect(await readRows(), row.action)
    if (row.isIneffective) after.toEqual(before)
    else after.not.toEqual(before)
  }
}

/** Another site sends its own origin, and other clients may send none. */
function fromElsewhere(page: Page): Sender[] {
  const statuses = [403]
  return [
    { page, headers: { Origin: 'https://elsewhere.example' }, statuses },
    { page, headers: {}, statuses },
  ]
}

/** Without JavaScript, a form has a hidden field that names its action. */
async function openWithoutScript(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL })
  const page = await context.newPage()
  await page.goto('/login')
  return page
}

test.describe('a user without the role of an administrator', () => {
  test('gets 403 from every page, and nothing changes', async ({
    page,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403)
    const { organizationId, accountId } = organization
    const account = await db.account(organizationId)
    const user = await db.user({ organizationId, accountId: account.id })
    const person = await db.user({ organizationId, accountId }, { accountAdmin: true })
    await signIn(page, person)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    const before = await readOrganization(db, organizationId)
    const pages = pathsOf('page.tsx', account.id, user.id)
    for (const one of [...pages, ...variants(account.id)]) {
      expect((await page.goto(one))?.status(), one).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    }
    for (const one of pathsOf('route.ts', account.id, user.id)) {
      // Links are made by a form, so nobody can get that file.
      if (one.endsWith('/links')) {
        const headers = { Origin: new URL(page.url()).origin }
        expect((await page.request.get(one)).status(), one).toBe(405)
        expect((await page.request.post(one, { headers, form: {} })).status(), one).toBe(403)
        continue
      }
      // The template is the same for everyone who is signed in.
      const status = one.endsWith('/template') ? 200 : 403
      expect((await page.request.get(one)).status(), one).toBe(status)
    }
    expect(await readOrganization(db, organizationId)).toEqual(before)
  })

  test('cannot run any action, nor can visitors or other sites; an administrator can', async ({
    page,
    server,
    browser,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403, 401)
    const { organizationId, accountId } = organization
    const caller = await db.user({ organizationId, accountId }, { accountAdmin: true })
    const records = await addAdminRecords(db, organization)
    const administrator = await openWithoutScript(browser, server.url)
    await signIn(administrator, organization)
    const forms = await readForms(administrator, adminRows(records))
    const headers = { Origin: server.url }
    const readRows = () => readOrganization(db, organizationId)
    // A visitor gets 401 or a redirect to the sign-in page.
    await expectDenied(forms, [{ page, headers, statuses: [401, 307] }], readRows)
    await signIn(page, caller)
    const senders = [{ page, headers, statuses: [403] }, ...fromElsewhere(administrator)]
    await expectDenied(forms, senders, readRows)
    await expectAccepted(forms, { page: administrator, headers }, readRows)
    await administrator.context().close()
  })

  test('changes what is their own, which nobody else can with their forms', async ({
    page,
    server,
    browser,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403, 401)
    const { organizationId, accountId } = organization
    const person = await db.user({ organizationId, accountId })
    const owner = await openWithoutScript(browser, server.url)
    await signIn(owner, person)
    const passkeyId = await addOwnRecords(db, person)
    const forms = await readForms(owner, ownRows(person, passkeyId))
    await signIn(page, organization)
    const visitor = await browser.newPage()
    const headers = { Origin: server.url }
    const readRows = () => readOrganization(db, organizationId)
    const senders = [
      { page: visitor, headers, statuses: [401, 307] },
      // The page of a required new password sends others to their profile.
      { page, headers, statuses: [401, 307] },
      ...fromElsewhere(owner),
    ]
    await expectDenied(forms, senders, readRows)
    await expectAccepted(forms, { page: owner, headers }, readRows)
    await visitor.close()
    await owner.context().close()
  })

  test('cannot save an open page after losing the role', async ({
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

test('a visitor changes nothing without a password, code or link, nor does another site for them', async ({
  server,
  browser,
  organization: { organizationId },
  db,
  guard,
}) => {
  guard.expectStatus(403, 401)
  const visitor = await openWithoutScript(browser, server.url)
  const forms = await readForms(visitor, visitorRows)
  const readRows = () => readOrganization(db, organizationId)
  await expectDenied(forms, fromElsewhere(visitor), readRows)
  const before = await readRows()
  for (const { row, form } of forms) {
    expect(await submitForm(visitor, form, { Origin: server.url }), row.action).toBeLessThan(500)
  }
  expect(await readRows()).toEqual(before)
  expect((await visitor.context().cookies()).map(({ name }) => name)).not.toContain(
    'console-session',
  )
  await visitor.context().close()
})

test('every server action of the build has a row', () => {
  const jobs = { toConfirm: 1, toCancel: 1, deletion: 1, deactivation: 1 }
  const ids = { accountId: 1, userId: 1, adminId: 1, spareId: 1, deletedId: 1, providerId: 1 }
  const rows = [
    ...adminRows({ ...ids, viewIds: [1, 2], jobs }),
    ...ownRows({ id: 1, email: '', password: '' }, 1),
    ...visitorRows,
  ]
  const covered = new Set(rows.map(({ action }) => action))
  expect([...covered].toSorted()).toEqual([...serverActions().keys()].toSorted())
})

test('a visitor signs in and returns to the page they asked for', async ({
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

test('records of another organization and invalid IDs are not found', async ({
  page,
  organization,
  db,
  guard,
}) => {
  guard.expectStatus(404)
  const other = await db.organization()
  const foreign = await db.account(other.organizationId)
  await signIn(page, organization)
  const unknownIds = [
    foreign.id,
    2_000_000_000,
    '99999999999',
    'x',
    '-1',
    '1.5',
    '%00',
    '%F0%9F%A6%8A',
  ]
  for (const id of unknownIds) {
    expect((await page.goto(`/security/accounts/${id}`))?.status(), String(id)).toBe(404)
    await expect(page.getByRole('link', { name: 'Back to accounts' })).toBeVisible()
    expect((await page.goto(`/security/accounts/${id}/delete`))?.status(), String(id)).toBe(404)
  }
  const garbage = 'q=%00%ED%A0%80&sort=password&direction=up&size=7&cursor=%7B%7D&deleted=x&q=twice'
  expect((await page.goto(`/security/accounts?${garbage}`))?.status()).toBe(200)
  await page.goto(`/security/accounts?deleted=${foreign.id}&cursor=W10`)
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
})
