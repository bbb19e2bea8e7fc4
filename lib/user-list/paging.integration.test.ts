import { expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'
import { searchPeople } from '@/lib/user-list/queries'

const orders = (['name', 'email', 'login', 'created'] as const).flatMap((sort) =>
  (['asc', 'desc'] as const).map((direction) => ({ sort, direction })),
)

test.each(orders.flatMap((order) => ['', 'last'].map((from) => ({ ...order, from }))))(
  'while users are added, deleted and deactivated, no page by $sort, $direction from "$from" repeats or loses one',
  async ({ from, ...order }) => {
    const home = await make.organization()
    const add = (firstName: string) => make.user(home, { firstName, passwordHash: 'a hash' })
    const ids: number[] = []
    for (let number = 0; number < 70; number += 1) ids.push((await add(`M${number % 7}`)).id)
    const changed = new Set<number>()
    const changeSome = async () => {
      for (const name of ['A', 'M3', 'Z']) await add(name)
      const [gone, inactive] = ids.filter((id) => id % 11 === 0 && !changed.has(id))
      if (!gone || !inactive) return
      await database().user.delete({ where: { id: gone } })
      await database().user.update({ where: { id: inactive }, data: { active: false } })
      changed.add(gone).add(inactive)
    }
    const seen: number[] = []
    for (let cursor = from, isEnd = false; !isEnd; await changeSome()) {
      const search = { ...order, status: ['active'], size: 25, cursor } as const
      const page = await searchPeople(home.admin, search)
      seen.push(...page.rows.map(({ id }) => id))
      cursor = from ? page.previous : page.next
      isEnd = cursor === ''
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(ids.filter((id) => !changed.has(id) && !seen.includes(id))).toEqual([])
  },
)
