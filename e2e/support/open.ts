import type { Page } from '@playwright/test'
import type { TestDatabase } from '@/e2e/support/test-db'

type Account = Awaited<ReturnType<TestDatabase['account']>>
type AccountFields = Parameters<TestDatabase['account']>[1]
type WithSession = { sessionToken: string }

type Fixtures = {
  page: Page
  organization: WithSession & { organizationId: number }
  db: TestDatabase
}

/** Continues a session that exists already, which is faster than to sign in. */
export async function continueSession(
  page: Page,
  { sessionToken: value }: WithSession,
): Promise<void> {
  const cookie = { name: 'console-session', value, domain: 'localhost', path: '/' }
  await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Lax' }])
}

export async function openAs(
  page: Page,
  person: WithSession,
  url = '/security/accounts',
): Promise<void> {
  await continueSession(page, person)
  await page.goto(url)
}

/** Adds an account and opens its page as the administrator. */
export async function openAccount(
  { page, organization, db }: Fixtures,
  fields?: AccountFields,
): Promise<Account> {
  const account = await db.account(organization.organizationId, fields)
  await openAs(page, organization, `/security/accounts/${account.id}`)
  return account
}

/** Adds a user in an account of their own and opens the user's page as the administrator. */
export async function openUser({ page, organization, db }: Fixtures): Promise<{ id: number }> {
  const { organizationId } = organization
  const { id: accountId } = await db.account(organizationId)
  const user = await db.user({ organizationId, accountId })
  await openAs(page, organization, `/security/accounts/${accountId}/users/${user.id}`)
  return user
}
