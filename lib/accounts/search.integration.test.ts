import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  createAccount,
  deleteAccount,
  restoreAccount,
  updateAccount,
} from '@/lib/accounts/commands'
import { exportAccounts, searchAccounts } from '@/lib/accounts/list'
import { encodeCursor } from '@/lib/listing/cursor'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import * as make from '@/lib/testing/factories'

function hasWords(name: string, q: string): boolean {
  const words = q
    .split(' ')
    .flatMap((word) => word.match(/[\p{L}\p{N}](.*[\p{L}\p{N}])?/u)?.[0] ?? [])
  const isIn = (word: string) =>
    word.length > 2 ? name.includes(word) : new RegExp(`(^|[^\\p{L}\\p{N}])${word}`, 'u').test(name)
  return new Set(words).size > 1 && words.every(isIn)
}

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
    ['小龙', ['李小龙']],
    ['龙', ['李小龙']],
    ['李', ['李小龙']],
    ['ze', ['Zed']],
    ["'; DROP TABLE accounts; --", []],
    ['a\0pple', ['apple']],
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

  test.each([
    'ΟΔΥΣΣΕΥΣ-ΣΣ',
    'IŞIK-İ',
    'ISTANBUL-I',
    'ẞ-STRAẞE',
    'Ǆ-ǅ',
    '٢١-۱۲',
    'Ა-Ბ',
    'İ',
    'No 7',
    'ＡＢＣ',
    '李',
    '東京',
    'ｻｸ',
    'กข',
    '한국',
  ])(
    'finds an account by its external ID %s, typed as it is and in any case',
    async (externalId) => {
      const { admin } = await make.organization('Keys')
      const names = async (q: string) =>
        (await searchAccounts(admin, { q })).rows.map(({ name }) => name)
      const { id } = await createAccount(admin, { name: 'Elsewhere', externalId })
      await createAccount(admin, { name: 'Next', externalId: `${externalId}2` })
      for (const q of [externalId, externalId.toLowerCase(), externalId.toUpperCase()]) {
        expect(await names(q)).toEqual(['Elsewhere', 'Next'])
      }
      await updateAccount(admin, { id, externalId: 'Other' })
      expect(await names(externalId)).toEqual(['Next'])
      expect(await names('OTHER')).toEqual(['Elsewhere'])
    },
  )

  test('finds an account by its ID as pages and people write it', async () => {
    const { organizationId, admin } = await make.organization('Numbers')
    const { id } = await make.account(organizationId, { name: 'Numbered', externalId: 'N' })
    const ways = [
      '#',
      '# ',
      'ID ',
      'id: ',
      'ID:',
      'id=',
      'Id#',
      'No. ',
      '№ ',
      ' ',
      'Account ',
      'account id ',
      '(ID ',
    ]
    for (const before of ways) {
      const after = before.startsWith('(') ? ')' : ' '
      const { rows, total } = await searchAccounts(admin, { q: `${before}${id}${after}` })
      expect(rows.map((row) => row.id)).toEqual([id])
      expect(total).toEqual({ count: 1, exact: true })
    }
    for (const q of ['#0', '#99999999999', 'id', '#']) {
      expect((await searchAccounts(admin, { q })).rows).toEqual([])
    }
  })

  describe('one or two characters', () => {
    let people: Awaited<ReturnType<typeof make.organization>>
    const companies = [
      'Banco HP Norte',
      'hpe',
      'Alhp',
      "O'Brien (Br) x/Zy",
      '東京三菱 UFJ',
      'サクラ銀行',
      '한국전력',
      'ไทยพาณิชย์',
    ]
    beforeAll(async () => {
      people = await make.organization('Short')
      for (const name of companies) {
        await make.account(people.organizationId, { name, externalId: `_${randomUUID()}` })
      }
    })

    test.each([
      ['hp', ['Banco HP Norte', 'hpe']],
      ['HP', ['Banco HP Norte', 'hpe']],
      ['n', ['Banco HP Norte']],
      ['br', ["O'Brien (Br) x/Zy"]],
      ['zy', ["O'Brien (Br) x/Zy"]],
      ['三菱', ['東京三菱 UFJ']],
      ['菱', ['東京三菱 UFJ']],
      ['東京', ['東京三菱 UFJ']],
      ['くら', ['サクラ銀行']],
      ['ｸﾗ', ['サクラ銀行']],
      ['行', ['サクラ銀行']],
      ['전', ['한국전력']],
      ['국전', ['한국전력']],
      ['พา', ['ไทยพาณิชย์']],
      ['uf', ['東京三菱 UFJ']],
      ['fj', []],
      ['rt', []],
      ['京菱', []],
    ])('find %s where a word begins, and anywhere without spaces', async (q, expected) => {
      for (const sort of ['name', 'id'] as const) {
        const { rows, total } = await searchAccounts(people.admin, { q, sort })
        expect(rows.map(({ name }) => name).toSorted()).toEqual(expected.toSorted())
        expect(total.count).toBe(expected.length)
      }
    })
  })

  test.each([
    ['Doe John', ['John Doe']],
    ['doe, john', ['John Doe']],
    ['john d', ['John Doe']],
    ['d j', ['John Doe', 'Jo Dan']],
    ['norte hp banco', ['Banco HP Norte']],
    ['norte & hp', ['Banco HP Norte']],
    ['no ban', ['Banco HP Norte']],
    ['hp hp', []],
    ['co hp', ['Banco HP Norte']],
    ['hp co', []],
    ['doe smith', []],
    ['銀行 サクラ', ['サクラ銀行']],
  ])('finds the words of %j in any order', async (q, expected) => {
    const { organizationId, admin } = await make.organization('Order')
    for (const name of ['John Doe', 'Jo Dan', 'Banco HP Norte', 'サクラ銀行', 'Comercial']) {
      await make.account(organizationId, { name, externalId: `_${randomUUID()}` })
    }
    const { rows, total } = await searchAccounts(admin, { q })
    expect(rows.map(({ name }) => name).toSorted()).toEqual(expected.toSorted())
    expect(total).toEqual({ count: expected.length, exact: true })
  })

  test('finds any three characters of a name, and all of its words', async () => {
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
        const expected = all.filter((name) => name.includes(q) || hasWords(name, q))
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
