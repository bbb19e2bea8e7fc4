import type { Page } from '@playwright/test'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true })
const column = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true })

async function filter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add filter' }).click()
  const filters = page.getByRole('dialog', { name: 'Add filter' })
  await filters.getByRole('combobox', { name: 'Users' }).selectOption('Without users')
  await filters.getByLabel('Never signed in').check()
  await filters.getByRole('button', { name: 'Apply' }).click()
  await expect(row(page, 'Empty shelf')).toBeVisible()
  await expect(row(page, 'Northwind')).toHaveCount(0)
  await page.getByRole('link', { name: 'Remove filter Never signed in' }).click()
  await expect(page).toHaveURL('/security/accounts?users=without')
}

async function chooseColumns(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Columns' }).click()
  const columns = page.getByRole('dialog', { name: 'Columns' })
  await columns.getByLabel('Created').uncheck()
  await columns.getByLabel('Last activity').check()
  await columns.getByRole('button', { name: 'Save' }).click()
  await expect(column(page, 'Last activity')).toBeVisible()
  await expect(column(page, 'Created')).toHaveCount(0)
  await expect(columns).toBeHidden()
  await expect(page).toHaveURL('/security/accounts?users=without')
  // At a width at which the table has to scroll, the page doesn't.
  await page.setViewportSize({ width: 900, height: 800 })
  await expect(column(page, 'External ID')).toBeVisible()
  const { width, scroll } = await page.evaluate(() => {
    const { clientWidth: width, scrollWidth: scroll } = document.documentElement
    return { width, scroll }
  })
  expect(scroll).toBe(width)
  await page.setViewportSize({ width: 1280, height: 720 })
}

async function sortByLastActivity(page: Page): Promise<void> {
  await column(page, 'Last activity').getByRole('link').click()
  await expect(page).toHaveURL('/security/accounts?users=without&sort=activity')
  await expect(column(page, 'Last activity')).toHaveAttribute('aria-sort', 'ascending')
  await page.goBack()
  await expect(page).toHaveURL('/security/accounts?users=without')
}

async function manageView(page: Page, name: string): Promise<void> {
  await view(page, 'Manage views').click()
  await page.getByRole('link', { name: `Edit ${name}` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a filtered list is saved as a view, renamed, shared and deleted', async ({
      page,
      organization,
      db,
    }) => {
      const { organizationId } = organization
      const { id: accountId } = await db.account(organizationId, { name: 'Northwind' })
      await db.user({ organizationId, accountId })
      await db.account(organizationId, { name: 'Empty shelf' })
      const readViews = () =>
        db.rows(
          `SELECT name, user_id IS NULL AS shared, query FROM saved_views
            WHERE organization_id = $1`,
          [organizationId],
        )
      await openAs(page, organization)
      await filter(page)
      await chooseColumns(page)
      if (javaScriptEnabled) {
        await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused()
        await expect(page.getByRole('status')).toContainText('The columns were saved.')
      }
      await sortByLastActivity(page)
      await view(page, 'Save as a view').click()
      await page.getByLabel('Name', { exact: true }).fill('Empty')
      await page.getByRole('button', { name: 'Save View' }).click()
      await expect(view(page, 'Empty')).toHaveAttribute('aria-current', 'page')
      await view(page, 'All accounts').click()
      await expect(row(page, 'Northwind')).toBeVisible()
      await expect(column(page, 'Last activity')).toBeVisible()
      await view(page, 'Empty').click()
      await expect(row(page, 'Northwind')).toHaveCount(0)

      await view(page, 'All accounts').click()
      await expect(row(page, 'Northwind')).toBeVisible()
      await manageView(page, 'Empty')
      await page.getByLabel('Name', { exact: true }).fill('Nobody there')
      await page.getByLabel('For everyone in the organization').check()
      await page.getByRole('button', { name: 'Update View' }).click()
      await expect(view(page, 'Nobody there')).toHaveAttribute('aria-current', 'page')
      await expect(row(page, 'Northwind')).toHaveCount(0)
      expect(await readViews()).toEqual([
        { name: 'Nobody there', shared: true, query: 'users=without' },
      ])

      await manageView(page, 'Nobody there')
      await page.getByRole('button', { name: 'Delete View' }).click()
      await expect(page.getByText('No views yet.')).toBeVisible()
      expect(await readViews()).toEqual([])
    })

    test('a condition with a mistake leaves the list; without, it is a request to the API', async ({
      page,
      organization,
      db,
    }) => {
      const { organizationId } = organization
      await db.account(organizationId, { name: 'Northwind' })
      await db.account(organizationId, { name: 'Empty shelf' })
      await openAs(page, organization)
      const box = page.getByRole('searchbox')
      await box.fill("name = 'Northwind'")
      await box.press('Enter')
      await expect(row(page, 'Empty shelf')).toHaveCount(0)
      await box.fill("name = 'Northwind' AND userCount LIKE '1'")
      await box.press('Enter')
      await expect(box).toHaveAccessibleDescription(
        /^where, character 34: expected .* userCount is /,
      )
      await expect(box).toHaveValue("name = 'Northwind' AND userCount LIKE '1'")
      await expect(row(page, 'Northwind')).toBeVisible()
      await expect(row(page, 'Empty shelf')).toHaveCount(0)
      await box.fill("name = 'Northwind' AND userCount = 0")
      await box.press('Enter')
      await expect(box).toHaveAccessibleDescription('')
      await expect(row(page, 'Northwind')).toBeVisible()
      await page.getByText('Copy as cURL').click()
      const command = page.locator('pre')
      await expect(command).toContainText("where=(name = 'Northwind' AND userCount = 0)")
      await expect(command).toContainText('/elements/api-v2/accounts')
    })
  })
}

test('the copied command is the one on the page', async ({ page, organization, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openAs(page, organization)
  await page.getByText('Copy as cURL').click()
  await page.getByRole('button', { name: 'Copy the cURL command' }).click()
  await expect(page.getByText('Copied', { exact: true })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await page.locator('pre').textContent())
})
