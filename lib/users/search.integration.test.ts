import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import * as make from '@/lib/testing/factories'
import { searchUsers } from '@/lib/users/queries'

const people = [
  ['John', 'Doe'],
  ['Işık', 'O’Brien'],
  ['太郎', '山田'],
] as const

let admin: Actor
let accountId: number
let ids: number[]
beforeAll(async () => {
  const home = await make.organization('People')
  admin = home.admin
  accountId = (await make.account(home.organizationId)).id
  const users = []
  for (const [firstName, lastName] of people) {
    users.push(await make.user({ ...home, accountId }, { firstName, lastName }))
  }
  ids = users.map(({ id }) => id)
})

test.each<[string, number[]]>([
  ['doe john', [0]],
  ['Doe, J', [0]],
  ['do', [0]],
  ['isik', [1]],
  ["o'brien IŞIK", [1]],
  ['br', [1]],
  ['山田 太郎', [2]],
  ['郎', [2]],
  ['田太', []],
  ['oe', []],
  ['doe smith', []],
])('the users of an account are searched for %j like accounts', async (q, expected) => {
  const { rows } = await searchUsers(admin, { accountId, q })
  expect(rows.map(({ id }) => ids.indexOf(id))).toEqual(expected)
})

test('a user is found by ID and by email address', async () => {
  const [john = 0] = ids
  const { rows } = await searchUsers(admin, { accountId, q: 'doe' })
  const email = rows[0]?.email ?? ''
  for (const q of [`#${john}`, `ID ${john}`, email, email.toUpperCase()]) {
    const found = await searchUsers(admin, { accountId, q })
    expect(found.rows.map(({ id }) => id)).toEqual([john])
  }
})
