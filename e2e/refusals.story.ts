import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/story'

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

/** The ids of all server actions of the build: any of them can be posted to any path. */
function actionIds(): string[] {
  const manifest: { node: object } = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  )
  return Object.keys(manifest.node)
}

/** Posts an action as a script would, with the cookies of the page and a plausible form. */
function post(page: Page, url: string, action: string, fields: { [name: string]: string }) {
  const form = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`1_${name}`, value]),
  )
  return page.request.post(url, {
    headers: { 'Next-Action': action, Origin: new URL(url).origin, Accept: 'text/x-component' },
    multipart: { ...form, 0: JSON.stringify([{ status: 'idle', at: 0 }, '$K1']) },
    maxRedirects: 0,
  })
}

test.describe('a user of the default account without the role', () => {
  test('is refused by every page and every action, and nothing changes', async ({
    page,
    installation,
    backstage,
    guard,
  }) => {
    guard.expectStatus(403)
    const { organizationId, accountId } = installation
    const account = await backstage.account(organizationId)
    const victim = await backstage.user({ organizationId, accountId: account.id })
    const person = await backstage.user({ organizationId, accountId }, { accountAdmin: true })
    await page.goto('/login')
    await page.getByLabel('Email').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    const before = await backstage.rows(everything, [organizationId])
    for (const path of pages(account.id, victim.id)) {
      expect((await page.goto(path))?.status(), path).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    }
    const fields = {
      ...{ id: String(account.id), accountId: String(account.id), version: '1', name: 'Taken' },
      ...{ description: '', externalId: 'x', firstName: 'A', lastName: 'B', email: 'a@b.example' },
      ...{ password: 'Another-horse-8', active: 'off', orgAdmin: 'on' },
    }
    const ids = actionIds()
    expect(ids.length).toBeGreaterThan(10)
    for (const action of ids) {
      for (const path of ['/security/accounts', '/login']) {
        await post(page, new URL(path, page.url()).href, action, fields)
      }
    }
    expect(await backstage.rows(everything, [organizationId])).toEqual(before)
  })

  test('was an administrator until a moment ago: the open page cannot save any more', async ({
    page,
    installation,
    backstage,
    guard,
  }) => {
    guard.expectStatus(403)
    const { organizationId, accountId } = installation
    const second = await backstage.user({ organizationId, accountId }, { orgAdmin: true })
    const account = await backstage.account(organizationId, { name: 'Before' })
    await signIn(page, second)
    await page.goto(`/security/accounts/${account.id}`)
    await page.getByLabel('Name', { exact: true }).fill('After')
    await backstage.rows('UPDATE users SET org_admin = false WHERE id = $1', [second.id])
    await page.getByRole('button', { name: 'Update Account' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    const [row] = await backstage.rows('SELECT name FROM accounts WHERE id = $1', [account.id])
    expect(row).toEqual({ name: 'Before' })
  })
})

test('an action that was not sent from this site changes nothing', async ({
  page,
  installation,
  backstage,
  guard,
}) => {
  guard.expectStatus(403, 500)
  await signIn(page, installation)
  const { organizationId } = installation
  const before = await backstage.rows(everything, [organizationId])
  for (const action of actionIds()) {
    for (const origin of ['https://elsewhere.example', undefined]) {
      await page.request.post('/security/accounts', {
        headers: { 'Next-Action': action, ...(origin ? { Origin: origin } : {}) },
        multipart: { 0: JSON.stringify([{ status: 'idle', at: 0 }, '$K1']), '1_name': 'Forged' },
        maxRedirects: 0,
      })
    }
  }
  expect(await backstage.rows(everything, [organizationId])).toEqual(before)
})

test('a stranger is sent to sign in and comes back to where they wanted to go', async ({
  page,
  installation,
  backstage,
}) => {
  const account = await backstage.account(installation.organizationId, { name: 'Wanted' })
  await page.goto(`/security/accounts/${account.id}?add`)
  await signIn(page, installation)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wanted')
  await expect(page.getByLabel('First Name')).toBeVisible()
})

test('another organization and garbage look like nothing at all', async ({
  page,
  installation,
  backstage,
  guard,
}) => {
  guard.expectStatus(404)
  const other = await backstage.organization()
  const foreign = await backstage.account(other.organizationId)
  await signIn(page, installation)
  const gone = [foreign.id, 2_000_000_000, '99999999999', 'x', '-1', '1.5', '%00', '%F0%9F%A6%8A']
  for (const id of gone) {
    expect((await page.goto(`/security/accounts/${id}`))?.status(), String(id)).toBe(404)
    await expect(page.getByRole('link', { name: 'Back to Accounts' })).toBeVisible()
    expect((await page.goto(`/security/accounts/${id}/delete`))?.status(), String(id)).toBe(404)
  }
  const garbage = 'q=%00%ED%A0%80&sort=password&direction=up&size=7&cursor=%7B%7D&deleted=x&q=twice'
  expect((await page.goto(`/security/accounts?${garbage}`))?.status()).toBe(200)
  await page.goto(`/security/accounts?deleted=${foreign.id}&cursor=W10`)
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
})
