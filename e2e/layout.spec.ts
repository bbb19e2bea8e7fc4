import type { Page } from '@playwright/test'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

// In the document, because Playwright scrolls to what it clicks.
const topOf = (page: Page, label: string) =>
  page
    .getByLabel(label, { exact: true })
    .evaluate((element) => element.getBoundingClientRect().top + window.scrollY)

for (const width of [320, 390, 1280]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 800 } })

    test('the report of an import fits, with long names and long errors', async ({
      page,
      organization,
    }) => {
      await openAs(page, organization, '/security/accounts/import')
      const long = 'a very long name of a customer '.repeat(5)
      const rows = [`${long},L-1`, `${'x'.repeat(150)},L-2`, 'Good,G-1', 'Twice,G-1']
      await page.getByLabel('CSV file').setInputFiles({
        name: `${'customers-of-the-year-'.repeat(5)}.csv`,
        mimeType: 'text/csv',
        buffer: Buffer.from(`name,external_id\n${rows.join('\n')}\n`),
      })
      await page.getByRole('button', { name: 'Check file' }).click()
      await expect(page.getByRole('region', { name: 'Not added' })).toContainText('Row 3')
      const { scrollWidth, innerWidth } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        innerWidth: window.innerWidth,
      }))
      expect(scrollWidth).toBeLessThanOrEqual(innerWidth)
    })

    test('the table stays under the pointer when rows are selected', async ({
      page,
      organization,
      db,
    }) => {
      for (let n = 1; n <= 30; n++) {
        await db.account(organization.organizationId, { name: `Customer ${n}` })
      }
      await openAs(page, organization)
      const first = await topOf(page, 'Select Customer 1')
      await page.getByLabel('Select Customer 1', { exact: true }).check()
      await expect(page.getByText('1 selected').first()).toBeVisible()
      expect(await topOf(page, 'Select Customer 1')).toBe(first)
      await page.getByLabel('Select this page').check()
      await expect(page.getByText('30 selected').first()).toBeVisible()
      expect(await topOf(page, 'Select Customer 1')).toBe(first)
      await page.getByRole('button', { name: 'Clear' }).click()
      expect(await topOf(page, 'Select Customer 1')).toBe(first)
    })
  })
}

test('an error of the field that is left does not swallow the click below the form', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const { id } = await db.account(organizationId)
  await db.user({ organizationId, accountId: id }, { firstName: 'Grace', lastName: 'Hopper' })
  await openAs(page, organization, `/security/accounts/${id}?add`)
  await page.getByLabel('First Name').focus()
  await page.getByRole('link', { name: 'Edit Grace Hopper' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper')
})
