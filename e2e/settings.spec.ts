import type { Locator, Page } from '@playwright/test'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an administrator changes the policies and the Organization Secret', async ({
      page,
      organization,
      db,
    }) => {
      const { organizationId, accountId } = organization
      const stored = async (columns: string) =>
        (await db.rows(`SELECT ${columns} FROM organizations WHERE id = $1`, [organizationId]))[0]
      const { id } = await db.user({ organizationId, accountId })
      await db.rows(
        `UPDATE users SET password_changed_at = now() - interval '100 days' WHERE id = $1`,
        [id],
      )
      await openAs(page, organization, '/security/settings')

      const passwords = page.getByRole('form', { name: 'Password policy' })
      const preset = javaScriptEnabled ? 'button' : 'link'
      await passwords.getByRole(preset, { name: 'Use NIST SP 800-63B-4' }).click()
      await expect(passwords.getByLabel('Length', { exact: true })).toHaveValue('15')
      await expect(passwords).toContainText('Needs at least 15 characters.')
      await expect(passwords).toContainText('correcthorsebat')
      await passwords.getByLabel('Expires after').fill('30')
      await passwords.getByRole('button', { name: 'Save' }).click()
      await expect(passwords).toContainText('1 person the next time they open the console')
      expect(await stored('password_policy')).toEqual({ password_policy: null })
      await passwords.getByRole('button', { name: 'Save anyway' }).click()
      await expect(page.getByText('The password policy was saved.').first()).toBeVisible()
      expect(await stored('password_policy')).toMatchObject({
        password_policy: { minLength: 15, minSymbols: 0, expirationDays: 30 },
      })

      const sessions = page.getByRole('form', { name: 'Sessions' })
      await page.goto('/security/settings')
      await db.rows(
        `UPDATE organizations SET session_idle_minutes = 5, version = version + 1,
                session_policy_version = version + 1 WHERE id = $1`,
        [organizationId],
      )
      await sessions.getByLabel('Idle timeout in minutes').fill('20')
      await sessions.getByRole('button', { name: 'Save' }).click()
      await expect(sessions).toContainText('Someone else saved: 5')
      if (javaScriptEnabled) await sessions.getByRole('button', { name: 'Keep mine' }).click()
      await sessions.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('It applies to open sessions too.').first()).toBeVisible()
      expect(await stored('session_idle_minutes')).toEqual({ session_idle_minutes: 20 })

      const reset = page.getByRole('link', { name: 'Reset Organization Secret' })
      if (javaScriptEnabled) await resetWithKeys(page, reset)
      else await reset.click()
      await expect(page.getByLabel('In 24 hours')).toBeChecked()
      await page.getByRole('button', { name: 'Reset Organization Secret' }).press('Enter')
      await expect(page.getByText('The old one works for 24 hours.').first()).toBeVisible()
      await page.getByRole('button', { name: 'End the old secret now' }).click()
      await expect(page.getByText('The old secret no longer works.').first()).toBeVisible()
      expect(await stored('previous_secret_hash')).toEqual({ previous_secret_hash: null })
    })
  })
}

/** Opens the dialog, leaves it and opens it again. */
async function resetWithKeys(page: Page, link: Locator): Promise<void> {
  await link.press('Enter')
  await expect(page.getByRole('link', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(link).toBeFocused()
  await link.press('Enter')
  await expect(page.getByRole('link', { name: 'Cancel' })).toBeFocused()
}
