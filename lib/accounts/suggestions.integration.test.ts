import { beforeAll, expect, test } from 'vitest'
import { suggestAccounts } from '@/lib/accounts/list'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization('Acme')
})

const add = (name: string, externalId?: string) =>
  make.account(home.organizationId, externalId === undefined ? { name } : { name, externalId })

async function suggested(q: string, { admin } = home) {
  const { accounts, isMore } = await suggestAccounts(admin, { q })
  return { names: accounts.map(({ name }) => name), isMore }
}

test('an account is suggested by its ID before all whose name has the number', async () => {
  const { id } = await add('Zebra Works')
  await Promise.all(Array.from({ length: 6 }, (_, n) => add(`Plant ${id} ${n}`)))
  for (const q of [String(id), `#${id}`]) {
    expect((await suggested(q)).names[0]).toBe('Zebra Works')
  }
  expect((await suggested(String(id))).isMore).toBe(true)
})

test('an account is suggested by its external ID before all others that begin with it', async () => {
  await Promise.all(Array.from({ length: 6 }, (_, n) => add(`Branch ${n}`, `crm-7-${n}`)))
  await add('Headquarters', 'CRM-7')
  const { names, isMore } = await suggested('crm-7')
  expect(names).toEqual(['Headquarters', 'Branch 0', 'Branch 1', 'Branch 2', 'Branch 3'])
  expect(isMore).toBe(true)
})

test('names that begin with the text are suggested before names that only contain it', async () => {
  for (const name of ['A Willow Shop', 'Willow', 'Willow Bakery', 'Black Willow']) await add(name)
  const inOrder = { names: ['Willow', 'Willow Bakery', 'A Willow Shop', 'Black Willow'] }
  expect(await suggested('WÍLLOW')).toEqual({ ...inOrder, isMore: false })
  expect((await suggested('shop willow')).names).toEqual(['A Willow Shop'])
})

test('nothing is suggested for no text, for a condition and for wildcards', async () => {
  await add('Percent')
  for (const q of ['', ' ', "name = 'Percent'", 'name LIKE', '%', '_']) {
    expect(await suggested(q)).toEqual({ names: [], isMore: false })
  }
})

test('neither deactivated accounts nor those of others are suggested', async () => {
  const { id } = await add('Secret Garden', 'garden-1')
  const other = await make.organization()
  for (const q of ['secret garden', 'garden-1', `#${id}`]) {
    expect((await suggested(q)).names).toEqual(['Secret Garden'])
    expect(await suggested(q, other)).toEqual({ names: [], isMore: false })
  }
  await make.account(home.organizationId, { name: 'Closed Garden', active: false })
  expect((await suggested('closed garden')).names).toEqual([])
})
