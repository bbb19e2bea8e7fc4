import { openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an administrator adds an account with a user, edits, renames and deletes it', async ({
      page,
      organization,
      guard,
    }) => {
      await signIn(page, organization)
      await test.step('open the list of accounts', async () => {
        await page.getByRole('link', { name: 'Security' }).first().click()
        await page.getByRole('navigation', { name: 'Security' }).getByText('Accounts').click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
        await expect(page.getByRole('row', { name: /Company Default Account/ })).toContainText(
          'Default',
        )
      })
      await test.step('add an account', async () => {
        await page.getByRole('link', { name: 'Add Account' }).click()
        await page.getByLabel('Name', { exact: true }).fill('Northwind Traders')
        await page.getByRole('button', { name: 'Create' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northwind Traders')
        await expect(
          page.getByText('You can now describe it and add its first user.'),
        ).toBeVisible()
        await expect(page.getByText('This account has no users yet.')).toBeVisible()
      })
      await test.step('update the description', async () => {
        await page.getByLabel('Description').fill('Resellers in Germany, France and Spain')
        await page.getByRole('button', { name: 'Update Account' }).click()
        await expect(page.getByText('Account updated.').first()).toBeVisible()
      })
      const email = `chuck.${crypto.randomUUID()}@example.com`
      await test.step('add a user', async () => {
        await page.getByRole('link', { name: 'Add User' }).click()
        await page.getByLabel('First Name').fill('Chuck')
        await page.getByLabel('Last Name').fill('Norris')
        await page.getByLabel('Email').fill(email)
        await page.getByLabel('Password', { exact: true }).fill('Round-house-7')
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await expect(
          page.getByText('Chuck Norris was added. Nobody was notified.').last(),
        ).toBeVisible()
        await expect(page.getByText('Round-house-7')).toBeVisible()
        await expect(page.getByRole('row', { name: /Chuck/ })).toContainText('Active')
      })
      await test.step('rename the account', async () => {
        await page.getByLabel('Name', { exact: true }).fill('Northwind Traders EMEA')
        await page.getByRole('button', { name: 'Update Account' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northwind Traders EMEA')
      })
      const path = new URL(page.url()).pathname
      await test.step('delete the account', async () => {
        await page.getByRole('link', { name: 'Delete Account' }).click()
        await expect(page.getByText('1 user is deactivated and signed out now.')).toBeVisible()
        await page.getByRole('button', { name: 'Delete Account' }).click()
        await expect(page.getByText('“Northwind Traders EMEA” was deleted.').first()).toBeVisible()
        await expect(page.getByRole('link', { name: 'Northwind Traders EMEA' })).toHaveCount(0)
      })
      await test.step('the page of the deleted account is not found', async () => {
        guard.expectStatus(404)
        const list = page.url()
        expect((await page.goto(path))?.status()).toBe(404)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found')
        await page.goto(list)
      })
      await test.step('undo the deletion', async () => {
        await page.getByRole('button', { name: 'Undo' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northwind Traders EMEA')
        await expect(page.getByRole('row', { name: /Chuck/ })).toContainText('Active')
      })
    })

    test('an administrator edits, deactivates, reactivates and deletes a user', async ({
      page,
      organization,
      db,
    }) => {
      const { organizationId } = organization
      const { id: accountId } = await db.account(organizationId)
      await db.user({ organizationId, accountId }, { firstName: 'Grace', lastName: 'Hopper' })
      await openAs(page, organization, `/security/accounts/${accountId}`)
      await page.getByRole('link', { name: 'Edit Grace Hopper' }).click()
      await page.getByLabel('Last Name').fill('Murray Hopper')
      await page.getByLabel('Account Admin').check()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Murray Hopper')
      await page.getByRole('button', { name: 'Deactivate' }).click()
      await expect(page.getByRole('button', { name: 'Reactivate' })).toBeVisible()
      await expect(page.getByText('Inactive', { exact: true })).toBeVisible()
      await page.getByRole('button', { name: 'Reactivate' }).click()
      await expect(page.getByRole('button', { name: 'Deactivate' })).toBeVisible()
      await page.getByRole('link', { name: 'Delete User' }).click()
      await expect(page.getByText('This user is permanently deleted.')).toBeVisible()
      await page.getByRole('button', { name: 'Delete User' }).click()
      await expect(page.getByText('This account has no users yet.')).toBeVisible()
      expect(await db.rows('SELECT 1 FROM users WHERE account_id = $1', [accountId])).toEqual([])
    })

    test('accounts are searched by part of the name, ID and external ID, sorted and paged', async ({
      page,
      organization,
      db,
    }) => {
      const { organizationId } = organization
      for (let n = 1; n <= 30; n += 1) {
        const name = `Branch ${String(n).padStart(2, '0')}`
        // A random external ID can begin with the digits that are searched for.
        await db.account(organizationId, { name, externalId: name })
      }
      const special = await db.account(organizationId, { name: 'Évora Logistics' })
      await openAs(page, organization)
      const search = page.getByRole('searchbox', { name: 'Search by name, external ID or ID' })
      const links = page.locator('tbody th a')
      for (const text of ['vora', String(special.id), special.externalId.slice(0, 12)]) {
        await search.fill(text)
        await search.press('Enter')
        await expect(links).toHaveText(['Évora Logistics'])
        await expect(page).toHaveURL((url) => url.searchParams.get('q') === text)
      }
      await search.fill('nothing like it')
      await search.press('Enter')
      await expect(page.getByText('No account matches “nothing like it”.')).toBeVisible()
      await page.getByRole('link', { name: 'Clear search' }).click()
      await page.getByRole('link', { name: 'ID', exact: true }).click()
      await expect(links.last()).toHaveText('Évora Logistics')
      await page.getByRole('link', { name: 'ID', exact: true }).click()
      await expect(links.first()).toHaveText('Évora Logistics')
      await page.getByRole('link', { name: '25 rows per page' }).click()
      const pager = page.getByRole('navigation', { name: 'Pages of accounts' })
      await expect(pager.getByText('1–25 of 32')).toBeVisible()
      await page.getByRole('link', { name: 'Next' }).click()
      await expect(pager.getByText('26–32 of 32')).toBeVisible()
      await page.getByRole('link', { name: 'Previous' }).click()
      await expect(pager.getByText('1–25 of 32')).toBeVisible()
      await page.goBack()
      await expect(pager.getByText('26–32 of 32')).toBeVisible()
    })
  })
}
