import type { Page } from '@playwright/test'
import { signIn } from '@/e2e/support/sign-in'
import type { TestDatabase } from '@/e2e/support/test-db'

type Account = Awaited<ReturnType<TestDatabase['account']>>
type AccountFields = Parameters<TestDatabase['account']>[1]

type Fixtures = {
  page: Page
  organization: Awaited<ReturnType<TestDatabase['organization']>>
  db: TestDatabase
}

/** Adds an account, signs in as the administrator and opens the account's page. */
export async function openAccount(
  { page, organization, db }: Fixtures,
  fields?: AccountFields,
): Promise<Account> {
  const account = await db.account(organization.organizationId, fields)
  await signIn(page, organization)
  await page.goto(`/security/accounts/${account.id}`)
  return account
}

/** Adds a user in an account of their own, signs in as the administrator and opens the user's page. */
export async function openUser({ page, organization, db }: Fixtures): Promise<{ id: number }> {
  const { organizationId } = organization
  const { id: accountId } = await db.account(organizationId)
  const user = await db.user({ organizationId, accountId })
  await signIn(page, organization)
  await page.goto(`/security/accounts/${accountId}/users/${user.id}`)
  return user
}
