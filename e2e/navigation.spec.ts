import type { Page } from '@playwright/test'
import { holdRequests } from '@/e2e/support/hold'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Loading' })
const banner = (page: Page) => page.getByRole('alert').filter({ hasText: "You're offline" })

async function expectProgress(
  page: Page,
  busy: 'table' | 'main' | 'nothing',
  act: () => Promise<void>,
) {
  const release = await holdRequests(page)
  await act()
  await expect(progress(page)).toBeVisible()
  if (busy === 'nothing') await expect(page.locator('[aria-busy]')).toHaveCount(0)
  else await expect(page.locator(`${busy}[aria-busy="true"]`)).toBeVisible()
  await release()
  await expect(progress(page)).toHaveCount(0)
  await expect(page.locator('[aria-busy]')).toHaveCount(0)
}

test.describe('while the server takes its time', () => {
  test('a bar shows that a page is loading, and what changes is busy', async ({
    page,
    organization,
    db,
  }) => {
    for (let n = 1; n <= 30; n++)
      await db.account(organization.organizationId, { name: `Customer ${n}` })
    await openAs(page, organization)
    const click = (name: string) => () =>
      page.getByRole('link', { name, exact: true }).first().click()
    await expectProgress(page, 'table', click('25 rows per page'))
    await expectProgress(page, 'table', click('Created'))
    await expectProgress(page, 'table', click('Next'))
    await expectProgress(page, 'table', () => page.getByRole('searchbox').fill('Customer 2'))
    await expect(page.getByText('Customer 1', { exact: true })).toHaveCount(0)
    await expectProgress(page, 'main', click('Customer 2'))
    await expect(heading(page)).toHaveText('Customer 2')
    await expectProgress(page, 'main', click('Accounts'))
    await expectProgress(page, 'main', click('Add Account'))
    await page.getByLabel('Name', { exact: true }).fill('Newcomer')
    await expectProgress(page, 'nothing', () =>
      page.getByRole('button', { name: 'Create' }).click(),
    )
    await expect(heading(page)).toHaveText('Newcomer')
  })

  test('the bar stays in the window when the page is scrolled', async ({
    page,
    organization,
    db,
  }) => {
    for (let n = 1; n <= 60; n++) await db.account(organization.organizationId)
    await openAs(page, organization)
    const release = await holdRequests(page)
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(progress(page)).toBeInViewport()
    await release()
  })
})

test.describe('without a connection', () => {
  test('links, paging, sorting, the search and the row menu keep the page and say so', async ({
    page,
    organization,
    db,
    guard,
  }) => {
    guard.expectConsole(/ERR_INTERNET_DISCONNECTED/)
    const { organizationId } = organization
    for (let n = 1; n <= 30; n++) await db.account(organizationId, { name: `Customer ${n}` })
    await openAs(page, organization)
    await page.getByRole('link', { name: '25 rows per page' }).click()
    await expect(page).toHaveURL(/size=25/)
    await page.evaluate(() => Reflect.set(window, 'loadedOnce', true))
    const url = page.url()
    await page.context().setOffline(true)
    await expect(banner(page)).toBeVisible()
    const attempts = [
      () => page.getByRole('link', { name: 'Customer 1', exact: true }).click(),
      () => page.getByRole('link', { name: 'Next' }).click(),
      () => page.getByRole('link', { name: 'Created', exact: true }).click(),
      () => page.getByRole('searchbox').fill('Customer 2'),
      () => page.getByRole('searchbox').press('Enter'),
      async () => {
        await page.getByRole('button', { name: 'Actions for Customer 1', exact: true }).click()
        await page.getByRole('link', { name: 'Edit Account' }).click()
        await page.keyboard.press('Escape')
      },
      async () => {
        await page.getByRole('button', { name: /^Menu of/ }).click()
        await page.getByRole('button', { name: 'Sign out', exact: true }).click()
        await page.keyboard.press('Escape')
      },
    ]
    for (const attempt of attempts) {
      await attempt()
      await expect(progress(page)).toHaveCount(0)
      await expect(heading(page)).toHaveText('Accounts')
      expect(page.url()).toBe(url)
      await expect(banner(page)).toBeVisible()
    }
    await expect(page.getByRole('searchbox')).toHaveValue('Customer 2')
    await page.context().setOffline(false)
    await expect(banner(page)).toHaveCount(0)
    await expect(page.getByText('Customer 1', { exact: true })).toHaveCount(0)
    await page.getByRole('link', { name: 'Customer 2', exact: true }).click()
    await expect(heading(page)).toHaveText('Customer 2')
    expect(await page.evaluate(() => Reflect.get(window, 'loadedOnce'))).toBe(true)
  })

  for (const [reason, status] of [
    ['does not respond', 'abort'],
    ['is behind a proxy that responds with 502', 502],
    ['is behind a proxy that responds with 504', 504],
  ] as const) {
    test(`to a server that ${reason}, the page stays until it does`, async ({
      page,
      organization,
      db,
      guard,
    }) => {
      guard.expectConsole(/ERR_FAILED/)
      guard.expectStatus(502, 504)
      const { name } = await db.account(organization.organizationId)
      await openAs(page, organization)
      await page.evaluate(() => Reflect.set(window, 'loadedOnce', true))
      await page.route(
        () => true,
        (route) =>
          status === 'abort'
            ? route.abort()
            : route.fulfill({ status: status, body: '<h1>Proxy</h1>' }),
      )
      await page.getByRole('link', { name, exact: true }).click()
      await expect(banner(page)).toContainText("the server can't be reached")
      await expect(heading(page)).toHaveText('Accounts')
      await page.unrouteAll()
      await expect(banner(page)).toHaveCount(0)
      await page.getByRole('link', { name, exact: true }).click()
      await expect(heading(page)).toHaveText(name)
      expect(await page.evaluate(() => Reflect.get(window, 'loadedOnce'))).toBe(true)
    })
  }

  test('a form works after a link that led nowhere', async ({ page, organization, db, guard }) => {
    guard.expectConsole(/ERR_INTERNET_DISCONNECTED/)
    const { id } = await db.account(organization.organizationId)
    await openAs(page, organization, `/security/accounts/${id}`)
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Accounts', exact: true }).first().click()
    await expect(banner(page)).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Typed offline')
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Update Account' }).click()
    await expect(heading(page)).toHaveText('Typed offline')
  })
})
