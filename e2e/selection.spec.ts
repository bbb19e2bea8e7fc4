import type { Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/support/accessibility'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const names = Array.from({ length: 30 }, (_, n) => `Customer ${String(n + 1).padStart(2, '0')}`)

async function expectCompleted(page: Page, result: string): Promise<void> {
  const status = page.getByRole('main').getByText(`Completed: ${result}.`)
  await expect(status).toBeVisible()
}

test.beforeEach(async ({ page, organization, db }) => {
  for (const name of names) await db.account(organization.organizationId, { name })
  await openAs(page, organization)
})

test('accounts selected on several pages are deleted once their number is typed', async ({
  page,
}) => {
  // So high that the bar with the actions covers no row.
  await page.setViewportSize({ width: 1280, height: 1000 })
  await page.goto('/security/accounts?size=25')
  await page.getByLabel('Select Customer 01').check()
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByLabel('Select Customer 30').check()
  await expect(page.getByRole('main').getByText('2 selected')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(page.getByLabel('Select Customer 01')).toBeChecked()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delete 2 accounts?')
  await expect(page.getByText('Customer 01, Customer 30')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete 2 accounts' }).click()
  const form = page.getByRole('form', { name: 'Delete accounts' })
  await expect(form.getByText('Type 2, the number of accounts, to confirm.')).toBeVisible()
  await page.getByLabel(/^Type 2/).fill('2')
  await page.getByRole('button', { name: 'Delete 2 accounts' }).click()
  await expectCompleted(page, '2 accounts deleted')
  await page.getByRole('link', { name: 'Back to accounts' }).click()
  await expect(page.getByText('29 accounts in')).toBeVisible()
  await expect(page.getByRole('main').getByText('selected')).toHaveCount(0)
})

test('all search results are selected and deleted, and Undo restores them', async ({ page }) => {
  await page.goto('/security/accounts?size=25&q=customer')
  await page.getByLabel('Select this page').check()
  await page.getByRole('button', { name: 'Select all 30' }).click()
  await expect(page.getByRole('main').getByText('All 30 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByLabel(/^Type 30/).fill('30')
  await page.getByRole('button', { name: 'Delete 30 accounts' }).click()
  await expectCompleted(page, '30 accounts deleted')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectCompleted(page, '30 accounts restored')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Undo a deletion')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Back to accounts' }).click()
  await expect(page.getByText('31 accounts in')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the accounts selected on a page are deleted together', async ({ page }) => {
    await page.getByLabel('Select Customer 05').check()
    await page.getByLabel('Select Customer 06').check()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByLabel(/^Type 2/).fill('2')
    await page.getByRole('button', { name: 'Delete 2 accounts' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByRole('main')).toContainText('Completed: 2 accounts deleted.')
    }).toPass()
  })
})
