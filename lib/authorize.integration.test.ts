import { beforeAll, expect, test, vi } from 'vitest'
import { createAccount } from '@/lib/accounts/commands'
import { searchAccounts } from '@/lib/accounts/list'
import { getAccount } from '@/lib/accounts/queries'
import { reloadActor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
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

test('each request writes a denial', async () => {
  const actor = await newActor()
  for (const name of ['One', 'Two']) {
    const again = await make.actorFor(actor.userId)
    await expect(createAccount(again, { name })).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await deniedOperations(actor.userId)).toEqual(['accounts.create', 'accounts.create'])
})

test('a denied action and the page that it shows again write one denial', async () => {
  const actor = await newActor()
  await expect(createAccount(actor, { name: 'One' })).rejects.toMatchObject({ code: 'forbidden' })
  // The page reads its actor again.
  const reader = await reloadActor(database(), actor)
  await expect(searchAccounts(reader)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await deniedOperations(actor.userId)).toEqual(['accounts.create'])
})

test('a person writes 30 denials a minute, and the log says how many more there were', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const warn = vi.spyOn(log, 'warn')
  const { userId } = await newActor()
  const denied = async () =>
    expect(searchAccounts(await make.actorFor(userId))).rejects.toMatchObject({ code: 'forbidden' })
  for (let index = 0; index < 33; index += 1) await denied()
  expect(await deniedOperations(userId)).toHaveLength(30)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(warn).toHaveBeenCalledWith(
    { organizationId: home.organizationId, userId, kind: 'denied', suppressed: 3 },
    'denials are not in the audit log',
  )
  await denied()
  expect(await deniedOperations(userId)).toHaveLength(31)
  vi.useRealTimers()
})

test('what one person is denied does not use up the denials of another', async () => {
  const [first, second] = [await newActor(), await newActor()]
  for (let index = 0; index < 31; index += 1) {
    const again = await make.actorFor(first.userId)
    await expect(searchAccounts(again)).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(searchAccounts(second)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await deniedOperations(second.userId)).toHaveLength(1)
})
