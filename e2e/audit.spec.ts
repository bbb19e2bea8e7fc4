import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an administrator verifies the activity log', async ({ page, organization, db }) => {
      await openAs(page, organization, '/security/activity')
      const card = page.getByRole('region', { name: 'Verification' })
      await card.getByRole('button', { name: 'Verify' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Verify the activity log')
      await expect(async () => {
        if (!javaScriptEnabled) await page.reload()
        await expect(page.getByRole('main')).toContainText(
          /\d+ entries, unbroken since \w+ \d+\./,
          {
            timeout: 1_000,
          },
        )
      }).toPass()
      await page.getByRole('link', { name: 'Back to activity' }).click()
      await expect(card).toContainText(/\d+ entries, unbroken since/)
      await expect(page.getByText(/verified this log: \d+ entries, unbroken/)).toBeVisible()
      const [{ verified } = {}] = await db.rows(
        `SELECT count(*)::int AS verified FROM audit_events
          WHERE organization_id = $1 AND operation = 'audit.verify'`,
        [organization.organizationId],
      )
      expect(verified).toBe(1)
    })
  })
}
