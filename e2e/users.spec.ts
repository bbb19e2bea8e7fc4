import { readFile } from 'node:fs/promises'
import { openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an administrator finds, filters, sorts and exports all users', async ({
      page,
      organization,
      db,
    }) => {
      const { organizationId } = organization
      const { id: customerId } = await db.account(organizationId, { name: 'Customer' })
      const customer = { organizationId, accountId: customerId }
      const long = 'Maximiliana-Wolfeschlegelsteinhausenbergerdorff'.padEnd(80, 'x')
      const grace = await db.user(customer, { firstName: 'Grace', lastName: 'Hopper' })
      await db.user(customer, { firstName: 'عبد الرحمن', lastName: long, active: false })
      await openAs(page, organization)

      await page.goto('/security/accounts')
      await page.getByRole('searchbox').fill(grace.email)
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      const people = page.getByRole('region', { name: 'People' })
      await expect(people).toContainText('Customer')
      await people.getByRole('link', { name: 'Grace Hopper' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper')

      await page.getByRole('navigation', { name: 'Security' }).getByText('Users').click()
      const rows = page.getByRole('table').getByRole('row')
      await expect(rows).toHaveCount(4)
      await page.getByRole('link', { name: 'Created' }).click()
      await expect(page).toHaveURL(/sort=created/)
      await page.getByRole('button', { name: 'Add filter' }).click()
      await page.getByLabel('Inactive').check()
      await page.getByRole('button', { name: 'Apply' }).click()
      await expect(page).toHaveURL(/status=inactive/)
      await expect(rows).toHaveCount(2)
      await expect(rows.nth(1)).toContainText('Inactive')

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Export' }).click(),
      ])
      const file = await readFile(await download.path(), 'utf8')
      expect(file.split('\r\n').filter(Boolean)).toHaveLength(2)
      expect(file).toContain('"Inactive"')

      await page.getByRole('link', { name: 'Remove filter Inactive' }).click()
      await expect(rows).toHaveCount(4)
      await page.goto('/security/users?q=nothing+like+it&status=locked')
      await expect(page.getByText('No user matches')).toBeVisible()
    })
  })
}
