import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  createAccount,
  deleteAccount,
  restoreAccount,
  updateAccount,
} from '@/lib/accounts/commands'
import { getAccount, getActiveAccount, searchAccounts } from '@/lib/accounts/queries'
import { findActorBySession } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import type { AppError } from '@/lib/errors'
import { normalizeForSearch } from '@/lib/search-text'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization('Acme')
})

const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (error: AppError) => error,
  )

const auditOf = (id: number) =>
  database().auditEvent.findMany({
    where: { organizationId: home.organizationId, targetType: 'account', targetId: id },
    orderBy: { seq: 'asc' },
  })

describe('adding an account', () => {
  test('keeps its name in NFC and gives it an external ID of its own', async () => {
    const account = await createAccount(home.admin, { name: '  Cafe\u0301 GmbH ' })
    expect(account).toMatchObject({ name: 'Café GmbH', active: true, defaultAccount: false })
    expect(account.externalId).toMatch(/^[0-9a-f-]{36}$/)
    expect((await auditOf(account.id)).map((row) => row.operation)).toEqual(['accounts.create'])
  })

  test.each([
    ['nothing', '', 'Name is required.'],
    ['only spaces', '   ', 'Name is required.'],
    ['81 characters', 'x'.repeat(81), 'Name can have at most 80 characters; this has 81.'],
    ['a NUL', 'a\0b', 'Name contains an invisible control character.'],
    ['a bidirectional override', 'a\u202Eb', 'Name contains an invisible control character.'],
    ['a lone surrogate', 'a\uD800', 'Name contains a broken character.'],
    ['an object', { not: '' }, 'Name must be text.'],
  ])('refuses %s as a name', async (_, name, message) => {
    const before = await make.databaseSnapshot()
    const error = await refusal(createAccount.runUntrusted(home.admin, { name }))
    expect(error.code).toBe('invalid')
    expect(error.fields.name).toContain(message)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('counts 80 emoji as 80 characters', async () => {
    const account = await createAccount(home.admin, { name: '🦊'.repeat(80) })
    expect(account.name).toBe('🦊'.repeat(80))
  })

  test('refuses keys that it does not know', async () => {
    const error = await refusal(
      createAccount.runUntrusted(home.admin, { name: 'A', organizationId: 1 }),
    )
    expect(error.code).toBe('invalid')
  })

  test('says so when another active account has the name, without blocking', async () => {
    const [one, two] = [
      await createAccount(home.admin, { name: 'Twin' }),
      await createAccount(home.admin, { name: 'TWIN' }),
    ]
    expect((await getActiveAccount(home.admin, { id: two.id })).hasDuplicateName).toBe(true)
    await deleteAccount(home.admin, { id: one.id })
    expect((await getActiveAccount(home.admin, { id: two.id })).hasDuplicateName).toBe(false)
  })
})

describe('updating an account', () => {
  const fields = { name: 'Renamed', description: 'A\nB', externalId: 'R-1' }

  test('changes it and tells the audit log what was before', async () => {
    const account = await make.account(home.organizationId, { name: 'Old' })
    const saved = await updateAccount(home.admin, { id: account.id, version: 1, ...fields })
    expect(saved).toMatchObject({ account: { ...fields, version: 2 }, changed: true })
    const [row] = await auditOf(account.id)
    expect(JSON.parse(row?.detail ?? '')).toMatchObject({ before: { name: 'Old' }, after: fields })
    await deleteAccount(home.admin, { id: account.id })
  })

  test('refuses a stale save and shows what the account holds now', async () => {
    const account = await make.account(home.organizationId)
    await updateAccount(home.admin, { id: account.id, version: 1, ...fields })
    const before = await make.databaseSnapshot()
    const error = await refusal(
      updateAccount(home.admin, { id: account.id, version: 1, ...fields, name: 'Mine' }),
    )
    expect(error).toMatchObject({ code: 'stale', current: fields, version: 2 })
    expect(await make.databaseSnapshot()).toBe(before)
    await deleteAccount(home.admin, { id: account.id })
  })

  test('of two saves of the same version one wins', async () => {
    const account = await make.account(home.organizationId)
    const save = (name: string) =>
      updateAccount(home.admin, { id: account.id, version: 1, ...fields, name })
    const results = await Promise.allSettled([save('One'), save('Two')])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await deleteAccount(home.admin, { id: account.id })
  })

  test('refuses an external ID that another active account has, on that field', async () => {
    const [one, two] = [
      await make.account(home.organizationId),
      await make.account(home.organizationId),
    ]
    const before = await make.databaseSnapshot()
    const error = await refusal(
      updateAccount(home.admin, { ...fields, id: two.id, version: 1, externalId: one.externalId }),
    )
    expect(error.code).toBe('conflict')
    expect(error.fields.externalId).toContain('Another active account')
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('deleting an account', () => {
  test('deactivates its users and ends their sessions; Undo restores exactly those', async () => {
    const account = await make.account(home.organizationId)
    const place = { organizationId: home.organizationId, accountId: account.id }
    const active = await make.user(place)
    const asleep = await make.user(place, { active: false })
    const token = await make.createSession(active.id)

    expect(await deleteAccount(home.admin, { id: account.id })).toMatchObject({ users: 1 })
    expect(await findActorBySession(token, make.origin)).toBeNull()
    expect((await refusal(getActiveAccount(home.admin, { id: account.id }))).code).toBe('not-found')
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
    expect(users.map(({ id, active }) => [id, active])).toEqual([
      [active.id, true],
      [asleep.id, false],
    ])
    expect(await findActorBySession(token, make.origin)).toBeNull()
  })

  test('asks for the name from 100 active users on', async () => {
    const account = await make.account(home.organizationId, { name: 'Big One' })
    const place = { organizationId: home.organizationId, accountId: account.id }
    for (let n = 0; n < 100; n += 1) await make.user(place)
    const before = await make.databaseSnapshot()
    const error = await refusal(
      deleteAccount(home.admin, { id: account.id, confirmation: 'Small' }),
    )
    expect(error.fields.confirmation).toContain('Big One')
    expect(await make.databaseSnapshot()).toBe(before)
    await deleteAccount(home.admin, { id: account.id, confirmation: 'Big One' })
  })

  test('never takes the default account, neither here nor in the database', async () => {
    const before = await make.databaseSnapshot()
    const error = await refusal(deleteAccount(home.admin, { id: home.accountId }))
    expect(error).toMatchObject({ code: 'conflict' })
    const db = database()
    const refusedSql = [
      db.$executeRaw`UPDATE accounts SET active = false WHERE id = ${home.accountId}`,
      db.$executeRaw`UPDATE accounts SET default_account = false, active = false WHERE id = ${home.accountId}`,
      db.$executeRaw`DELETE FROM accounts WHERE id = ${home.accountId}`,
      db.$executeRaw`DROP TABLE accounts CASCADE`,
    ]
    for (const attempt of refusedSql) await expect(attempt).rejects.toThrow()
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('finding accounts', () => {
  let shop: Awaited<ReturnType<typeof make.organization>>
  const names = ['Éclair', 'apple', 'Banana 100%', 'Straße', '李小龙', 'under_score', 'Zed']
  beforeAll(async () => {
    shop = await make.organization('Shop')
    for (const name of names) await make.account(shop.organizationId, { name })
  })
  const find = async (input: object) =>
    (await searchAccounts(shop.admin, input)).rows.map(({ name }) => name)

  test.each([
    ['ECLA', ['Éclair']],
    ['nan', ['Banana 100%']],
    ['0%', []],
    ['00%', ['Banana 100%']],
    ['r_s', ['under_score']],
    ['strasse', ['Straße']],
    ['小龙', []],
    ['李', ['李小龙']],
    ['ze', ['Zed']],
    ["'; DROP TABLE accounts; --", []],
    ['a\0pple', []],
    ['\uD800', []],
  ])('by %j', async (q, expected) => {
    expect(await find({ q })).toEqual(expected)
  })

  test('by ID and by the beginning of the external ID, in small letters and capitals', async () => {
    const fields = { name: 'Numbered', externalId: 'ÄRZTE-ж7' }
    const account = await make.account(shop.organizationId, fields)
    expect(await find({ q: String(account.id) })).toContain('Numbered')
    for (const q of ['ÄRZTE-Ж7', 'ärzte']) expect(await find({ q })).toEqual(['Numbered'])
    await deleteAccount(shop.admin, { id: account.id })
  })

  test('by any part of three characters, wherever the words of the name begin', async () => {
    const { organizationId, admin } = await make.organization('Parts')
    const letters = fc.constantFrom(...'abж_% ')
    const named = fc.string({ unit: letters, minLength: 1, maxLength: 9 }).map(normalizeForSearch)
    const all = fc.sample(named.filter(Boolean), { numRuns: 90, seed: 7 })
    for (const name of all) {
      await make.account(organizationId, { name, externalId: `X-${randomUUID()}` })
    }
    const part = fc.string({ unit: letters, maxLength: 6 }).map(normalizeForSearch)
    const asked = part.filter((q) => q.length >= 3)
    await fc.assert(
      fc.asyncProperty(asked, async (q) => {
        const { rows, total } = await searchAccounts(admin, { q, size: 100 })
        const expected = all.filter((name) => name.includes(q))
        expect(rows.map(({ name }) => name).toSorted()).toEqual(expected.toSorted())
        expect(total).toEqual({ count: expected.length, exact: true })
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  test('never shows an inactive account or one of another organization', async () => {
    const rows = await find({ size: 100 })
    expect(rows.toSorted()).toEqual([...names, 'Shop Company Default Account'].toSorted())
  })

  test('bad parameters fall back to their defaults', async () => {
    const page = await searchAccounts.runUntrusted(shop.admin, {
      q: { not: '' },
      sort: 'password',
      direction: 'up',
      size: '7',
      cursor: 'garbage',
    })
    expect(page.rows[0]?.name).toBe('apple')
    expect(page).toMatchObject({
      firstRowNumber: 1,
      previous: '',
      total: { count: 8, exact: true },
    })
  })

  test.each(['name', 'id', 'created'] as const)(
    'pages by %s both ways without a gap',
    async (sort) => {
      const many = await make.organization('Many')
      for (let n = 0; n < 60; n += 1) {
        await make.account(many.organizationId, { name: `Same ${n % 7}` })
      }
      for (const direction of ['asc', 'desc'] as const) {
        const input = { sort, direction, size: '25' }
        const one = await searchAccounts(many.admin, input)
        const two = await searchAccounts(many.admin, { ...input, cursor: one.next })
        const three = await searchAccounts(many.admin, { ...input, cursor: two.next })
        const ids = [one, two, three].flatMap(({ rows }) => rows.map(({ id }) => id))
        expect(new Set(ids).size).toBe(61)
        expect([two.firstRowNumber, three.firstRowNumber, three.next]).toEqual([26, 51, ''])
        const back = await searchAccounts(many.admin, { ...input, cursor: three.previous })
        expect(back.rows).toEqual(two.rows)
        expect(back.firstRowNumber).toBe(26)
        const start = await searchAccounts(many.admin, { ...input, cursor: back.previous })
        expect(start.rows).toEqual(one.rows)
        expect(start.previous).toBe('')
      }
    },
  )
})
