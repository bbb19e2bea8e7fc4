import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  createAccount,
  deleteAccount,
  restoreAccount,
  updateAccount,
} from '@/lib/accounts/commands'
import {
  getAccount,
  getActiveAccount,
  getDeletedAccount,
  hasDuplicateName,
} from '@/lib/accounts/queries'
import { findActorBySession } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import type { AppError } from '@/lib/errors'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization('Acme')
})

const rejection = (result: Promise<unknown>) =>
  result.then(
    () => expect.fail('The operation was not rejected.'),
    (error: AppError) => error,
  )

const auditRowsOf = (id: number) =>
  database().auditEvent.findMany({
    where: { organizationId: home.organizationId, targetType: 'account', targetId: id },
    orderBy: { seq: 'asc' },
  })

describe('adding an account', () => {
  test('normalizes the name and generates an external ID', async () => {
    const account = await createAccount(home.admin, { name: '  Cafe\u0301 GmbH ' })
    expect(account).toMatchObject({ name: 'Café GmbH', active: true, defaultAccount: false })
    expect(account.externalId).toMatch(/^[0-9a-f-]{36}$/)
    expect((await auditRowsOf(account.id)).map((row) => row.operation)).toEqual(['accounts.create'])
  })

  test.each([
    ['nothing', '', 'Name is required.'],
    ['only spaces', '   ', 'Name is required.'],
    ['81 characters', 'x'.repeat(81), 'Name can have at most 80 characters; this has 81.'],
    ['a NUL', 'a\0b', 'Name contains an invisible control character.'],
    ['a bidirectional override', 'a\u202Eb', 'Name contains an invisible control character.'],
    ['a lone surrogate', 'a\uD800', 'Name contains a broken character.'],
    ['an object', { not: '' }, 'Name must be text.'],
  ])('rejects %s as a name', async (_, name, message) => {
    const before = await make.databaseSnapshot()
    const error = await rejection(createAccount.runUntrusted(home.admin, { name }))
    expect(error.code).toBe('invalid')
    expect(error.fields.name).toContain(message)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('counts 80 emoji as 80 characters', async () => {
    const account = await createAccount(home.admin, { name: '🦊'.repeat(80) })
    expect(account.name).toBe('🦊'.repeat(80))
  })

  test('rejects unknown fields', async () => {
    const error = await rejection(
      createAccount.runUntrusted(home.admin, { name: 'A', organizationId: 1 }),
    )
    expect(error.code).toBe('invalid')
  })

  test('allows a duplicate name and reports it while both accounts are active', async () => {
    const [one, two] = [
      await createAccount(home.admin, { name: 'Twin' }),
      await createAccount(home.admin, { name: 'TWIN' }),
    ]
    expect((await getActiveAccount(home.admin, { id: two.id })).hasDuplicateName).toBe(true)
    await deleteAccount(home.admin, { id: one.id })
    expect((await getActiveAccount(home.admin, { id: two.id })).hasDuplicateName).toBe(false)
  })

  test('tells while a name is typed whether another active account has it', async () => {
    const { id } = await make.account(home.organizationId, { name: 'Typed Twice' })
    const other = await make.organization()
    const isTaken = (input: { name: string; except?: number }, { admin } = home) =>
      hasDuplicateName(admin, input)
    expect(await isTaken({ name: ' typed  TWICE ' })).toBe(true)
    expect(await isTaken({ name: 'Typed Twice', except: id })).toBe(false)
    expect(await isTaken({ name: 'Typed' })).toBe(false)
    expect(await isTaken({ name: '' })).toBe(false)
    expect(await isTaken({ name: 'Typed\0 Twice\uD800' })).toBe(false)
    expect(await isTaken({ name: 'Typed Twice' }, other)).toBe(false)
    await deleteAccount(home.admin, { id })
    expect(await isTaken({ name: 'Typed Twice' })).toBe(false)
  })
})

describe('updating an account', () => {
  const fields = { name: 'Renamed', description: 'A\nB', externalId: 'R-1' }

  test('saves the change and writes the values before and after to the audit log', async () => {
    const account = await make.account(home.organizationId, { name: 'Old' })
    const saved = await updateAccount(home.admin, { id: account.id, version: 1, ...fields })
    expect(saved).toMatchObject({ account: { ...fields, version: 2 }, changed: true })
    const [row] = await auditRowsOf(account.id)
    expect(JSON.parse(row?.detail ?? '')).toMatchObject({ before: { name: 'Old' }, after: fields })
    await deleteAccount(home.admin, { id: account.id })
  })

  test('rejects a stale save and returns the current values', async () => {
    const account = await make.account(home.organizationId)
    await updateAccount(home.admin, { id: account.id, version: 1, ...fields })
    const before = await make.databaseSnapshot()
    const error = await rejection(
      updateAccount(home.admin, { id: account.id, version: 1, ...fields, name: 'Mine' }),
    )
    expect(error).toMatchObject({ code: 'stale', current: fields, version: 2 })
    expect(await make.databaseSnapshot()).toBe(before)
    await deleteAccount(home.admin, { id: account.id })
  })

  test('writes nothing when nothing changes', async () => {
    const { id, name } = await make.account(home.organizationId)
    const before = await make.databaseSnapshot()
    const saved = await updateAccount(home.admin, { id, version: 1, name: ` ${name} ` })
    expect(saved).toMatchObject({ account: { name, version: 1 }, changed: false })
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await auditRowsOf(id)).toEqual([])
  })

  test('lets one of two saves of the same version win', async () => {
    const account = await make.account(home.organizationId)
    const save = (name: string) =>
      updateAccount(home.admin, { id: account.id, version: 1, ...fields, name })
    const results = await Promise.allSettled([save('One'), save('Two')])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await deleteAccount(home.admin, { id: account.id })
  })

  test('rejects the external ID of another active account on its field', async () => {
    const [one, two] = [
      await make.account(home.organizationId),
      await make.account(home.organizationId),
    ]
    const before = await make.databaseSnapshot()
    const error = await rejection(
      updateAccount(home.admin, { ...fields, id: two.id, version: 1, externalId: one.externalId }),
    )
    expect(error.code).toBe('conflict')
    expect(error.fields.externalId).toContain('Another active account')
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('deleting an account', () => {
  test('deactivates its users and ends their sessions and secrets, and Undo restores only those users', async () => {
    const account = await make.account(home.organizationId)
    const scope = { organizationId: home.organizationId, accountId: account.id }
    const active = await make.user(scope, { secret: randomUUID() })
    const inactive = await make.user(scope, { active: false })
    const token = await make.createSession(active.id)

    expect(await deleteAccount(home.admin, { id: account.id })).toMatchObject({ users: 1 })
    expect(await findActorBySession(token, make.origin)).toBeNull()
    expect((await rejection(getActiveAccount(home.admin, { id: account.id }))).code).toBe(
      'not-found',
    )
    expect(await getAccount(home.admin, { id: account.id })).toMatchObject({
      active: false,
      userCount: 2,
      activeUserCount: 0,
    })

    expect(await restoreAccount(home.admin, { id: account.id })).toMatchObject({ users: 1 })
    const users = await database().user.findMany({
      where: { accountId: account.id },
      orderBy: { id: 'asc' },
    })
    expect(users.map(({ id, active, secretHash }) => [id, active, secretHash])).toEqual([
      [active.id, true, null],
      [inactive.id, false, null],
    ])
    expect(await findActorBySession(token, make.origin)).toBeNull()
  })

  test('Undo names the account that has its external ID, and restores it with another', async () => {
    const one = await make.account(home.organizationId, { externalId: 'TAKEN' })
    await deleteAccount(home.admin, { id: one.id })
    const other = await make.account(home.organizationId, { name: 'Other', externalId: 'TAKEN' })
    const owner = { id: other.id, name: 'Other' }
    expect(await getDeletedAccount(home.admin, { id: one.id })).toMatchObject({
      externalIdOwner: owner,
    })
    const before = await make.databaseSnapshot()
    const error = await rejection(restoreAccount(home.admin, { id: one.id }))
    // Without a field, so that the form reads the page again and asks for a new external ID.
    expect(error).toMatchObject({ code: 'conflict', fields: {} })
    expect(error.message).toContain(`“Other” (ID ${other.id})`)
    const again = await rejection(restoreAccount(home.admin, { id: one.id, externalId: 'TAKEN' }))
    expect(again.fields.externalId).toContain(`“Other” (ID ${other.id})`)
    expect(await make.databaseSnapshot()).toBe(before)

    const restored = await restoreAccount(home.admin, { id: one.id, externalId: 'FREE' })
    expect(restored.account).toMatchObject({ active: true, externalId: 'FREE' })
    const [, restoration] = await auditRowsOf(one.id)
    expect(JSON.parse(restoration?.detail ?? '')).toMatchObject({
      before: { externalId: 'TAKEN' },
      after: { externalId: 'FREE' },
    })
    await deleteAccount(home.admin, { id: one.id })
    await updateAccount(home.admin, { id: other.id, externalId: 'TAKEN-2' })
    expect(await getDeletedAccount(home.admin, { id: one.id })).toMatchObject({
      externalIdOwner: undefined,
    })
    expect((await rejection(getDeletedAccount(home.admin, { id: other.id }))).code).toBe(
      'not-found',
    )
  })

  test('requires the name of an account with 100 active users', async () => {
    const account = await make.account(home.organizationId, { name: "Big O'Brien" })
    const scope = { organizationId: home.organizationId, accountId: account.id }
    for (let n = 0; n < 100; n += 1) await make.user(scope)
    const before = await make.databaseSnapshot()
    const error = await rejection(
      deleteAccount(home.admin, { id: account.id, confirmation: 'Small' }),
    )
    expect(error.fields.confirmation).toContain("Big O'Brien")
    expect(await make.databaseSnapshot()).toBe(before)
    await deleteAccount(home.admin, { id: account.id, confirmation: 'big O’Brien' })
  })

  test('rejects the default account, even in SQL', async () => {
    const before = await make.databaseSnapshot()
    const error = await rejection(deleteAccount(home.admin, { id: home.accountId }))
    expect(error).toMatchObject({ code: 'conflict' })
    const db = database()
    const statements = [
      db.$executeRaw`UPDATE accounts SET active = false WHERE id = ${home.accountId}`,
      db.$executeRaw`UPDATE accounts SET default_account = false, active = false WHERE id = ${home.accountId}`,
      db.$executeRaw`DELETE FROM accounts WHERE id = ${home.accountId}`,
      db.$executeRaw`DROP TABLE accounts CASCADE`,
    ]
    for (const statement of statements) await expect(statement).rejects.toThrow()
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
