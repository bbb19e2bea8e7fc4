import { openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'

test('signing out through next-auth ends the session, even for a replayed cookie', async ({
  page,
  organization,
}) => {
  await signIn(page, organization)
  const cookies = await page.context().cookies()
  const session = () => page.request.get('/api/auth/session')
  expect(await (await session()).json()).toHaveProperty('expires')
  expect((await session()).headers()).not.toHaveProperty('set-cookie')
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const form = { csrfToken, callbackUrl: '/login' }
  const response = await page.request.post('/api/auth/signout', { form, maxRedirects: 0 })
  expect(response.status()).toBe(302)
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('console-session')
  await page.context().addCookies(cookies)
  expect(await (await session()).json()).toEqual({})
  await page.goto('/security/accounts')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
})

test('credentials sent to next-auth sign in to the console and trust the device', async ({
  page,
  organization: { email, password },
}) => {
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const path = '/api/auth/callback/credentials'
  const wrong = { form: { csrfToken, email, password: 'Wrong-horse-7' } }
  expect((await page.request.post(path, wrong)).status()).toBe(401)
  const right = { form: { csrfToken, email, password }, maxRedirects: 0 }
  expect((await page.request.post(path, right)).status()).toBe(302)
  expect((await page.context().cookies()).map(({ name }) => name)).toContain('console-device')
  await page.goto('/security/accounts')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
})

test('unserved paths of next-auth answer 404, and malformed bodies 400', async ({ page }) => {
  for (const path of ['signin', 'signout', 'error', 'verify-request', 'callback/credentials']) {
    const response = await page.request.get(`/api/auth/${path}`)
    expect([response.status(), response.headers()['content-type']], path).toEqual([
      404,
      'application/json; charset=utf-8',
    ])
  }
  const headers = { 'Content-Type': 'application/json' }
  for (const data of ['{{{', 'null', '{"callbackUrl":{}}']) {
    const request = { headers, data: Buffer.from(data) }
    expect((await page.request.post('/api/auth/signout', request)).status(), data).toBe(400)
  }
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a failed sign-out says so and can be tried again', async ({ page, organization, db }) => {
      await openAs(page, organization, '/profile')
      const lock = 'SELECT pg_advisory_xact_lock(1, $1::int), pg_sleep(600)'
      const locked = db.rows(lock, [organization.organizationId]).catch(String)
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await expect(page.getByText("You're still signed in.")).toBeVisible()
      await db.rows(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query = $1 AND state = 'active'`,
        [lock],
      )
      await locked
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
      await page.goto('/profile')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    })
  })
}
