import { beforeAll, describe, expect, test } from 'vitest'
import { deleteAccount, updateAccount } from '@/lib/accounts/commands'
import { describeEntry } from '@/lib/activity-log/columns'
import { listRecentChanges, searchActivity } from '@/lib/activity-log/queries'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { addUser } from '@/lib/users/add-user'
import { deleteUser, updateUser } from '@/lib/users/commands'

const person = { firstName: 'Grace', lastName: 'Hopper', password: 'Correct-horse-7' }
let home: Awaited<ReturnType<typeof make.organization>>
let account: { id: number }
let user: { id: number; email: string }

beforeAll(async () => {
  home = await make.organization()
  const { admin, organizationId } = home
  account = await make.account(organizationId, { name: 'Acme' })
  const email = 'grace.hopper@example.com'
  const added = await addUser(admin, { accountId: account.id, email, ...person })
  user = added.user
  await updateUser(admin, { id: user.id, lastName: 'Murray' })
  await signIn(make.origin, { email, password: person.password })
  await updateAccount(admin, { id: account.id, description: 'New' })
})

const sentences = async (filter: Parameters<typeof searchActivity>[1]) =>
  (await searchActivity(home.admin, filter)).rows.map(describeEntry)

describe('an account', () => {
  test('has its own entries and those of its users', async () => {
    expect(await sentences({ account: String(account.id) })).toEqual([
      'Ada Founder changed the description of Acme.',
      'Grace Murray signed in with their password.',
      'Ada Founder changed the last name of Grace Murray.',
      'Ada Founder added the user Grace Murray.',
    ])
  })

  test('has recent changes without sign-ins, and so has a user', async () => {
    const { admin } = home
    const ofAccount = await listRecentChanges(admin, { account: account.id })
    expect(ofAccount.map(({ operation }) => operation)).toEqual([
      'accounts.update',
      'users.update',
      'users.add',
    ])
    const ofUser = await listRecentChanges(admin, { user: user.id })
    expect(ofUser.map(({ operation }) => operation)).toEqual(['users.update', 'users.add'])
  })
})

describe('a deleted user', () => {
  beforeAll(async () => {
    await deleteUser(home.admin, { id: user.id })
  })

  test('keeps the last name they had, without a link', async () => {
    const { rows, filteredBy } = await searchActivity(home.admin, { user: user.id })
    expect(filteredBy.user).toEqual({ id: user.id, name: 'Grace Murray' })
    for (const { target } of rows) {
      expect(target).toMatchObject({ name: 'Grace Murray', accountId: null })
    }
    const [signedIn] = (await searchActivity(home.admin, { person: String(user.id) })).rows
    expect(signedIn?.actor).toMatchObject({ name: 'Grace Murray', accountId: null })
  })

  test('is found by the email address they had', async () => {
    expect(await sentences({ person: user.email })).toEqual([
      'Grace Murray signed in with their password.',
    ])
  })

  test('stays in their account', async () => {
    const [latest] = await sentences({ account: String(account.id) })
    expect(latest).toBe('Ada Founder deleted Grace Murray.')
  })
})

test('an account of a deleted user follows from earlier entries', async () => {
  const { organizationId } = home
  await database().$executeRaw`
    WITH head AS (UPDATE audit_heads SET seq = seq + 1, mac = ${'0'.repeat(64)}
                   WHERE organization_id = ${organizationId} RETURNING *)
    INSERT INTO audit_events (organization_id, seq, at, operation, outcome, target_type, target_id,
                              address, request_id, detail, mac)
    SELECT organization_id, seq, now(), 'session.signIn', 'refused', 'user', ${user.id}::int,
           '192.0.2.1', 'test', 'no JSON', mac FROM head`
  const [entry] = (await searchActivity(home.admin, { account: 'acme' })).rows
  expect(entry).toMatchObject({ outcome: 'refused', account: { id: account.id }, detail: {} })
})

test('a user of a deleted account is named, without a link', async () => {
  const { organizationId, admin } = home
  const { id: accountId } = await make.account(organizationId)
  const { id } = await make.user({ organizationId, accountId })
  await updateUser(admin, { id, firstName: 'Mary' })
  const targetOf = async () => (await searchActivity(admin, { user: id })).rows.at(-1)?.target
  expect(await targetOf()).toMatchObject({ id, accountId })
  await deleteAccount(admin, { id: accountId })
  expect(await targetOf()).toMatchObject({ id, accountId: null })
})
