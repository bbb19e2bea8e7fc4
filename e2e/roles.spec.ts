import type { Page } from '@playwright/test'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const row = (page: Page, region: string, text: string) =>
  card(page, region).getByRole('row').filter({ hasText: text })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an administrator sees who has a role, gives it and removes it', async ({
      page,
      organization,
      db,
    }) => {
      const { organizationId, accountId } = organization
      const colleague = await db.user({ organizationId, accountId }, { lastName: 'Colleague' })
      const { id: customerId } = await db.account(organizationId, { name: 'Customer' })
      const customer = { organizationId, accountId: customerId }
      await db.user(customer, { lastName: 'Outsider' })
      await db.rows('UPDATE accounts SET account_admin = true WHERE id = $1', [customerId])
      await openAs(page, organization)
      await page.getByRole('navigation', { name: 'Security' }).getByText('Roles').click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Roles')
      const privilege = row(page, 'What each role may do', 'Add, import, update, deactivate')
      await expect(privilege.first().getByRole('cell')).toHaveText(['Yes', 'No', 'No', 'No'])
      const self = row(page, 'Org Admins', organization.email)
      await expect(self).toContainText("You can't change your own Org Admin role.")
      await expect(self.getByRole('button')).toBeDisabled()
      await expect(row(page, 'Inherited from an account', 'Customer')).toContainText('1')

      await page.getByRole('link', { name: 'Give Org Admin' }).click()
      await page.getByLabel('Search by name, email or ID').fill('Outsider')
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      const outsider = row(page, 'Org Admins', 'Outsider')
      await expect(outsider).toContainText('Only users of the default account')
      await expect(outsider.getByRole('button')).toBeDisabled()
      await page.getByLabel('Search by name, email or ID').fill(colleague.email)
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      await db.rows(
        `UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1`,
        [organization.userId],
      )
      await page.getByRole('button', { name: /^Give role Org Admin to/ }).click()
      await page.getByLabel(/Enter your password to continue/).fill(organization.password)
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page.getByText('now has the Org Admin role.').first()).toBeVisible()
      await page.getByRole('link', { name: 'Close' }).click()
      await page.getByRole('button', { name: /^Remove role Org Admin from .* Colleague/ }).click()
      await expect(page.getByText('no longer has the Org Admin role.').first()).toBeVisible()
      await expect(row(page, 'Org Admins', 'Colleague')).toHaveCount(0)
      await page.getByRole('button', { name: 'Remove role Account Admin from everyone in' }).click()
      await expect(
        page.getByText('no longer inherit the Account Admin role.').first(),
      ).toBeVisible()
      await expect(row(page, 'Account Admins', 'Customer')).toHaveCount(0)
      const [{ roles } = {}] = await db.rows(
        `SELECT count(*)::int AS roles FROM users
          WHERE organization_id = $1 AND (org_admin OR account_admin)`,
        [organizationId],
      )
      expect(roles).toBe(1)
    })
  })
}
