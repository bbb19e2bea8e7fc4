import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('every user can change their password, end other sessions and reset their secret', async ({
      page,
      organization,
      db,
      browser,
      guard,
    }) => {
      guard.expectStatus(403)
      const { organizationId } = organization
      const { id: accountId } = await db.account(organizationId)
      const person = await db.user({ organizationId, accountId })
      const context = await browser.newContext()
      const other = await context.newPage()
      await page.goto('/login')
      await other.goto(page.url())
      await signIn(other, person)
      await signIn(page, person)
      await page.goto('/profile')
      const navigation = page.getByRole('navigation', { name: 'Console' })
      await expect(navigation.getByRole('link')).toHaveText(['Profile'])
      await expect(page.getByRole('table', { name: 'Sessions' }).locator('tbody tr')).toHaveCount(2)
      await page.getByRole('button', { name: 'End other sessions' }).click()
      await expect(page.getByText('1 other session ended.').last()).toBeVisible()
      await other.reload()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('Sign in')

      const findSecretHash = async () =>
        (await db.rows('SELECT secret_hash FROM users WHERE id = $1', [person.id]))[0]
      const before = await findSecretHash()
      await page.getByRole('link', { name: 'Reset User Secret' }).click()
      await expect(page.getByText('uses your secret stops working now.')).toBeVisible()
      await page.getByRole('link', { name: 'Cancel' }).click()
      await expect(page.getByText('uses your secret stops working now.')).toHaveCount(0)
      expect(await findSecretHash()).toEqual(before)
      await page.getByRole('link', { name: 'Reset User Secret' }).click()
      await page.getByRole('button', { name: 'Reset User Secret' }).click()
      await expect(page.getByText("You won't be able to see it again.")).toBeVisible()
      expect(await findSecretHash()).not.toEqual(before)

      await page.getByLabel('Current password', { exact: true }).fill(person.password)
      await page.getByRole('textbox', { name: 'New password', exact: true }).fill('Another-horse-8')
      await page.getByLabel('New password again', { exact: true }).fill('Another-horse-8')
      await page.getByRole('button', { name: 'Change password' }).click()
      await expect(page.getByText('Password changed.').last()).toBeVisible()
      await signIn(other, { ...person, password: 'Another-horse-8' })
      await context.close()
    })
  })
}
