import type { Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/support/accessibility'
import { continueSession, openAccount, openAs } from '@/e2e/support/open'
import { connectAsOwner, freezeDatabase } from '@/e2e/support/owner'
import type { Server } from '@/e2e/support/server'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const errorTitle = "This page couldn't be shown"

/** Runs `work` while no query of the console can read the description of an account. */
async function withBrokenQueries(server: Server, work: () => Promise<void>): Promise<void> {
  const owner = await connectAsOwner(server.directory)
  await owner.query('ALTER TABLE accounts RENAME COLUMN description TO missing')
  try {
    await work()
  } finally {
    await owner.query('ALTER TABLE accounts RENAME COLUMN missing TO description')
    await owner.end()
  }
}

async function expectErrorPage(page: Page, server: Server, { shell }: { shell: boolean }) {
  await expect(heading(page)).toHaveText(errorTitle)
  await expect(page).toHaveTitle(`${errorTitle} · Accounts Console`)
  await expect(page.getByRole('main')).not.toContainText('changed')
  const requestId = await page.locator('main code').textContent()
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(server.log).toContain(`"requestId":"${requestId}"`)
  if (shell) {
    await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Menu of/ })).toBeVisible()
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a page that fails says so inside the shell, and can be tried again', async ({
      page,
      organization,
      server,
      guard,
    }) => {
      guard.expectStatus(500)
      await continueSession(page, organization)
      await withBrokenQueries(server, async () => {
        const response = await page.goto('/security/accounts')
        expect(response?.status()).toBe(500)
        await expectErrorPage(page, server, { shell: true })
        if (javaScriptEnabled) await expectAccessible(page)
      })
      await page.getByRole('link', { name: 'Try again' }).click()
      await expect(heading(page)).toHaveText('Accounts')
    })

    test('a database that is gone is a 503 within three seconds', async ({
      page,
      organization,
      server,
      guard,
    }) => {
      guard.expectStatus(503)
      await openAs(page, organization)
      const paths = ['/security/accounts', '/profile', '/security/accounts/import']
      const tabs = await Promise.all(paths.map(() => page.context().newPage()))
      const openAll = async () => {
        const startedAt = Date.now()
        const responses = await Promise.all(tabs.map((tab, n) => tab.goto(paths[n] ?? '')))
        return { responses, ms: Date.now() - startedAt }
      }
      // How long the pages take on this machine is not the database's part.
      const { ms: usual } = await openAll()
      const unfreeze = freezeDatabase(server.directory)
      const { responses, ms } = await openAll().finally(unfreeze)
      expect(ms - usual).toBeLessThan(3_500)
      for (const response of responses) {
        expect(response?.status()).toBe(503)
        expect(response?.headers()['retry-after']).toBe('2')
      }
      for (const tab of tabs) {
        await expectErrorPage(tab, server, { shell: false })
        // The menu of a person is not part of it, because nobody knows whose page it is.
        const navigation = tab.getByRole('navigation', { name: 'Console' })
        await expect(navigation).toBeVisible()
        await expect(tab.getByText("The database isn't responding.")).toBeVisible()
        await tab.getByRole('link', { name: 'Try again' }).click()
        await expect(heading(tab)).not.toHaveText(errorTitle)
      }
    })

    test('an unknown page of the console is not found inside the shell', async ({
      page,
      organization,
      guard,
    }) => {
      guard.expectStatus(404)
      await continueSession(page, organization)
      const response = await page.goto('/security/nowhere')
      expect(response?.status()).toBe(404)
      await expect(heading(page)).toHaveText('Not found')
      await expect(page).toHaveTitle('Not found · Accounts Console')
      await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible()
    })
  })
}

test.describe('without JavaScript, a form that was submitted', () => {
  test.use({ javaScriptEnabled: false })

  const name = (page: Page) => page.getByLabel('Name', { exact: true })
  const update = (page: Page) => page.getByRole('button', { name: 'Update Account' })
  const kept = (page: Page) => page.getByText('What you entered is kept on this page.')
  const sendAgain = (page: Page) => page.getByRole('button', { name: 'Send again' })

  test('to a database that is gone can be sent again', async ({
    page,
    organization,
    server,
    db,
    guard,
  }) => {
    guard.expectStatus(503)
    await openAccount({ page, organization, db }, { name: 'Before' })
    await name(page).fill('After')
    await page.getByLabel('Description').fill('Two\nlines')
    const unfreeze = freezeDatabase(server.directory)
    await update(page).click().finally(unfreeze)
    await expectErrorPage(page, server, { shell: false })
    await expect(kept(page)).toBeVisible()
    await sendAgain(page).click()
    await expect(heading(page)).toHaveText('After')
    await expect(page.getByLabel('Description')).toHaveValue('Two\nlines')
    await expect(page.getByText('Account updated.')).toBeVisible()
  })

  test('to sign in waits once for a database that is gone, and keeps the email address', async ({
    page,
    server,
  }) => {
    await page.goto('/login')
    await page.getByLabel('Email', { exact: true }).fill('grace@example.com')
    await page.getByLabel('Password', { exact: true }).fill('Correct-horse-7')
    const unfreeze = freezeDatabase(server.directory)
    const startedAt = Date.now()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click().finally(unfreeze)
    expect(Date.now() - startedAt).toBeLessThan(3_500)
    await expect(page.getByText("The database isn't responding.")).toBeVisible()
    await expect(page.getByLabel('Email', { exact: true })).toHaveValue('grace@example.com')
  })

  test('after the session has ended can be sent again by the same person', async ({
    page,
    context,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(401)
    await openAccount({ page, organization, db }, { name: 'Before' })
    await name(page).fill('After')
    await db.rows('DELETE FROM sessions WHERE user_id = $1', [organization.userId])
    await update(page).click()
    await expect(heading(page)).toHaveText('Your session has ended')
    await expect(kept(page)).toBeVisible()
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in, in a new tab' }).click(),
    ])
    await tab.waitForURL('**/login?next=*')
    await signIn(tab, organization)
    await sendAgain(page).click()
    await expect(heading(page)).toHaveText('After')
  })
})

test('a page that fails during navigation says so inside the shell', async ({
  page,
  organization,
  server,
  db,
}) => {
  const { name } = await db.account(organization.organizationId)
  await openAs(page, organization)
  await withBrokenQueries(server, async () => {
    await page.getByRole('link', { name, exact: true }).click()
    await expectErrorPage(page, server, { shell: true })
  })
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(heading(page)).toHaveText(name)
})

test('an export that fails is a page with the request ID', async ({
  page,
  organization,
  server,
  guard,
}) => {
  guard.expectStatus(500, 503)
  await openAs(page, organization)
  await withBrokenQueries(server, async () => {
    const response = await page.request.get('/security/accounts/export')
    expect(response.status()).toBe(500)
    const [requestId] = /[0-9a-f-]{36}/.exec(await response.text()) ?? []
    expect(requestId).toBe(response.headers()['x-request-id'])
    expect(server.log).toContain(`"requestId":"${requestId}"`)
  })
  const unfreeze = freezeDatabase(server.directory)
  const response = await page.request.get('/security/accounts/export').finally(unfreeze)
  expect(response.status()).toBe(503)
  expect(response.headers()['content-type']).toContain('text/html')
})

test('an error outside of every page is a page with the theme and the request ID', async ({
  page,
  organization,
  server,
  guard,
}) => {
  guard.expectConsole(/no time zone/)
  await openAs(page, organization)
  await page.getByRole('button', { name: /^Menu of/ }).click()
  await page.getByRole('button', { name: 'dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.addInitScript(() => {
    Intl.DateTimeFormat.prototype.resolvedOptions = () => {
      throw new Error('no time zone')
    }
  })
  await page.goto('/security/accounts')
  await expectErrorPage(page, server, { shell: false })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible()
  await expectAccessible(page)
})

test('a cookie of another program never breaks a page', async ({
  page,
  context,
  organization,
  server,
}) => {
  await context.addCookies(
    ['console-time-zone', 'console-theme', 'console-job', 'next-auth.csrf-token'].map((name) => ({
      name,
      value: '%E0%A4%A',
      url: server.url,
    })),
  )
  await openAs(page, organization)
  await expect(heading(page)).toHaveText('Accounts')
})

test('an error in the browser keeps the shell, and can be tried again', async ({
  page,
  organization,
  server,
  db,
  guard,
}) => {
  guard.expectConsole(/rows/)
  await db.account(organization.organizationId, { name: 'Customer' })
  await openAs(page, organization)
  await page.evaluate(() => {
    const parse = JSON.parse
    JSON.parse = (text: string) => {
      if (text.startsWith('[{"id"')) throw new Error('no rows')
      return parse(text)
    }
  })
  await page.getByRole('link', { name: 'Created', exact: true }).click()
  await expectErrorPage(page, server, { shell: true })
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('link', { name: 'Customer', exact: true })).toBeVisible()
})
