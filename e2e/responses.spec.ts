import type { Page, Route } from '@playwright/test'
import { continueSession, openAccount, openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const nameField = (page: Page) => page.getByLabel('Name', { exact: true })
const update = (page: Page) => page.getByRole('button', { name: 'Update Account' })
const doubt = 'It is not known whether this was saved.'

/** Responds to the forms of the page in place of the server. */
async function interceptForms(page: Page, respond: (route: Route) => Promise<void>): Promise<void> {
  await page.route(/\/(security|profile|login)/, (route) =>
    route.request().method() === 'POST' ? respond(route) : route.continue(),
  )
}

const html = '<!doctype html><title>502</title><h1>Bad gateway</h1>'

const responses: { [name: string]: (route: Route) => Promise<void> } = {
  'a 502 with a page': (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: html }),
  'a 503 with text': (route) =>
    route.fulfill({ status: 503, contentType: 'text/plain', body: 'Service Unavailable' }),
  'a 504 with nothing': (route) => route.fulfill({ status: 504, body: '' }),
  'a 500 with JSON': (route) =>
    route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":"x"}' }),
  'a 413': (route) => route.fulfill({ status: 413, contentType: 'text/html', body: html }),
  'a 429 with text': (route) =>
    route.fulfill({ status: 429, contentType: 'text/plain', body: 'Slow down' }),
  'a 403 of a gateway': (route) =>
    route.fulfill({ status: 403, contentType: 'text/html', body: html }),
  'the page of a captive portal': (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: html }),
  'a redirect to a captive portal': (route) =>
    route.fulfill({ status: 302, headers: { Location: '/login' } }),
  'a page of the console instead of a response': (route) =>
    route.fulfill({ status: 200, contentType: 'text/x-component', body: '0:{"b":"x","f":[]}\n' }),
  'a response that breaks off': (route) =>
    route.fulfill({
      status: 200,
      contentType: 'text/x-component',
      body: '0:{"a":"$@1","b":"x"}\n',
    }),
  'a reset connection': (route) => route.abort('connectionreset'),
  'a refused connection': (route) => route.abort('connectionrefused'),
}

test.beforeEach(({ guard }) => {
  guard.expectStatus(403, 404, 409, 413, 429, 500, 502, 503, 504)
  guard.expectConsole(/net::ERR|Connection closed/)
})

test('any response that is not of the console keeps the form and says that nobody knows', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Before' })
  await continueSession(page, organization)
  const notice = page.getByRole('main').getByText(doubt)
  for (const [name, respond] of Object.entries(responses)) {
    await test.step(name, async () => {
      await page.goto(`/security/accounts/${account.id}`)
      await nameField(page).fill(`After ${name}`)
      await interceptForms(page, respond)
      await update(page).click()
      await expect(notice).toBeVisible()
      await expect(nameField(page)).toHaveValue(`After ${name}`)
      await expect(page.getByText('Unsaved changes')).toBeVisible()
      await expect(page.getByText(/nothing was (changed|saved)/i)).toHaveCount(0)
      await page.unrouteAll()
      await update(page).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`After ${name}`)
      await expect(notice).toHaveCount(0)
    })
  }
})

test('what is stored can be compared in a new tab before a form is sent again', async ({
  page,
  organization,
  db,
}) => {
  await openAccount({ page, organization, db }, { name: 'Before' })
  await nameField(page).fill('After')
  await interceptForms(page, (route) => route.abort('connectionreset'))
  await update(page).click()
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Compare with what is stored, in a new tab' }).click(),
  ])
  await expect(nameField(tab)).toHaveValue('Before')
  await tab.close()
  await expect(nameField(page)).toHaveValue('After')
})

test('a save whose response is lost after it was stored is recognized when it is pressed again', async ({
  page,
  organization,
  db,
}) => {
  const account = await openAccount({ page, organization, db }, { name: 'Before' })
  await interceptForms(page, async (route) => {
    await route.fetch()
    await route.fulfill({ status: 504, contentType: 'text/html', body: html })
  })
  await nameField(page).fill('After')
  await update(page).click()
  await expect(page.getByRole('main').getByText(doubt)).toBeVisible()
  await page.unrouteAll()
  await update(page).click()
  await expect(page.getByRole('main').getByText('Account updated.')).toBeVisible()
  await expect(page.getByText('Someone else changed')).toHaveCount(0)
  expect(await db.rows('SELECT name, version FROM accounts WHERE id = $1', [account.id])).toEqual([
    { name: 'After', version: 2 },
  ])
})

test('a response that never comes ends in a sentence, and the form can be sent again', async ({
  page,
  organization,
  db,
}) => {
  await page.clock.install()
  await openAccount({ page, organization, db }, { name: 'Before' })
  await nameField(page).fill('After')
  await interceptForms(page, () => new Promise(() => {}))
  await update(page).click()
  await expect(page.getByRole('button', { name: 'Saving…' })).toBeVisible()
  await page.clock.fastForward('00:20')
  await expect(page.getByRole('main').getByText(doubt)).toBeVisible()
  await expect(nameField(page)).toHaveValue('After')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await update(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('After')
})

test('a form of an earlier version of the console is reloaded with its text', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Before' })
  await openAs(page, organization, `/security/accounts/${account.id}?add`)
  await page.getByLabel('First Name').fill('Grace')
  await page.getByLabel('Last Name').fill('Hopper')
  await page.getByLabel('Email').fill(`grace.${account.id}@example.com`)
  await page.getByLabel('Account Admin').check()
  await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
  await interceptForms(page, (route) =>
    route.continue({ headers: { ...route.request().headers(), 'next-action': 'a'.repeat(42) } }),
  )
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(
    page
      .getByRole('main')
      .getByText('The console was updated after you opened this page, so nothing was saved.'),
  ).toBeVisible()
  await expect(page.getByLabel('First Name')).toHaveValue('Grace')
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Reload page' }).click()
  await expect(page.getByRole('main').getByText('What you typed is back.')).toBeVisible()
  await expect(page.getByLabel('First Name')).toHaveValue('Grace')
  await expect(page.getByLabel('Account Admin')).toBeChecked()
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Grace Hopper was added.').first()).toBeVisible()
})

test('every other form stays when a proxy responds, too', async ({ page, organization, db }) => {
  const { organizationId } = organization
  const account = await db.account(organizationId, { name: 'Target' })
  const user = await db.user({ organizationId, accountId: account.id })
  const proxy = (route: Route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: html })
  const press = async (path: string, button: string, prepare?: () => Promise<void>) => {
    await page.unrouteAll()
    await page.goto(path)
    await prepare?.()
    await interceptForms(page, proxy)
    await page.getByRole('button', { name: button, exact: true }).last().click()
    await expect(page.getByText(/The server didn't send a valid response/).first()).toBeVisible()
    await expect(page.getByRole('button', { name: button, exact: true }).last()).toBeVisible()
  }
  await page.goto('/login')
  await press('/login', 'Sign in', async () => {
    await page.getByLabel('Email').fill(organization.email)
    await page.getByLabel('Password', { exact: true }).fill(organization.password)
  })
  await page.unrouteAll()
  await continueSession(page, organization)
  await press('/security/accounts/new', 'Create', () => nameField(page).fill('New'))
  await press(`/security/accounts/${account.id}/delete`, 'Delete Account')
  const userPath = `/security/accounts/${account.id}/users/${user.id}`
  await press(userPath, 'Deactivate')
  await press(userPath, 'Save', () => page.getByLabel('First Name').fill('Other'))
  await press(userPath, 'Reset password', () =>
    page.getByLabel('New password', { exact: true }).fill('Round-house-7'),
  )
  await press(`${userPath}/delete`, 'Delete User')
  await press('/security/accounts/import', 'Check file', () =>
    page
      .getByLabel('CSV file')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('name\nA\n') }),
  )
  await expect(page.getByLabel('CSV file')).toHaveValue(/a\.csv$/)
  const accounts = await db.rows('SELECT name FROM accounts WHERE organization_id = $1', [
    organizationId,
  ])
  expect(accounts.map(({ name }) => name)).not.toContain('New')
})

test('offline, a form says that nothing was sent and keeps what was typed', async ({
  page,
  organization,
  db,
}) => {
  await openAccount({ page, organization, db }, { name: 'Offline' })
  await nameField(page).fill('Online again')
  await page.context().setOffline(true)
  await update(page).click()
  await expect(
    page.getByRole('main').getByText("You're offline, so nothing was sent."),
  ).toBeVisible()
  await expect(nameField(page)).toHaveValue('Online again')
  await page.context().setOffline(false)
  await update(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Online again')
})
