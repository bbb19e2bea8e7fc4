import type { Locator, Page } from '@playwright/test'
import {
  expectAccessibleAtAllWidths,
  expectNoHorizontalScrollAtAllWidths,
} from '@/e2e/support/accessibility'
import { expect, test } from '@/e2e/support/test'

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search endpoints and fields' })
const card = (page: Page, name: string) => {
  const has = page.getByRole('figure', { name: `curl for ${name}`, exact: true })
  return page.getByRole('article').filter({ has })
}

const command = (endpoint: Locator) => endpoint.locator('pre')

async function expectUpdateEndpoint(page: Page): Promise<void> {
  const endpoint = card(page, 'PATCH /accounts/{id}')
  await expect(endpoint.getByRole('heading', { level: 3 })).toContainText('Update an account')
  await expect(command(endpoint)).toContainText(
    'curl -X PATCH "$CONSOLE/elements/api-v2/accounts/42" \\',
  )
  await expect(command(endpoint)).toContainText(`-d '{"active":true}'`)
}

test('a visitor finds an endpoint without signing in and copies its curl command', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/docs/api')
  await expect(page).toHaveTitle(/^API documentation/)
  await search(page).pressSequentially('patch externalid')
  await expect(page.getByRole('status')).toHaveText(/^\d of \d+ endpoints$/)
  await expect(page).toHaveURL('/docs/api?q=patch+externalid')
  await expect(search(page)).toBeFocused()
  await expect(card(page, 'GET /accounts')).toHaveCount(0)
  await expectUpdateEndpoint(page)
  const endpoint = card(page, 'PATCH /accounts/{id}')
  await endpoint.getByRole('button', { name: 'Copy: curl for PATCH /accounts/{id}' }).click()
  await expect(endpoint.getByText('Copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await command(endpoint).textContent())
})

test('a search without results can be cleared', async ({ page }) => {
  await page.goto('/docs/api?q=nothing+like+it')
  await expect(page.getByRole('heading', { name: 'No endpoints found' })).toBeVisible()
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(page).toHaveURL('/docs/api')
  await expect(card(page, 'GET /accounts')).toBeVisible()
  await expect(search(page)).toHaveValue('')
})

test('every endpoint of the OpenAPI document is on the page and in the table of contents', async ({
  page,
}) => {
  await page.goto('/docs/api')
  const link = page.getByRole('link', { name: 'OpenAPI 3.1 document' })
  const document = await page.request.get((await link.getAttribute('href')) ?? '')
  const { paths } = await document.json()
  const names = Object.entries<object>(paths).flatMap(([path, byMethod]) =>
    Object.keys(byMethod).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(names.length).toBeGreaterThan(20)
  await expect(page.getByRole('article')).toHaveCount(names.length)
  const nav = page.getByRole('navigation', { name: 'On this page' })
  for (const name of names) {
    const endpoint = card(page, name)
    await expect(endpoint).toHaveCount(1)
    const id = await endpoint.getAttribute('id')
    await expect(nav.locator(`a[href="#${id}"]`)).toHaveCount(1)
  }
})

test('what differs from Cloud Elements 2.0 fits on one screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/docs/api')
  await page.getByRole('link', { name: 'What differs from Cloud Elements 2.0' }).click()
  const table = page.getByRole('table', { name: 'Differences from Cloud Elements 2.0' })
  await expect(table.getByRole('row').first()).toBeInViewport({ ratio: 1 })
  await expect(table.getByRole('row').last()).toBeInViewport({ ratio: 1 })
  await expect(table.getByRole('row', { name: /^Deleting an account/ })).toContainText('permanent')
})

test('the link of an endpoint scrolls to it', async ({ page }) => {
  await page.goto('/docs/api')
  await card(page, 'DELETE /accounts/{id}')
    .getByRole('link', { name: /^Link to/ })
    .click()
  await page.reload()
  await expect(card(page, 'DELETE /accounts/{id}')).toBeInViewport()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a visitor can search, read and clear the search', async ({ page }) => {
    await page.goto('/docs/api')
    await search(page).fill('PATCH /accounts/{id}')
    await search(page).press('Enter')
    await expectUpdateEndpoint(page)
    const endpoint = card(page, 'PATCH /accounts/{id}')
    await endpoint.locator('summary', { hasText: 'Response' }).click()
    await expect(endpoint.getByRole('rowheader', { name: 'companyId' })).toBeVisible()
    await search(page).fill('nothing like it')
    await search(page).press('Enter')
    await page.getByRole('link', { name: 'Clear search' }).click()
    await expect(page.getByRole('heading', { name: 'Authentication', exact: true })).toBeVisible()
  })
})

test('is accessible and does not scroll sideways', async ({ page }) => {
  for (const path of ['/docs/api', '/docs/api?q=secret', '/docs/api?q=nothing+like+it']) {
    await page.goto(path)
    // Opens all sections, except on the full page, where axe would check thousands of cells.
    await page.locator('main:not(:has(#errors)) summary').evaluateAll((all) => {
      for (const summary of all) summary.parentElement?.setAttribute('open', '')
    })
    await expectAccessibleAtAllWidths(page)
    await expectNoHorizontalScrollAtAllWidths(page)
  }
})
