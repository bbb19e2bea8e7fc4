import {
  expectAccessibleAtAllWidths,
  expectNoHorizontalScrollAtAllWidths,
} from '@/e2e/support/accessibility'
import { continueSession, openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

test('no page has an accessibility problem', async ({
  page,
  organization,
  userWithoutRole,
  db,
  guard,
}) => {
  guard.expectStatus(404)
  const { organizationId, accountId, userId } = organization
  const name = `${'Very long name of a customer 🦊 '.repeat(2)}${'x'.repeat(20)}`.slice(0, 80)
  const account = await db.account(organizationId, { name })
  const parent = { organizationId, accountId: account.id }
  const lastName = 'x'.repeat(80)
  const user = await db.user(parent, { firstName: 'Maximiliana', lastName })
  const check = async (path: string) => {
    await page.goto(path)
    await expectAccessibleAtAllWidths(page)
    await expectNoHorizontalScrollAtAllWidths(page)
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
  await expectAccessibleAtAllWidths(page)
  await check(`/security/accounts/${account.id}`)
  await check(`/security/accounts/${account.id}?add`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Fix 4 fields:')).toBeVisible()
  await expectAccessibleAtAllWidths(page)
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
  await expectAccessibleAtAllWidths(page)
  await check('/security/activity?person=nobody')
  await check('/security/settings')
  const policy = page.getByRole('form', { name: 'Password policy' })
  await policy.getByLabel('Expires after').fill('30')
  await policy.getByRole('button', { name: 'Save' }).click()
  await expect(policy).toContainText('This makes passwords expire for')
  await expectAccessibleAtAllWidths(page)
  await policy.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('link', { name: 'Reset Organization Secret' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessibleAtAllWidths(page)
  await page.keyboard.press('Escape')
  await check('/security/settings/providers/new')
  await check('/profile')
  await page.goto(`/security/accounts/${account.id}`)
  await page.getByRole('link', { name: 'Delete Account' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessibleAtAllWidths(page)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete Account' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await expectAccessibleAtAllWidths(page)
  await page.getByRole('button', { name: /^Menu of/ }).click()
  await expectAccessibleAtAllWidths(page)
  await openAs(page, await db.session(userWithoutRole.id))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
  await expect(page).toHaveTitle(/No access/)
  await expectAccessibleAtAllWidths(page)
})

test('neither has a page about views, roles, providers or a step of signing in', async ({
  page,
  organization,
  db,
}) => {
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
    await expectAccessibleAtAllWidths(page)
    await expectNoHorizontalScrollAtAllWidths(page)
  }
  await check('/second-factor')
  await continueSession(page, organization)
  await check('/security/accounts/views')
  await check('/security/accounts/views/new?list=users%3Dwithout')
  await check(`/security/accounts/views/${view?.id}?list=users%3Dwith`)
  await check(`/security/accounts?users=without&createdFrom=2026-01-01&view=${view?.id}`)
  await check(`/security/accounts?q=userCount+%3E&last=${name}`)
  await page.getByText('Copy as cURL').click()
  for (const panel of ['Add filter', 'Columns']) {
    await page.getByRole('button', { name: panel }).click()
    await expect(page.getByRole('dialog', { name: panel })).toBeVisible()
    await expectAccessibleAtAllWidths(page)
    await page.keyboard.press('Escape')
  }
  await check('/security/roles?give=org-admin&q=Chuck')
  await check(`/security/settings/providers/${provider?.id}?choose`)
  await check(`/security/settings/providers/${provider?.id}/delete`)
  await check('/new-password')
  await check('/second-factor/set-up')
})

test('neither has a page that changes users or shows a job', async ({ page, organization, db }) => {
  const { organizationId, userId } = organization
  const name = 'x'.repeat(80)
  const { id: accountId } = await db.account(organizationId, { name })
  const user = await db.user({ organizationId, accountId }, { lastName: name })
  const check = async (path: string) => {
    await page.goto(path)
    await expectAccessibleAtAllWidths(page)
    await expectNoHorizontalScrollAtAllWidths(page)
  }
  await openAs(page, organization, '/security/users')
  await page.getByLabel(`Select Chuck ${name}`).check()
  await expectAccessibleAtAllWidths(page)
  await expectNoHorizontalScrollAtAllWidths(page)
  await check(`/security/users/change?change=deactivate&id=${user.id}&id=${userId}`)
  await check(`/security/users/change?change=delete&id=${user.id}`)
  await check('/security/users/change')
  await check(`/security/accounts/${accountId}/users/import`)
  const jobs = [
    { kind: 'users.import', state: 'awaiting-confirmation', rejected: 1 },
    { kind: 'users.make-links', state: 'awaiting-confirmation', rejected: 0 },
    { kind: 'users.deactivate', state: 'completed', rejected: 1 },
  ]
  const parameters = {
    file: `${name}.csv`,
    ignoredColumns: [name],
    accountId,
    mode: 'both',
    deactivationId: '00000000-0000-4000-8000-000000000000',
  }
  for (const { kind, state, rejected } of jobs) {
    const [job] = await db.rows(
      `WITH job AS (
              INSERT INTO jobs (organization_id, user_id, email, address, kind, state, parameters,
                                total, processed, succeeded, rejected)
              VALUES ($1, $2, '', '', $3, $4, $5, 2, 2, 1, $6) RETURNING id),
            rows AS (
              INSERT INTO job_rows (job_id, row, fields, error)
              SELECT id, 1, $7::jsonb, NULL FROM job
               UNION ALL SELECT id, 2, $7::jsonb, 'Already inactive.' FROM job)
       SELECT id FROM job`,
      [organizationId, userId, kind, state, parameters, rejected, { id: `${user.id}`, city: name }],
    )
    await check(`/security/jobs/${job?.id}`)
  }
})

test('neither has a filter, a list of jobs, an import or a conflict', async ({
  page,
  organization,
  db,
}) => {
  const { organizationId, userId } = organization
  const { id: accountId } = await db.account(organizationId, { name: 'x'.repeat(80) })
  const email = `${'long.'.repeat(12)}name@${'subsidiary.'.repeat(8)}example.com`
  const user = await db.user({ organizationId, accountId }, { email })
  const checkPage = async () => {
    await expectAccessibleAtAllWidths(page)
    await expectNoHorizontalScrollAtAllWidths(page)
  }
  const check = async (path: string) => {
    await page.goto(path)
    await checkPage()
  }
  await continueSession(page, organization)
  await check('/login?error=denied&confirm=00000000-0000-4000-8000-000000000000')
  await check('/security/jobs')
  await db.rows(
    `INSERT INTO jobs (organization_id, user_id, email, address, kind, state, message)
     VALUES ($1, $2, $3, '', 'users.delete', 'failed', 'The database took too long.')`,
    [organizationId, userId, email],
  )
  await check('/security/jobs')
  await check('/security/accounts/import')
  await check(`/security/accounts/delete?id=${accountId}`)
  for (const path of ['/security/users?q=long', '/security/activity?kind=users']) {
    await page.goto(path)
    await page.getByRole('button', { name: 'Add filter' }).click()
    await expect(page.getByRole('dialog', { name: 'Add filter' })).toBeVisible()
    await checkPage()
  }
  await page.goto(`/security/accounts/${accountId}/users/${user.id}`)
  await page.getByRole('link', { name: 'Delete User' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await checkPage()
  await page.goto('/security/settings')
  const form = page.getByRole('form', { name: 'Organization' })
  await form.getByLabel('Name').fill('Mine')
  await db.rows(
    `UPDATE organizations SET name = 'Theirs', name_version = name_version + 1 WHERE id = $1`,
    [organizationId],
  )
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('button', { name: 'Use theirs' })).toBeVisible()
  await checkPage()
})

test('the set-up page has no accessibility problem', async ({ page, startServer }) => {
  const server = await startServer()
  await page.goto(await server.setUpLink())
  await expectAccessibleAtAllWidths(page)
  await expectNoHorizontalScrollAtAllWidths(page)
})
