import type { Page } from '@playwright/test'
import { expectAccessible } from '@/e2e/support/accessibility'
import { openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

const list = '/security/accounts?sort=id&direction=desc&size=25&q=customer'
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const search = (page: Page) => page.getByRole('searchbox')
const rows = (page: Page) => page.locator('tbody tr')

test.beforeEach(async ({ page, organization, db }) => {
  for (let n = 10; n < 40; n += 1) {
    await db.account(organization.organizationId, { name: `Customer ${n}` })
  }
  await openAs(page, organization)
})

async function expectList(page: Page): Promise<void> {
  await expect(heading(page)).toHaveText('Accounts')
  const { searchParams } = new URL(page.url())
  for (const [name, value] of new URL(list, page.url()).searchParams) {
    expect(searchParams.get(name)).toBe(value)
  }
  await expect(search(page)).toHaveValue('customer')
}

test('the search box follows Back and Forward, and Enter always searches', async ({ page }) => {
  await page.goto('/security/accounts')
  await page.getByRole('link', { name: 'ID', exact: true }).click()
  await expect(page).toHaveURL(/sort=id/)
  await search(page).fill('customer 1')
  await expect(rows(page)).toHaveCount(10)
  await expect(page).toHaveURL(/q=customer/)
  await page.goBack()
  await expect(search(page)).toHaveValue('')
  await expect(rows(page)).toHaveCount(31)
  await search(page).fill('customer 1')
  await search(page).press('Enter')
  await expect(rows(page)).toHaveCount(10)
  await page.getByRole('link', { name: 'Customer 11', exact: true }).click()
  await expect(heading(page)).toHaveText('Customer 11')
  await page.goBack()
  await expect(search(page)).toHaveValue('customer 1')
  await search(page).fill('nothing like it')
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(search(page)).toHaveValue('')
  await page.goBack()
  await expect(search(page)).toHaveValue('nothing like it')
  await page.goForward()
  await expect(search(page)).toHaveValue('')
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('deletions return to the list as it was', async ({ page }) => {
      await page.goto(list)
      await page.getByLabel('Select Customer 38').check()
      await page.getByRole('button', { name: 'Delete…' }).click()
      await expect(heading(page)).toHaveText('Delete 1 account?')
      await page.getByRole('link', { name: 'Cancel' }).click()
      await expectList(page)
      const id = await page.getByRole('link', { name: 'Customer 39' }).getAttribute('href')
      // The row menu needs JavaScript; without it, the page is reached by its address.
      if (javaScriptEnabled) {
        await expect(page.getByLabel('Select Customer 38')).toBeChecked()
        await page.getByRole('button', { name: 'Actions for Customer 39' }).click()
        await page.getByRole('link', { name: 'Delete Account' }).click()
        await expect(heading(page)).toHaveText('Delete “Customer 39”?')
      } else {
        const query = new URL(list, page.url()).searchParams.toString()
        await page.goto(`${id}/delete?${new URLSearchParams({ list: query })}`)
      }
      const deletePage = page.url()
      await page.getByRole('link', { name: 'Cancel' }).click()
      await expectList(page)
      await page.goto(deletePage)
      await page.getByRole('button', { name: 'Delete Account' }).click()
      await expect(page.getByText('“Customer 39” was deleted.').first()).toBeVisible()
      await expectList(page)
      await page.getByRole('link', { name: 'Dismiss' }).click()
      await expect(page.getByRole('main').getByText('was deleted.')).toHaveCount(0)
      await expectList(page)
    })

    test('the Active switch asks to deactivate', async ({ page }) => {
      await page.goto(list)
      await page.getByRole('link', { name: 'Customer 39' }).click()
      await page.getByRole('switch', { name: 'Active' }).click()
      await expect(page.getByRole('heading', { name: 'Deactivate “Customer 39”?' })).toBeVisible()
      await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
      await expect(page.getByText('“Customer 39” was deactivated.').first()).toBeVisible()
    })

    test('Undo whose external ID was taken asks for another one', async ({
      page,
      organization,
      db,
    }) => {
      await page.goto(list)
      const link = page.getByRole('link', { name: 'Customer 39' })
      const id = Number((await link.getAttribute('href'))?.split('/').at(-1))
      await link.click()
      await page.getByRole('link', { name: 'Delete Account' }).click()
      await page.getByRole('button', { name: 'Delete Account' }).click()
      await expect(page.getByText('“Customer 39” was deleted.').first()).toBeVisible()
      await db.rows(
        `UPDATE accounts SET external_id = (SELECT external_id FROM accounts WHERE id = $1)
          WHERE organization_id = $2 AND name = 'Customer 38'`,
        [id, organization.organizationId],
      )
      await page.getByRole('button', { name: 'Undo' }).click()
      const banner = page.getByRole('form', { name: 'Undo the deletion' })
      await expect(banner).toContainText('now belongs to Customer 38')
      await expect(banner).toContainText('{"active": true, "externalId": "…"}')
      if (javaScriptEnabled) await expectAccessible(page)
      await banner.getByLabel('New external ID').fill(`NEW-${id}`)
      await banner.getByRole('button', { name: 'Restore' }).click()
      await expect(heading(page)).toHaveText('Customer 39')
      await expect(page.getByLabel('External ID')).toHaveValue(`NEW-${id}`)
    })
  })
}

test('a wrong number keeps the selection, and the list leads to the deletion and its Undo', async ({
  page,
}) => {
  await page.goto(list)
  await page.getByLabel('Select this page').check()
  await page.getByRole('button', { name: 'Select all 30' }).click()
  await expect(page.getByRole('main').getByText('All 30 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect(page.getByText('Undo restores them.')).toBeVisible()
  await page.getByLabel(/^Type 30/).fill('29')
  await page.getByRole('button', { name: 'Delete 30 accounts' }).click()
  const form = page.getByRole('form', { name: 'Delete accounts' })
  await expect(form.getByText('Type 30, the number of accounts, to confirm.')).toBeVisible()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expectList(page)
  await expect(page.getByRole('main').getByText('All 30 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByLabel(/^Type 30/).fill('30')
  await page.getByRole('button', { name: 'Delete 30 accounts' }).click()
  await page.waitForURL('**/jobs/*')
  await page.goto('/security/accounts')
  const status = page.getByRole('main')
  await expect(status).toContainText('Completed: 30 accounts deleted.')
  await expect(status.getByText('selected')).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.waitForURL('**/jobs/*')
  await page.goto('/security/accounts')
  await expect(status).toContainText('Completed: 30 accounts restored.')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(status.getByText('30 accounts restored.')).toHaveCount(0)
  await expect(page.getByText('31 accounts in').first()).toBeVisible()
})

test('the hint at a duplicate name follows the typing', async ({ page }) => {
  const hint = page.getByText('Another active account has the same name.').first()
  await page.goto('/security/accounts/new')
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('customer 11')
  await expect(hint).toBeVisible()
  await name.fill('customer 111')
  await expect(hint).toBeHidden()
  await name.fill('Customer 11')
  await expect(hint).toBeVisible()
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(heading(page)).toHaveText('Customer 11')
  await expect(hint).toBeVisible()
  await name.fill('Customer 1111')
  await expect(hint).toBeHidden()
  await name.fill('Customer 12')
  await expect(hint).toBeVisible()
  await expectAccessible(page)
})

test.describe('in another time zone', () => {
  test.use({ timezoneId: 'Asia/Tokyo', locale: 'en-GB' })

  test('times are shown in the zone of the browser, and sessions in words', async ({
    page,
    organization,
  }) => {
    await page.context().clearCookies()
    await signIn(page, organization)
    await page.goto('/profile')
    const session = page.getByRole('row', { name: /This session/ })
    await expect(session).toContainText(/^Chrome.* \d+ on Linux/)
    await expect(session).toContainText('GMT+9')
    await expect(session).toContainText(/ago|now/)
  })
})

test('a user without a password is shown as such, with what to do', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId } = organization
  const { id: accountId } = await db.account(organizationId)
  const user = await db.user({ organizationId, accountId }, { passwordHash: '!' })
  await page.goto(`/security/accounts/${accountId}`)
  await expect(page.getByRole('row', { name: /Chuck/ })).toContainText('No password yet')
  await expectAccessible(page)
  await page.goto(`/security/accounts/${accountId}/users/${user.id}`)
  await expect(page.getByText('No password yet', { exact: true })).toBeVisible()
  await expect(page.getByText('Cannot sign in: no password yet.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'New password' }).fill('Round-house-7')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByText('No password yet')).toHaveCount(0)
  await expect(page.getByText('Can sign in, and must then choose a new password.')).toBeVisible()
  await expect(page.getByText('Must choose a password', { exact: true })).toBeVisible()
})
