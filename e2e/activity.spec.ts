import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const entryOf = (page: Page, text: string): Locator =>
  page
    .getByRole('region', { name: 'Log of activity' })
    .getByRole('listitem')
    .filter({ hasText: text })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('the activity says who deleted an account, and how the API reactivates it', async ({
      page,
      organization,
      db,
    }) => {
      const { organizationId } = organization
      const { id } = await db.account(organizationId, { name: 'Acme' })
      await db.user({ organizationId, accountId: id })
      await openAs(page, organization, `/security/accounts/${id}/delete`)
      await page.getByRole('button', { name: 'Delete Account' }).click()
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()

      await page.getByRole('link', { name: 'Activity' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
      const deletion = entryOf(page, 'deleted Acme; 1 user was deactivated.')
      await expect(deletion).toContainText(`PATCH /elements/api-v2/accounts/${id} {"active": true}`)
      await deletion.getByText('Details').click()
      await expect(deletion.getByRole('row', { name: 'Active Yes No' })).toBeVisible()

      await page.getByRole('button', { name: 'Add filter' }).click()
      await page.getByLabel('Account (name or ID)').fill('acme')
      await page.getByLabel('Kind').selectOption('Accounts')
      await page.getByRole('button', { name: 'Apply' }).click()
      await expect(page.getByRole('link', { name: 'Remove filter Account: Acme' })).toBeVisible()
      await expect(entryOf(page, 'deleted Acme')).toBeVisible()
      await expect(entryOf(page, 'signed in')).toHaveCount(0)
      await page.getByRole('link', { name: 'Remove filter Kind: Accounts' }).click()
      await expect(page).toHaveURL('/security/activity?account=acme')

      await page.getByRole('link', { name: 'Remove filter Account: Acme' }).click()
      await expect(page).toHaveURL('/security/activity')
      const request = (await deletion.locator('code').last().textContent()) ?? ''
      await page.getByRole('button', { name: 'Add filter' }).click()
      await page.getByLabel('Request ID').fill(request)
      await page.getByRole('button', { name: 'Apply' }).click()
      await expect(
        page.getByRole('link', { name: `Remove filter Request: ${request}` }),
      ).toBeVisible()
      await expect(entryOf(page, 'deleted Acme')).toBeVisible()
      await expect(entryOf(page, 'created the organization')).toHaveCount(0)

      const downloaded = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Export CSV' }).click()
      const file = await readFile(await (await downloaded).path(), 'utf8')
      expect(file).toContain('deleted Acme; 1 user was deactivated.')
      expect(file).not.toContain('signed in')
    })
  })
}
