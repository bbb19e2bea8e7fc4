import { beforeAll, expect, test } from 'vitest'
import * as make from '@/lib/testing/factories'
import { findCandidates } from '@/lib/user-list/queries'

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
})

async function addPerson(lastName: string, where: 'default account' | 'other account') {
  const { organizationId, accountId } = home
  const id = where === 'default account' ? accountId : (await make.account(organizationId)).id
  return make.user({ organizationId, accountId: id }, { firstName: 'Grace', lastName })
}

async function find(q: string, role: 'org-admin' | 'admin') {
  const { people, isMore } = await findCandidates(home.admin, { q, role })
  return { names: people.map(({ lastName }) => lastName), isMore }
}

test('a person is found for a role by name, email and ID, in any account', async () => {
  const grace = await addPerson('Quaxley', 'other account')
  for (const q of ['quaxl', 'Grace Quaxley', grace.email, `#${grace.id}`]) {
    for (const role of ['org-admin', 'admin'] as const) {
      expect(await find(q, role), q).toEqual({ names: ['Quaxley'], isMore: false })
    }
  }
})

test('nobody is found without a text, or in another organization', async () => {
  for (const q of ['', ' ', '\u200B']) {
    expect(await find(q, 'admin')).toEqual({ names: [], isMore: false })
  }
  const elsewhere = await make.organization()
  const found = await findCandidates(elsewhere.admin, { q: 'grace', role: 'org-admin' })
  expect(found).toEqual({ people: [], isMore: false })
})

test('people are sorted by name, and possible Org Admins come before the others', async () => {
  await addPerson('Sorted C', 'default account')
  await addPerson('Sorted B', 'other account')
  await addPerson('Sorted D', 'other account')
  await addPerson('Sorted A', 'default account')
  const byName = ['Sorted A', 'Sorted B', 'Sorted C', 'Sorted D']
  expect(await find('sorted', 'admin')).toEqual({ names: byName, isMore: false })
  const ableFirst = ['Sorted A', 'Sorted C', 'Sorted B', 'Sorted D']
  expect(await find('sorted', 'org-admin')).toEqual({ names: ableFirst, isMore: false })
})

test('the first ten are found, and it says whether there are more', async () => {
  const addPair = async (name: string) => {
    await addPerson(`Many ${name}`, 'default account')
    await addPerson(`Many ${name}`, 'other account')
  }
  // No digits: email addresses of tests have many, and are searched too.
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) await addPair(name)
  expect(await find('many', 'admin')).toMatchObject({ names: { length: 10 }, isMore: false })
  await addPair('Six')
  for (const role of ['org-admin', 'admin'] as const) {
    const { names, isMore } = await find('many', role)
    expect([names.length, isMore]).toEqual([10, true])
  }
  expect(await find('many six', 'org-admin')).toEqual({
    names: ['Many Six', 'Many Six'],
    isMore: false,
  })
})
