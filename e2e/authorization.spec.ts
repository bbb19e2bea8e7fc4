import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { type FormSubmission, readForm, submitForm } from '@/e2e/support/forms'
import { continueSession, openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import type { TestDatabase } from '@/e2e/support/test-db'

type Person = { sessionToken: string }

const organizationRows = `SELECT
  (SELECT json_agg(o ORDER BY id) FROM organizations o WHERE id = $1) AS organization,
  (SELECT json_agg(a ORDER BY id) FROM accounts a WHERE organization_id = $1) AS accounts,
  (SELECT json_agg(j.id ORDER BY id) FROM jobs j WHERE organization_id = $1) AS jobs,
  (SELECT json_agg(u ORDER BY id) FROM users u WHERE organization_id = $1) AS users,
  (SELECT json_agg(v ORDER BY id) FROM saved_views v WHERE organization_id = $1) AS views,
  (SELECT json_agg(s ORDER BY s.user_id) FROM user_settings s JOIN users u ON u.id = s.user_id
    WHERE u.organization_id = $1) AS settings,
  (SELECT json_agg(p ORDER BY id) FROM identity_providers p WHERE organization_id = $1) AS providers,
  (SELECT json_agg(d ORDER BY domain) FROM provider_domains d JOIN identity_providers p
      ON p.id = d.provider_id WHERE organization_id = $1) AS domains,
  (SELECT json_agg(s ORDER BY s.id) FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE u.organization_id = $1 AND s.user_agent = 'authorization spec') AS sessions,
  (SELECT json_agg(f ORDER BY source) FROM failed_attempts f JOIN users u ON u.id = f.user_id
    WHERE u.organization_id = $1) AS attempts,
  (SELECT json_agg(l ORDER BY id) FROM user_links l WHERE organization_id = $1) AS links,
  (SELECT json_agg(f ORDER BY user_id) FROM second_factors f JOIN users u ON u.id = f.user_id
    WHERE u.organization_id = $1) AS factors,
  (SELECT json_agg(f ORDER BY user_id) FROM second_factor_setups f JOIN users u ON u.id = f.user_id
    WHERE u.organization_id = $1) AS setups,
  (SELECT json_agg(p ORDER BY p.id) FROM passkeys p JOIN users u ON u.id = p.user_id
    WHERE u.organization_id = $1) AS passkeys`

/** Every path below Security that such a file serves, with these IDs. */
function pathsOf(file: 'page.tsx' | 'route.ts', accountId: number, userId: number): string[] {
  return readdirSync('app/security', { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === file && !name.includes('[...'))
    .map((name) => path.join('/security', path.dirname(name)))
    .map((route) => route.replace('[id]', `${accountId}`).replace('[userId]', `${userId}`))
}

const variants = (accountId: number) => [
  '/security/accounts?q=a&sort=id&direction=desc&size=25',
  '/security/accounts?q=userCount+%3E+0&created=30&users=with&signedIn=never',
  `/security/accounts/${accountId}?add`,
  '/security/users?status=active&role=org-admin&signedIn=never&sort=email',
  '/security/users/change?change=delete&all=on',
]

type FormTarget = { path: string; label: string; values?: { [name: string]: string } }

/** Every form of the console, with values that would change something. */
function formTargets(ids: {
  accountId: number
  userId: number
  deletedId: number
  providerId: number
  adminId: number
  jobId: number
  viewIds: number[]
}): FormTarget[] {
  const { accountId, userId, deletedId, providerId, adminId, jobId, viewIds } = ids
  const account = `/security/accounts/${accountId}`
  const user = `${account}/users/${userId}`
  const person = { firstName: 'New', lastName: 'Person', email: 'new.person@example.com' }
  const password = 'Another-horse-8'
  const settings = '/security/settings'
  const provider = `${settings}/providers/${providerId}`
  const roles = '/security/roles'
  const views = '/security/accounts/views'
  const admin = { id: `${adminId}` }
  return [
    { path: '/security/activity', label: 'Verify the activity log' },
    { path: settings, label: 'Organization', values: { name: 'Taken over' } },
    { path: settings, label: 'Password policy', values: { minLength: '9' } },
    { path: settings, label: 'Sessions', values: { idleMinutes: '20' } },
    { path: settings, label: 'End the old secret' },
    { path: settings, label: 'Second factor', values: { graceDays: '9' } },
    { path: `${settings}?reset`, label: 'Reset the Organization Secret' },
    { path: `${settings}?withdraw`, label: 'Withdraw the Organization Secret' },
    { path: '/security/accounts/new', label: 'Add Account', values: { name: 'Taken' } },
    { path: '/security/accounts', label: 'Columns' },
    { path: `${views}/new?list=q%3Dada`, label: 'Save a view', values: { name: 'Taken' } },
    { path: `${views}/${viewIds[0]}`, label: 'View', values: { name: 'Taken over' } },
    { path: `${views}/${viewIds[1]}`, label: 'Delete View' },
    { path: account, label: 'Account', values: { name: 'Taken over' } },
    { path: `${account}?add`, label: 'Add User', values: { ...person, password } },
    { path: user, label: 'User', values: { firstName: 'Taken' } },
    // After the form of the user, whose version it raises.
    { path: `${roles}?give=admin&q=${userId}`, label: 'Give Account Admin' },
    { path: `${user}?reset`, label: 'Reset the User Secret' },
    { path: `${user}?withdraw`, label: 'Withdraw the User Secret' },
    { path: roles, label: 'Take Account Admin', values: admin },
    { path: roles, label: 'Take Org Admin', values: admin },
    { path: roles, label: 'Take Account Admin from an account' },
    {
      path: `/security/users/change?change=require-password&id=${adminId}`,
      label: 'Require a new password',
    },
    { path: `/security/jobs/${jobId}`, label: 'Undo' },
    { path: user, label: 'Revoke link' },
    { path: user, label: 'Create reset link' },
    { path: user, label: 'Unlock user' },
    { path: user, label: 'End a session' },
    { path: user, label: 'Sign out everywhere' },
    { path: user, label: 'Reset second factor' },
    { path: user, label: 'Deactivate user' },
    { path: user, label: 'Reset password', values: { password } },
    { path: `${user}/delete`, label: 'Delete User' },
    { path: `${account}/delete`, label: 'Delete Account' },
    { path: provider, label: 'Add a domain', values: { domain: 'new.example.com' } },
    { path: `${provider}/delete`, label: 'Delete Identity Provider' },
    { path: `/security/accounts?deleted=${deletedId}`, label: 'Undo the deletion' },
  ]
}

async function addProvider(db: TestDatabase, organizationId: number): Promise<number> {
  const [row] = await db.rows(
    `INSERT INTO identity_providers (organization_id, key, name, issuer, client_id, client_secret)
     VALUES ($1, gen_random_uuid(), 'Acme', 'https://login.example.com', 'console', '') RETURNING id`,
    [organizationId],
  )
  return Number(row?.id)
}

/** A deactivation of one user, which can be undone. */
async function addDeactivation(
  db: TestDatabase,
  membership: { organizationId: number; accountId: number },
): Promise<number> {
  const user = await db.user(membership, { active: false })
  const [row] = await db.rows(
    `WITH marked AS (
            UPDATE users SET deactivation_id = gen_random_uuid() WHERE id = $1 RETURNING *),
          job AS (
            INSERT INTO jobs (organization_id, user_id, email, address, kind, state, parameters,
                              total, processed, succeeded)
            SELECT organization_id, id, email, '192.0.2.1', 'users.deactivate', 'completed',
                   jsonb_build_object('deactivationId', deactivation_id), 1, 1, 1
              FROM marked RETURNING id)
     INSERT INTO user_job_targets (job_id, user_ids)
     SELECT id, ARRAY[$1::int] FROM job RETURNING job_id AS id`,
    [user.id],
  )
  return Number(row?.id)
}

async function addViews(db: TestDatabase, organizationId: number): Promise<number[]> {
  const rows = await db.rows(
    `INSERT INTO saved_views (organization_id, name, name_key, query)
     VALUES ($1, 'Old', 'old', ''), ($1, 'New', 'new', 'created=7') RETURNING id`,
    [organizationId],
  )
  return rows.map(({ id }) => Number(id))
}

/** Locks a user, signs them in twice, and gives them a link and a second factor. */
async function lockAndSignIn(db: TestDatabase, { id }: { id: number }): Promise<void> {
  await db.rows(
    `INSERT INTO user_links (id, organization_id, user_id, purpose, expires_at)
     SELECT 'link-' || id, organization_id, id, 'password', now() + interval '1 hour'
       FROM users WHERE id = $1`,
    [id],
  )
  await db.rows(
    `INSERT INTO failed_attempts (subject, source, attempts, user_id, networks)
     SELECT encode(sha256(convert_to(email, 'UTF8')), 'hex'), '', 100, id, '{203.0.113.0/24}'
       FROM users WHERE id = $1`,
    [id],
  )
  await addSessions(db, { id })
  await db.rows("INSERT INTO second_factors (user_id, secret, last_step) VALUES ($1, '', 0)", [id])
}

async function addSessions(db: TestDatabase, { id }: { id: number }): Promise<void> {
  await db.rows(
    `INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
     SELECT 'session-' || n || '-' || $1::int, $1::int, now() + interval '1 hour', '192.0.2.1',
            'authorization spec'
       FROM generate_series(1, 2) n`,
    [id],
  )
}

async function addPasskey(db: TestDatabase, userId: number): Promise<number> {
  const [row] = await db.rows(
    `INSERT INTO passkeys (user_id, credential_id, rp_id, public_key, counter, transports,
                           backup_eligible, backed_up, name)
     VALUES ($1, $2, 'localhost', '', 0, '{}', false, false, 'Phone') RETURNING id`,
    [userId, `credential-${userId}`],
  )
  return Number(row?.id)
}

async function readForms(
  browser: Browser,
  base: string,
  administrator: Person,
  targets: FormTarget[],
) {
  // Without JavaScript, a form has a hidden field that names its action.
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: base })
  const page = await context.newPage()
  await continueSession(page, administrator)
  const forms: (FormSubmission & { label: string })[] = []
  for (const { path, label, values = {} } of targets) {
    await page.goto(path)
    forms.push({ label, ...(await readForm(page, label, values)) })
  }
  return { forms, administrator: page }
}

test.describe('a user without the role of an administrator', () => {
  test('gets 403 from every page, and nothing changes', async ({
    page,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403)
    const { organizationId, accountId } = organization
    const account = await db.account(organizationId)
    const user = await db.user({ organizationId, accountId: account.id })
    const person = await db.user({ organizationId, accountId }, { accountAdmin: true })
    await page.goto('/login')
    await page.getByLabel('Email').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    const before = await db.rows(organizationRows, [organizationId])
    const pages = pathsOf('page.tsx', account.id, user.id)
    for (const one of [...pages, ...variants(account.id)]) {
      expect((await page.goto(one))?.status(), one).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    }
    for (const one of pathsOf('route.ts', account.id, user.id)) {
      // Links are made by a form, so nobody can get that file.
      if (one.endsWith('/links')) {
        const headers = { Origin: new URL(page.url()).origin }
        expect((await page.request.get(one)).status(), one).toBe(405)
        expect((await page.request.post(one, { headers, form: {} })).status(), one).toBe(403)
        continue
      }
      // The template is the same for everyone who is signed in.
      const status = one.endsWith('/template') ? 200 : 403
      expect((await page.request.get(one)).status(), one).toBe(status)
    }
    expect(await db.rows(organizationRows, [organizationId])).toEqual(before)
  })

  test('cannot run any action, nor can visitors or other sites; an administrator can', async ({
    page,
    server,
    browser,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403, 401)
    const { organizationId, accountId } = organization
    const account = await db.account(organizationId)
    const deleted = await db.account(organizationId, { active: false })
    const user = await db.user({ organizationId, accountId: account.id })
    await lockAndSignIn(db, user)
    await db.rows(
      `UPDATE organizations SET previous_secret_hash = '', previous_secret_until = now() + interval '1 day'
        WHERE id = $1`,
      [organizationId],
    )
    const caller = await db.user({ organizationId, accountId }, { accountAdmin: true })
    const providerId = await addProvider(db, organizationId)
    const roles = { orgAdmin: true, accountAdmin: true }
    const { id: adminId } = await db.user({ organizationId, accountId }, roles)
    await db.account(organizationId, { accountAdmin: true })
    const ids = {
      accountId: account.id,
      userId: user.id,
      deletedId: deleted.id,
      providerId,
      adminId,
      jobId: await addDeactivation(db, { organizationId, accountId }),
      viewIds: await addViews(db, organizationId),
    }
    const targets = formTargets(ids)
    const { forms, administrator } = await readForms(browser, server.url, organization, targets)
    const { origin } = new URL(administrator.url())
    const readRows = () => db.rows(organizationRows, [organizationId])
    const expectDenied = async (
      sender: Page,
      headers: { [name: string]: string },
      statuses: number[],
    ) => {
      const before = await readRows()
      for (const form of forms) {
        expect(statuses, form.label).toContain(await submitForm(sender, form, headers))
      }
      expect(await readRows()).toEqual(before)
    }
    // A visitor gets 401 or a redirect to the sign-in page.
    await expectDenied(page, { Origin: origin }, [401, 307])
    await page.goto('/login')
    await page.getByLabel('Email').fill(caller.email)
    await page.getByLabel('Password', { exact: true }).fill(caller.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    await expectDenied(page, { Origin: origin }, [403])
    await expectDenied(administrator, { Origin: 'https://elsewhere.example' }, [403])
    await expectDenied(administrator, {}, [403])
    for (const form of forms) {
      const before = await readRows()
      expect(await submitForm(administrator, form, { Origin: origin }), form.label).toBeLessThan(
        400,
      )
      expect(await readRows(), form.label).not.toEqual(before)
    }
    await administrator.context().close()
  })

  test('changes what is their own, which nobody else can with their forms', async ({
    page,
    server,
    browser,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403, 401)
    const { organizationId, accountId } = organization
    const person = await db.user({ organizationId, accountId })
    await addSessions(db, person)
    const passkey = await addPasskey(db, person.id)
    const password = 'Another-horse-8'
    const newEmail = `new.${person.id}@example.com`
    const passwords = { currentPassword: person.password, password, repeatedPassword: password }
    const session = await db.session(person.id)
    const { forms, administrator: owner } = await readForms(browser, server.url, session, [
      { path: '/profile', label: 'Name', values: { firstName: 'Taken' } },
      // Before the email, whose change ends them as well.
      { path: '/profile', label: 'End other sessions' },
      // The version after the name was changed.
      { path: '/profile', label: 'Email', values: { email: newEmail, version: '2' } },
      { path: `/profile?rename=${passkey}`, label: 'Rename Phone', values: { name: 'Taken' } },
      { path: `/profile?remove=${passkey}`, label: 'Remove Phone' },
      { path: '/profile', label: 'Set up an authenticator app' },
      { path: '/profile?reset', label: 'Reset the User Secret' },
      { path: '/profile?withdraw', label: 'Withdraw the User Secret' },
      { path: '/profile', label: 'Choose a new password', values: passwords },
    ])
    const { origin } = new URL(owner.url())
    await page.goto('/login')
    await signIn(page, organization)
    const senders: [Page, { [name: string]: string }, number[]][] = [
      [await (await browser.newContext()).newPage(), { Origin: origin }, [401, 307]],
      [page, { Origin: origin }, [401]],
      [owner, { Origin: 'https://elsewhere.example' }, [403]],
      [owner, {}, [403]],
    ]
    const readRows = () => db.rows(organizationRows, [organizationId])
    const before = await readRows()
    for (const [sender, headers, statuses] of senders) {
      for (const form of forms) {
        expect(statuses, form.label).toContain(await submitForm(sender, form, headers))
      }
    }
    expect(await readRows()).toEqual(before)
    for (const form of forms) {
      const earlier = await readRows()
      expect(await submitForm(owner, form, { Origin: origin }), form.label).toBeLessThan(400)
      expect(await readRows(), form.label).not.toEqual(earlier)
    }
    await owner.context().close()
  })

  test('cannot save an open page after losing the role', async ({
    page,
    organization,
    db,
    guard,
  }) => {
    guard.expectStatus(403)
    const { organizationId, accountId } = organization
    const second = await db.user({ organizationId, accountId }, { orgAdmin: true })
    const account = await db.account(organizationId, { name: 'Before' })
    await openAs(page, await db.session(second.id), `/security/accounts/${account.id}`)
    await page.getByLabel('Name', { exact: true }).fill('After')
    await db.rows('UPDATE users SET org_admin = false WHERE id = $1', [second.id])
    await page.getByRole('button', { name: 'Update Account' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No access')
    const [row] = await db.rows('SELECT name FROM accounts WHERE id = $1', [account.id])
    expect(row).toEqual({ name: 'Before' })
  })
})

test('a visitor signs in and returns to the page they asked for', async ({
  page,
  organization,
  db,
}) => {
  const account = await db.account(organization.organizationId, { name: 'Wanted' })
  await page.goto(`/security/accounts/${account.id}?add`)
  await signIn(page, organization)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wanted')
  await expect(page.getByLabel('First Name')).toBeVisible()
})

test('records of another organization and invalid IDs are not found', async ({
  page,
  organization,
  db,
  guard,
}) => {
  guard.expectStatus(404)
  const other = await db.organization()
  const foreign = await db.account(other.organizationId)
  await continueSession(page, organization)
  const unknownIds = [
    foreign.id,
    2_000_000_000,
    '99999999999',
    'x',
    '-1',
    '1.5',
    '%00',
    '%F0%9F%A6%8A',
  ]
  for (const id of unknownIds) {
    expect((await page.goto(`/security/accounts/${id}`))?.status(), String(id)).toBe(404)
    await expect(page.getByRole('link', { name: 'Back to accounts' })).toBeVisible()
    expect((await page.goto(`/security/accounts/${id}/delete`))?.status(), String(id)).toBe(404)
  }
  const garbage = 'q=%00%ED%A0%80&sort=password&direction=up&size=7&cursor=%7B%7D&deleted=x&q=twice'
  expect((await page.goto(`/security/accounts?${garbage}`))?.status()).toBe(200)
  await page.goto(`/security/accounts?deleted=${foreign.id}&cursor=W10`)
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
})
