import { beforeAll, expect, test } from 'vitest'
import { createAccount } from '@/lib/accounts/commands'
import { getAccount, searchAccounts } from '@/lib/accounts/queries'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
})

const newActor = async () => make.actorFor((await make.user(home)).id)

async function deniedOperations(userId: number): Promise<string[]> {
  const rows = await database().auditEvent.findMany({
    where: { actorId: userId, outcome: 'refused' },
    orderBy: { seq: 'asc' },
  })
  return rows.map(({ operation }) => operation)
}

test('the queries of one request write one denial', async () => {
  const actor = await newActor()
  const results = await Promise.allSettled([
    searchAccounts(actor),
    getAccount(actor, { id: home.accountId }),
  ])
  const denied = { status: 'rejected', reason: { code: 'forbidden' } }
  expect(results).toMatchObject([denied, denied])
  expect(await deniedOperations(actor.userId)).toEqual(['accounts.search'])
})

test('each command writes a denial', async () => {
  const actor = await newActor()
  for (const name of ['One', 'Two']) {
    await expect(createAccount(actor, { name })).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await deniedOperations(actor.userId)).toEqual(['accounts.create', 'accounts.create'])
})
