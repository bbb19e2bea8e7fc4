import { expectAccessibleInBothThemes, expectNoHorizontalScroll } from '@/e2e/support/accessibility'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

/** Checks the current width and 320 px, which is 1280 px at 400% zoom. */
for (const width of [1280, 390]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 900 } })

    test('no page has an accessibility problem', async ({ page, organization, db, guard }) => {
      test.setTimeout(120_000)
      guard.expectStatus(404, 403)
      const { organizationId, accountId, userId } = organization
      const name = `${'Very long name of a customer 🦊 '.repeat(2)}${'x'.repeat(20)}`.slice(0, 80)
      const account = await db.account(organizationId, { name })
      const parent = { organizationId, accountId: account.id }
      const lastName = 'x'.repeat(80)
      const user = await db.user(parent, { firstName: 'Maximiliana', lastName })
      const userWithoutRole = await db.user({ organizationId, accountId })
      const check = async (path: string) => {
        await page.goto(path)
        await expectAccessibleInBothThemes(page)
        await expectNoHorizontalScroll(page)
      }
      await check('/login')
      await check('/login?error=denied')
      await check('/set-password')
      await check('/login?password-set')
      await check('/forgotten-password')
      await check('/confirm-email')
      await check('/sign-out?failed')
      await check('/nowhere')
      await page.getByRole('link', { name: 'Back to console' }).click()
      await signIn(page, organization)
      await check('/security/accounts')
      await check('/security/accounts?q=nothing+like+it')
      await check('/security/accounts?q=ada')
      await check('/security/users?status=active&role=org-admin&signedIn=never')
      await check('/security/users?q=nothing+like+it')
      await check('/security/accounts/new')
      await page.getByRole('button', { name: 'Create' }).click()
      await expect(page.getByText('Name is required.')).toBeVisible()
      await expectAccessibleInBothThemes(page)
      await check(`/security/accounts/${account.id}`)
      await check(`/security/accounts/${account.id}?add`)
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByText('Fix 4 fields:')).toBeVisible()
      await expectAccessibleInBothThemes(page)
      await check(`/security/accounts/${accountId}`)
      await check(`/security/accounts/${account.id}/delete`)
      await check(`/security/accounts/${account.id}/users/${user.id}`)
      await check(`/security/accounts/${accountId}/users/${userId}`)
      await check(`/security/accounts/${account.id}/users/${user.id}/delete`)
      await check('/security/accounts/999999999')
      await check('/security/roles')
      await check('/security/roles?give=admin&q=Maximiliana')
      await check('/security/activity')
      await page.getByText('Details').first().click()
      await expectAccessibleInBothThemes(page)
      await check('/security/activity?person=nobody')
      await check('/security/settings')
      await check('/security/settings/providers/new')
      await check('/profile')
      await page.goto(`/security/accounts/${account.id}`)
      await page.getByRole('link', { name: 'Delete Account' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessibleInBothThemes(page)
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete Account' }).click()
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await expectAccessibleInBothThemes(page)
      await page.getByRole('button', { name: /^Menu of/ }).click()
      await expectAccessibleInBothThemes(page)
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await signIn(page, userWithoutRole)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
      await expect(page).toHaveTitle(/No access/)
      await expectAccessibleInBothThemes(page)
    })

    test('neither has a page about views, roles, providers or a step of signing in', async ({
      page,
      organization,
      db,
    }) => {
      test.setTimeout(120_000)
      const { organizationId } = organization
      const name = 'x'.repeat(80)
      const { id: accountId } = await db.account(organizationId, { name, accountAdmin: true })
      await db.user({ organizationId, accountId }, { lastName: name, accountAdmin: true })
      const [provider] = await db.rows(
        `INSERT INTO identity_providers (organization_id, key, name, issuer, client_id, client_secret)
         VALUES ($1, gen_random_uuid(), $2, 'https://login.example.com', 'console', '') RETURNING id`,
        [organizationId, name],
      )
      const [view] = await db.rows(
        `INSERT INTO saved_views (organization_id, name, name_key, query)
         VALUES ($1, $2, $2, 'q=Wxyz&users=without') RETURNING id`,
        [organizationId, 'w'.repeat(40)],
      )
      const check = async (path: string) => {
        await page.goto(path)
        await expectAccessibleInBothThemes(page)
        await expectNoHorizontalScroll(page)
      }
      await check('/second-factor')
      await signIn(page, organization)
      await check('/security/accounts/views')
      await check('/security/accounts/views/new?list=users%3Dwithout')
      await check(`/security/accounts/views/${view?.id}?list=users%3Dwith`)
      await check(`/security/accounts?users=without&createdFrom=2026-01-01&view=${view?.id}`)
      await check(`/security/accounts?q=userCount+%3E&last=${name}`)
      await page.getByText('Copy as cURL').click()
      for (const panel of ['Add filter', 'Columns']) {
        await page.getByRole('button', { name: panel }).click()
        await expect(page.getByRole('dialog', { name: panel })).toBeVisible()
        await expectAccessibleInBothThemes(page)
        await page.keyboard.press('Escape')
      }
      await check('/security/roles?give=org-admin&q=Chuck')
      await check(`/security/settings/providers/${provider?.id}`)
      await check(`/security/settings/providers/${provider?.id}/delete`)
      await check('/new-password')
      await check('/second-factor/set-up')
    })
  })
}

test('the set-up page has no accessibility problem', async ({ page, startServer }) => {
  const server = await startServer()
  await page.goto(await server.setUpLink())
  await expectAccessibleInBothThemes(page)
  await expectNoHorizontalScroll(page)
})
