import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/support/accessibility'
import { expect, test } from '@/e2e/support/test'

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search calls and fields' })
const card = (page: Page, name: string) => {
  const has = page.getByRole('figure', { name: `curl for ${name}`, exact: true })
  return page.getByRole('article').filter({ has })
}

/** The command of a call, as it is on the page. */
const command = (call: Locator) => call.locator('pre')

async function expectChange(page: Page): Promise<void> {
  const call = card(page, 'PATCH /accounts/{id}')
  await expect(call.getByRole('heading', { level: 3 })).toContainText('Change an account')
  await expect(command(call)).toContainText(
    'curl -X PATCH "$CONSOLE/elements/api-v2/accounts/42" \\',
  )
  await expect(command(call)).toContainText(`-d '{"active":true}'`)
}

test('someone who is not signed in finds a call and copies its curl', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/docs/api')
  await expect(page).toHaveTitle(/^API documentation/)
  await search(page).pressSequentially('patch externalid')
  await expect(page.getByRole('status')).toHaveText(/^\d of \d+ calls$/)
  await expect(page).toHaveURL('/docs/api?q=patch+externalid')
  await expect(search(page)).toBeFocused()
  await expect(card(page, 'GET /accounts')).toHaveCount(0)
  await expectChange(page)
  const call = card(page, 'PATCH /accounts/{id}')
  await call.getByRole('button', { name: 'Copy: curl for PATCH /accounts/{id}' }).click()
  await expect(call.getByText('Copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await command(call).textContent())
})

test('a search that finds nothing says so and can be cleared', async ({ page }) => {
  await page.goto('/docs/api?q=nothing+like+it')
  await expect(page.getByRole('heading', { name: 'No call found' })).toBeVisible()
  await page.getByRole('link', { name: 'Clear the search' }).click()
  await expect(page).toHaveURL('/docs/api')
  await expect(card(page, 'GET /accounts')).toBeVisible()
  await expect(search(page)).toHaveValue('')
})

test('every call of the OpenAPI document is on the page and can be linked to', async ({ page }) => {
  await page.goto('/docs/api')
  const link = page.getByRole('link', { name: 'OpenAPI 3.1 document' })
  const document = await page.request.get((await link.getAttribute('href')) ?? '')
  const { paths } = await document.json()
  const calls = Object.entries<object>(paths).flatMap(([path, byMethod]) =>
    Object.keys(byMethod).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(calls.length).toBeGreaterThan(20)
  await expect(page.getByRole('article')).toHaveCount(calls.length)
  const nav = page.getByRole('navigation', { name: 'On this page' })
  for (const name of calls) {
    const call = card(page, name)
    await expect(call).toHaveCount(1)
    const id = await call.getAttribute('id')
    await expect(nav.locator(`a[href="#${id}"]`)).toHaveCount(1)
  }
})

test('a link leads to its call', async ({ page }) => {
  await page.goto('/docs/api')
  await card(page, 'DELETE /accounts/{id}')
    .getByRole('link', { name: /^Link to/ })
    .click()
  await page.reload()
  await expect(card(page, 'DELETE /accounts/{id}')).toBeInViewport()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a call is found, read and linked to', async ({ page }) => {
    await page.goto('/docs/api')
    await search(page).fill('PATCH /accounts/{id}')
    await search(page).press('Enter')
    await expectChange(page)
    const call = card(page, 'PATCH /accounts/{id}')
    await call.locator('summary', { hasText: 'Answer' }).click()
    await expect(call.getByRole('rowheader', { name: 'companyId' })).toBeVisible()
    await search(page).fill('nothing like it')
    await search(page).press('Enter')
    await page.getByRole('link', { name: 'Clear the search' }).click()
    await expect(page.getByRole('heading', { name: 'Authentication' })).toBeVisible()
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } })

      test('axe finds nothing, and nothing scrolls sideways', async ({ page }) => {
        test.setTimeout(120_000)
        for (const path of ['/docs/api', '/docs/api?q=secret', '/docs/api?q=nothing+like+it']) {
          await page.goto(path)
          // Unfolded where there are few of them: axe looks at every cell.
          await page.locator('main:not(:has(#errors)) summary').evaluateAll((all) => {
            for (const one of all) one.parentElement?.setAttribute('open', '')
          })
          await expectAccessible(page)
          for (const narrow of [width, 320]) {
            await page.setViewportSize({ width: narrow, height: 900 })
            const wide = () => page.evaluate(() => document.documentElement.scrollWidth)
            await expect.poll(wide, `${path} at ${narrow} px`).toBeLessThanOrEqual(narrow)
          }
          await page.setViewportSize({ width, height: 900 })
        }
      })
    })
  }
}
