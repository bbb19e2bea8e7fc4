import { makeEmptyDirectory } from '@/e2e/support/data-directory'
import { serverGone } from '@/e2e/support/guard'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const administrator = { email: 'ada@example.com', password: 'Correct-horse-7' }

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('the printed link sets up the first organization, once', async ({
      page,
      startServer,
      guard,
    }) => {
      guard.expectStatus(404)
      // A page may still request its icon after the server has stopped.
      guard.expectConsole(serverGone)
      const server = await startServer({ directory: makeEmptyDirectory() })
      const link = await server.setUpLink()
      await page.goto(server.url)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not set up yet')
      await expect(page.getByText('The server prints it when it starts')).toBeVisible()
      expect(await page.content()).not.toContain(new URL(link).searchParams.get('token'))
      expect((await page.goto(`${server.url}/setup`))?.status()).toBe(404)
      expect((await page.goto(`${link}x`))?.status()).toBe(404)
      await expect(page.getByText('This setup link is incomplete or out of date.')).toBeVisible()

      await page.goto(link)
      await page.getByLabel('Organization name').fill('Analytical Engines')
      await page.getByLabel('First Name').fill('Ada')
      await page.getByLabel('Last Name').fill('Lovelace')
      await page.getByLabel('Email').fill(administrator.email)
      await page.getByLabel('Password', { exact: true }).fill('short')
      await expect(page.getByLabel('Add sample data')).not.toBeChecked()
      await page.getByLabel('Add sample data').check()
      await page.getByRole('button', { name: 'Create organization' }).click()
      await expect(page.getByText('The password needs at least 8 characters').first()).toBeVisible()
      await expect(page.getByLabel('Organization name')).toHaveValue('Analytical Engines')
      await expect(page.getByLabel('Add sample data')).toBeChecked()
      await page.getByLabel('Password', { exact: true }).fill(administrator.password)
      await page.getByRole('button', { name: 'Create organization' }).click()

      await expect(page.getByText('41 accounts in Analytical Engines')).toBeVisible()
      expect((await page.goto(link))?.status()).toBe(404)
      await page.goto(`${server.url}/security/accounts`)
      await page.getByRole('button', { name: 'Menu of Ada Lovelace' }).click()
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')

      await server.stop()
      const restarted = await startServer({ directory: server.directory })
      expect(restarted.log).not.toContain('/setup')
      await page.goto(`${restarted.url}/security/accounts?q=alpine`)
      await signIn(page, administrator)
      await expect(page.getByRole('searchbox')).toHaveValue('alpine')
    })
  })
}
