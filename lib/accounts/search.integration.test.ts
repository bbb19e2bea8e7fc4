import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { deleteAccount, restoreAccount } from '@/lib/accounts/commands'
import { exportAccounts, searchAccounts } from '@/lib/accounts/queries'
import { encodeCursor } from '@/lib/listing/cursor'
import { normalizeForSearch } from '@/lib/search-text'
import * as make from '@/lib/testing/factories'

describe('searching accounts', () => {
  let shop: Awaited<ReturnType<typeof make.organization>>
  const names = ['Éclair', 'apple', 'Banana 100%', 'Straße', '李小龙', 'under_score', 'Zed']
  beforeAll(async () => {
    shop = await make.organization('Shop')
    for (const name of names) await make.account(shop.organizationId, { name })
  })
  const search = async (input: { q?: string; size?: number }) =>
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
  ])('finds %j', async (q, expected) => {
    expect(await search({ q })).toEqual(expected)
  })

  test('finds an account by ID, and by prefix of the external ID in any case', async () => {
    const fields = { name: 'Numbered', externalId: 'ÄRZTE-ж7' }
    const account = await make.account(shop.organizationId, fields)
    expect(await search({ q: String(account.id) })).toContain('Numbered')
    for (const q of ['ÄRZTE-Ж7', 'ärzte']) expect(await search({ q })).toEqual(['Numbered'])
    await deleteAccount(shop.admin, { id: account.id })
  })

  test('finds any three characters of a name, across its words', async () => {
    const { organizationId, admin } = await make.organization('Parts')
    const letters = fc.constantFrom(...'abж_% ')
    const names = fc.string({ unit: letters, minLength: 1, maxLength: 9 }).map(normalizeForSearch)
    const all = fc.sample(names.filter(Boolean), { numRuns: 90, seed: 7 })
    for (const name of all) {
      await make.account(organizationId, { name, externalId: `X-${randomUUID()}` })
    }
    const part = fc.string({ unit: letters, maxLength: 6 }).map(normalizeForSearch)
    const searches = part.filter((q) => q.length >= 3)
    await fc.assert(
      fc.asyncProperty(searches, async (q) => {
        const { rows, total } = await searchAccounts(admin, { q, size: 100 })
        const expected = all.filter((name) => name.includes(q))
        expect(rows.map(({ name }) => name).toSorted()).toEqual(expected.toSorted())
        expect(total).toEqual({ count: expected.length, exact: true })
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  test('hides inactive accounts and those of other organizations', async () => {
    const rows = await search({ size: 100 })
    expect(rows.toSorted()).toEqual([...names, 'Shop Company Default Account'].toSorted())
  })

  test('replaces invalid parameters by their defaults', async () => {
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

  test('shows the last page when the page of a cursor has been deleted', async () => {
    const { organizationId, admin } = await make.organization('Ends')
    const ids: number[] = []
    for (let n = 10; n < 61; n += 1) {
      ids.push((await make.account(organizationId, { name: `Branch ${n}` })).id)
    }
    for (const q of ['branch', '']) {
      const input = { q, size: '25', sort: 'id' }
      const one = await searchAccounts.runUntrusted(admin, input)
      const two = await searchAccounts.runUntrusted(admin, { ...input, cursor: one.next })
      const { rows } = await searchAccounts.runUntrusted(admin, { ...input, cursor: two.next })
      for (const { id } of rows) await deleteAccount(admin, { id })
      const left = await searchAccounts.runUntrusted(admin, { ...input, cursor: two.next })
      expect(left.rows.map(({ id }) => id)).toEqual(two.rows.map(({ id }) => id))
      expect(left).toMatchObject({ total: { count: 50, exact: true }, next: '' })
      for (const { id } of rows) await restoreAccount(admin, { id })
    }
    for (const id of ids) await deleteAccount(admin, { id })
    const before = encodeCursor(
      { direction: 'previous', anchor: { key: 'branch 10', id: 1 }, firstRowNumber: 1 },
      'name asc',
    )
    const start = await searchAccounts(admin, { cursor: before })
    expect(start).toMatchObject({ total: { count: 1, exact: true }, firstRowNumber: 1 })
    const none = await searchAccounts(admin, { q: 'branch', cursor: before })
    expect(none).toMatchObject({ rows: [], total: { count: 0, exact: true }, previous: '' })
  })

  test.each(['name', 'id', 'created'] as const)(
    'pages by %s in both directions without a gap',
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

describe('exporting accounts', () => {
  let shop: Awaited<ReturnType<typeof make.organization>>
  const ids = new Map<string, number>()
  beforeAll(async () => {
    shop = await make.organization('Export')
    for (const name of ['Acme 1', 'Acme 2', 'Globex']) {
      ids.set(name, (await make.account(shop.organizationId, { name })).id)
    }
  })
  const selected = (...names: string[]) => names.map((name) => String(ids.get(name)))

  type Selection = { q?: string; all?: string; id?: string[] }
  test.each<[string, Selection, string[]]>([
    ['of a search', { q: 'acme' }, ['Acme 1', 'Acme 2']],
    ['selected in several searches', { q: 'acme', id: ['Globex', 'Acme 2'] }, ['Acme 2', 'Globex']],
    ['all of a search', { q: 'acme', all: 'on', id: ['Acme 1'] }, ['Acme 1', 'Acme 2']],
    ['all', { all: 'on', id: ['Acme 1'] }, ['Acme 1', 'Acme 2', 'Globex']],
  ])('writes %s', async (_, { id = [], ...input }, names) => {
    const exported: string[] = []
    const batches = await exportAccounts(shop.admin, { ...input, id: selected(...id) })
    for await (const rows of batches) exported.push(...rows.map(({ name }) => name))
    expect(exported).toEqual(names)
  })
})
