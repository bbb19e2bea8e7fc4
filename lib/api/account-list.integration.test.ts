import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { accountBody } from '@/lib/api/account-body'
import { endpoints } from '@/lib/api/endpoints'
import { database } from '@/lib/db/client'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

const ROWS = 211
let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let ids: number[]
beforeAll(async () => {
  const foreign = await make.organization()
  await make.account(foreign.organizationId)
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
  const { organizationId } = home
  const { id: inactiveId } = await make.account(organizationId, {
    name: 'Closed',
    active: false,
  })
  const data = Array.from({ length: ROWS - 1 }, (_, n) => ({
    organizationId,
    name: `Branch ${n}`,
    nameKey: `branch ${n}`,
    externalId: `B-${n}`,
  }))
  const created = await database().account.createManyAndReturn({ data, select: { id: true } })
  ids = [home.accountId, ...created.map(({ id }) => id)].toSorted((a, b) => a - b)
  expect(ids).not.toContain(inactiveId)
})

async function list(query = '') {
  const { status, headers, body } = await api(`GET /accounts${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return {
    ids: z
      .array(accountBody)
      .parse(body)
      .map(({ id }) => id),
    next: headers.get('elements-next-page-token'),
    total: headers.get('elements-total-count'),
    returned: headers.get('elements-returned-count'),
  }
}

describe('GET /accounts', () => {
  test('returns the 200 oldest active accounts by default', async () => {
    expect(await list()).toMatchObject({ ids: ids.slice(0, 200), next: expect.any(String) })
  })

  test('returns all accounts and their count, and no token, if they fit on one page', async () => {
    expect(await list('?pageSize=2000')).toMatchObject({ ids, next: null, total: String(ROWS) })
    expect(await list(`?pageSize=${ROWS}`)).toMatchObject({ ids, next: null, total: String(ROWS) })
  })

  test('returns the pages of another order', async () => {
    const first = await list('?orderBy=createdDate%20DESC&pageSize=150')
    const next = await list(`?orderBy=createdDate%20desc&pageSize=150&nextPage=${first.next}`)
    expect([...first.ids, ...next.ids]).toEqual(ids.toReversed())
    expect([first.total, next.total, next.next]).toEqual([String(ROWS), String(ROWS), null])
    const named = await list(`?orderBy=name&where=${encodeURIComponent("name LIKE 'Branch 1%'")}`)
    const names = Array.from({ length: ROWS - 1 }, (_, n) => `Branch ${n}`)
    expect(named.ids).toHaveLength(names.filter((name) => name.startsWith('Branch 1')).length)
    expect((await list('?orderBy=name&where=active%20=%20false')).ids).toEqual([])
  })

  test.each([
    ['orderBy=', 'orderBy'],
    ['orderBy=description', 'orderBy'],
    ['orderBy=name%20up', 'orderBy'],
    ['orderBy=name%20asc,id', 'orderBy'],
    ['orderBy=constructor', 'orderBy'],
    ['orderBy=name&orderBy=id', 'orderBy'],
    ['orderBy=name&page=2', 'page'],
    ['orderBy=name&offset=5', 'offset'],
    ['orderBy=name&includeInactive=true', 'includeInactive'],
    ['orderBy=name&nextPage=x', 'nextPage'],
  ])('rejects %s', async (query, field) => {
    const { status, body } = await api(`GET /accounts?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ field }] })
  })

  test('rejects the page token of another order', async () => {
    const { next } = await list('?orderBy=name&pageSize=1')
    for (const query of ['', 'orderBy=name%20desc&', 'orderBy=id&']) {
      const { status, body } = await api(`GET /accounts?${query}nextPage=${next}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({ errors: [{ field: 'nextPage' }] })
    }
  })

  test('supports an offset and page numbers', async () => {
    expect((await list('?pageSize=10&offset=7')).ids).toEqual(ids.slice(7, 17))
    expect((await list('?pageSize=10&page=1')).ids).toEqual(ids.slice(0, 10))
    expect((await list('?pageSize=10&page=3')).ids).toEqual(ids.slice(20, 30))
    expect(await list('?offset=200')).toMatchObject({ ids: ids.slice(200), next: null })
  })

  test('is empty beyond the last account, up to the largest offset and page', async () => {
    for (const query of ['?offset=211', '?offset=1000000000', '?page=1000000000&pageSize=2000']) {
      expect(await list(query)).toMatchObject({ ids: [], next: null })
    }
  })

  test('counts the accounts of a page, and of all pages on every page', async () => {
    for (const query of ['', '?pageSize=50', '?pageSize=50&page=3', '?offset=200', '?offset=999']) {
      const { ids: page, total, returned } = await list(query)
      expect({ query, total }).toEqual({ query, total: String(ROWS) })
      expect(returned).toBe(String(page.length))
    }
    const { next } = await list('?pageSize=50')
    expect(await list(`?pageSize=50&nextPage=${next}`)).toMatchObject({ total: String(ROWS) })
    const where = encodeURIComponent("name LIKE 'Branch 1%'")
    expect(await list(`?pageSize=5&where=${where}`)).toMatchObject({ total: '111', returned: '5' })
  })

  test('cuts a larger page size to 2000', async () => {
    for (const size of [2001, 1_000_000, '99999999999999999999']) {
      expect(await list(`?pageSize=${size}`)).toMatchObject({ ids })
    }
  })

  test('begins at the first page with an empty token, and has no filter with an empty condition', async () => {
    const first = await list('?pageSize=20')
    expect(await list('?pageSize=20&nextPage=')).toEqual(first)
    expect(await list('?pageSize=20&where=')).toEqual(first)
    expect(await list('?pageSize=20&nextPage=&page=2')).toMatchObject({ ids: ids.slice(20, 40) })
  })

  test.each(['GET', 'HEAD', 'POST'])('rejects unknown and repeated parameters of %s', async (m) => {
    const before = await make.databaseSnapshot()
    const body = m === 'POST' ? { externalId: 'X' } : undefined
    for (const query of [
      'permanent=true',
      'PageSize=1',
      'pagesize=1',
      'where[]=1',
      '=1',
      '__proto__=1',
    ]) {
      const { status } = await api(`${m} /accounts?${query}`, body)
      expect({ query, status }).toEqual({ query, status: 400 })
    }
    expect((await api(`${m} /accounts?pageSize=1&pageSize=1`, body)).status).toBe(400)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('names the unknown and repeated parameters', async () => {
    const { body } = await api('GET /accounts?permanent=true&pageSize=1&pageSize=2&where=')
    expect(body).toEqual({
      requestId: expect.any(String),
      message: 'permanent: unknown parameter. pageSize: must be sent only once.',
      errors: [
        { field: 'permanent', message: 'Unknown parameter.' },
        { field: 'pageSize', message: 'Must be sent only once.' },
      ],
    })
  })

  test.each([
    'pageSize=0',
    'pageSize=-1',
    'pageSize=1.5',
    'pageSize=all',
    'pageSize=',
    'offset=-1',
    'offset=1000000001',
    'offset=x',
    'offset=',
    'offset=1e2',
    'offset=0x10',
    'offset=%201',
    'page=',
    'page=0',
    'page=-3',
    'page=NaN',
    'nextPage=garbage',
    `nextPage=${'A'.repeat(2000)}`,
    'nextPage=W10',
  ])('rejects ?%s with 400 and names the parameter', async (query) => {
    const { status, body } = await api(`GET /accounts?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ field: query.split('=')[0] }] })
  })

  test('following the tokens skips and repeats nothing while accounts are added and deleted', async () => {
    const seen: number[] = []
    let next: string | null = ''
    for (let page = 0; next !== null; page += 1) {
      const current = await list(`?pageSize=20${next && `&nextPage=${next}`}`)
      seen.push(...current.ids)
      next = current.next
      await api('POST /accounts', { externalId: crypto.randomUUID() })
      await api(`DELETE /accounts/${ids[page * 3 + 1]}`)
      if (page > 20) break
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    const now = await list('?pageSize=2000')
    const stayed = ids.filter((id) => now.ids.includes(id))
    expect(seen.filter((id) => stayed.includes(id))).toEqual(stayed)
  })
})

describe('where', () => {
  test.each([
    ["name = 'Branch 150'", ['Branch 150']],
    ["name LIKE 'Branch 20_' AND name != 'Branch 200'", 9],
    ["name = 'Branch 150' OR externalId IN ('B-151', 'B-152')", 3],
    ['defaultAccount = true', ['Acme Company Default Account']],
    ["type = 'Default' AND active = true", ['Acme Company Default Account']],
    ["type LIKE 'Def%' OR type > 'D'", ['Acme Company Default Account']],
    ["type != 'Default' AND type < 'D' AND name = 'Branch 7'", ['Branch 7']],
    ["type IN ('CompanyAccount', 'Partner') AND name = 'Branch 7'", ['Branch 7']],
    ["type = 'Partner' OR type = 'default'", 0],
    ["active = false AND name = 'Closed'", ['Closed']],
    ["active = false AND name = 'Branch 200'", 0],
    ["active != true AND name = 'Closed'", ['Closed']],
    ["active IN (true, false) AND name IN ('Closed', 'Branch 1')", ['Closed', 'Branch 1']],
    ["name = 'Branch 1' OR (active = false AND name = 'Closed')", ['Closed', 'Branch 1']],
    ["name = 'Closed'", 0],
    ["name = 'active'", 0],
    ["createdDate > '2999-01-01'", 0],
    ["name = 'O''Brien'' OR 1=1 --'", 0],
  ])('%s', async (where, expected) => {
    const { body, status } = await api(`GET /accounts?where=${encodeURIComponent(where)}`)
    expect(status, JSON.stringify(body)).toBe(200)
    const names = z
      .array(accountBody)
      .parse(body)
      .map(({ name }) => name)
    if (typeof expected === 'number') expect(names).toHaveLength(expected)
    else expect(names).toEqual(expected)
  })

  test.each([
    ['name', 5],
    ['name LIKE', 10],
    ["name = 'a", 8],
    ["name = 'a' AND", 15],
    ["(name = 'a'", 12],
    ["password = 'a'", 1],
    ["nameKey = 'a'", 1],
    ["organizationId = '1'", 1],
    ['id = 1.5', 6],
    ['id = 99999999999', 6],
    ["id LIKE '1%'", 4],
    ["active = 'yes'", 10],
    ["createdDate = '2026-02-30'", 15],
    ["name = 'a'; DROP TABLE accounts", 11],
    ["🦊 = 'a'", 1],
    ["name = '🦊🦊' nonsense", 13],
    ["name = 'a\0'", 10],
    ["__proto__ = 'a'", 1],
    [`${'('.repeat(21)}name = 'a'${')'.repeat(21)}`, 21],
  ])('%s is rejected at character %i', async (where, at) => {
    const { body, status } = await api(`GET /accounts?where=${encodeURIComponent(where)}`)
    expect(status).toBe(400)
    const message = expect.stringContaining(`character ${at}:`)
    expect(body).toMatchObject({ errors: [{ field: 'where', message }] })
  })
})
