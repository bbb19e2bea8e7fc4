import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createAccount, deleteAccount } from '@/lib/accounts/commands'
import { pendingDenials } from '@/lib/activity/denials'
import { auditLogBody } from '@/lib/api/audit-log-body'
import { endpoints } from '@/lib/api/endpoints'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { deleteUser } from '@/lib/users/commands'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let accountId: number
let userId: number
beforeAll(async () => {
  home = await make.organization()
  api = apiClient(endpoints, home)
  const { admin, organizationId } = home
  accountId = (await createAccount(admin, { name: 'Acme' })).id
  const user = await make.user({ organizationId, accountId }, { firstName: 'Grace', lastName: 'H' })
  userId = user.id
  await deleteUser(admin, { id: userId })
  await deleteAccount(admin, { id: accountId })
  const wrong = signIn(
    { ...make.origin, requestId: 'guess' },
    { email: home.email, password: 'no' },
  )
  await expect(wrong).rejects.toThrow()
  await signIn(make.origin, { email: home.email, password: make.PASSWORD })
  await pendingDenials()
})

async function list(query = '') {
  const { status, headers, body } = await api(`GET /audit-logs${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  const rows = z.array(auditLogBody).parse(body)
  return {
    rows,
    operations: rows.map(({ operation }) => operation),
    next: headers.get('elements-next-page-token'),
    total: headers.get('elements-total-count'),
    returned: headers.get('elements-returned-count'),
  }
}

const where = (condition: string) => `?where=${encodeURIComponent(condition)}`

const everything = [
  'session.signIn',
  'session.signIn',
  'accounts.delete',
  'users.delete',
  'accounts.create',
  'organization.create',
]

describe('GET /audit-logs', () => {
  test('lists what happened, the latest first, in sentences', async () => {
    const { rows, operations, total } = await list()
    expect(operations).toEqual(everything)
    expect(total).toBe(String(rows.length))
    expect(rows[2]).toMatchObject({
      message: 'Ada Founder deleted Acme.',
      outcome: 'done',
      user_id: home.userId,
      user_email: home.email,
      org_id: home.organizationId,
      account_id: accountId,
      target_type: 'account',
      target_id: accountId,
      detail: { before: { active: true }, after: { active: false } },
    })
    expect(rows[3]).toMatchObject({
      message: 'Ada Founder deleted Grace H.',
      account_id: accountId,
    })
  })

  test('returns pages by cursor', async () => {
    const first = await list('?pageSize=4')
    const second = await list(`?pageSize=4&nextPage=${first.next}`)
    expect([...first.operations, ...second.operations]).toEqual(everything)
    expect(second).toMatchObject({ next: null, returned: '2' })
  })

  test.each([
    ["operation = 'accounts.delete'", ['accounts.delete']],
    ["operation LIKE 'accounts.%'", ['accounts.delete', 'accounts.create']],
    ["outcome = 'refused'", ['session.signIn']],
    [
      "outcome = 'done' AND operation != 'session.signIn' AND id > 2",
      ['accounts.delete', 'users.delete'],
    ],
    [
      "operation IN ('users.delete', 'users.add') OR id = 1",
      ['users.delete', 'organization.create'],
    ],
    ["timestamp < '2020-01-01'", []],
    ["timestamp > '2020-01-01' AND operation = 'users.delete'", ['users.delete']],
    ['user_id = 999999999', []],
    ["user_email LIKE '%@example.com' AND operation = 'users.delete'", ['users.delete']],
    ["user_email = ''", []],
    ['org_id = 999999999', []],
  ])('filters where %s', async (condition, operations) => {
    expect((await list(where(condition))).operations).toEqual(operations)
  })

  test('filters by person, account and target, alone and together', async () => {
    const about = ['accounts.delete', 'users.delete', 'accounts.create']
    const { userId: id } = home
    expect((await list(where(`account_id = ${accountId}`))).operations).toEqual(about)
    expect((await list(`?accountId=${accountId}`)).operations).toEqual(about)
    expect((await list(`?userId=${id}`)).operations).toEqual(everything)
    expect((await list(`?userId=${id}&accountId=${accountId}`)).operations).toEqual(about)
    const user = `target_type = 'user' AND target_id = ${userId}`
    expect((await list(where(user))).operations).toEqual(['users.delete'])
    expect((await list(where(`${user} AND outcome = 'refused'`))).operations).toEqual([])
    const byId = await list(where(`target_id = ${userId} AND user_id = ${id}`))
    expect(byId.operations).toContain('users.delete')
  })

  test('filters by days and times', async () => {
    const { rows } = await list()
    const [last] = rows
    if (!last) throw new Error('The log is empty.')
    const today = last.timestamp.slice(0, 10)
    expect((await list(`?from=${today}&to=${today}`)).operations).toEqual(everything)
    expect((await list('?to=2020-01-31')).operations).toEqual([])
    expect((await list(`?from=${last.timestamp}`)).operations).toContain('session.signIn')
  })

  test('filters by an email address in any case, and by times of any zone', async () => {
    const email = `user_email = '${home.email.toUpperCase()}' AND org_id = ${home.organizationId}`
    expect((await list(where(email))).operations).toEqual(everything)
    const since = (time: string) => list(`?from=${encodeURIComponent(time)}`)
    const [last] = (await list()).rows
    const inZone = (time = '') =>
      `${new Date(Date.parse(time) + 7_200_000).toISOString().slice(0, -1)}+02:00`
    expect((await since(inZone(last?.timestamp))).rows[0]).toEqual(last)
    expect((await since('2999-01-01T00:00:00-11:00')).rows).toEqual([])
  })

  test.each([
    ['where=operation%20%3D', 'where'],
    ['where=name%20%3D%20%27x%27', 'where'],
    ['nextPage=x', 'nextPage'],
    ['from=yesterday', 'from'],
    ['offset=1', 'offset'],
  ])('rejects %s', async (query, field) => {
    const { status, body } = await api(`GET /audit-logs?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ field }] })
  })
})

test('GET /audit-logs/authentication lists sign-ins', async () => {
  const { status, body } = await api('GET /audit-logs/authentication')
  expect(status).toBe(200)
  const rows = z.array(auditLogBody).parse(body)
  expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'refused'])
  const denied = await api(`GET /audit-logs/authentication${where("outcome = 'refused'")}`)
  expect(denied.body).toMatchObject([
    { message: 'A sign-in as Ada Founder was denied: The email address or password is wrong.' },
  ])
})
