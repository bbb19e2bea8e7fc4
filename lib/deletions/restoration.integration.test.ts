import { beforeEach, describe, expect, test } from 'vitest'
import { deleteAccount } from '@/lib/accounts/commands'
import { findActorByJob } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import {
  startDeletion,
  startRestoration,
  workOnDeletion,
  workOnRestoration,
} from '@/lib/deletions/commands'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

async function workOff(work: typeof workOnDeletion, id: number): Promise<void> {
  for (let more = true; more; ) more = await work(await findActorByJob(id, make.origin), { id })
}

/** Deletes these accounts together; the job. */
async function deleted(...ids: number[]): Promise<number> {
  const asked = { id: ids.join(), confirmation: String(ids.length) }
  const { id } = await startDeletion(home.admin, asked)
  await workOff(workOnDeletion, id)
  return id
}

const activeOf = async (accountId: number) => {
  const { active, activeUserCount, deactivationId } = await database().account.findUniqueOrThrow({
    where: { id: accountId },
  })
  return { active, activeUserCount, deactivationId }
}

describe('undoing a deletion of many accounts', () => {
  test('restores them with exactly the users that went with them, each with a row in the audit log', async () => {
    const { organizationId } = home
    const [one, two, alone] = await Promise.all([0, 1, 2].map(() => make.account(organizationId)))
    if (!(one && two && alone)) throw new Error('no accounts')
    const user = (accountId: number, active = true) =>
      make.user({ organizationId, accountId }, { active })
    await user(one.id)
    await user(one.id)
    await user(one.id, false)
    await user(two.id)
    await deleteAccount(home.admin, { id: alone.id })
    const id = await deleted(one.id, two.id)

    const undone = await startRestoration(home.admin, { id })
    await workOff(workOnRestoration, undone.id)
    expect(await getJob(home.admin, undone)).toMatchObject({ state: 'done', total: 2, done: 2 })
    expect(await activeOf(one.id)).toEqual({
      active: true,
      activeUserCount: 2,
      deactivationId: null,
    })
    expect(await activeOf(two.id)).toMatchObject({ active: true, activeUserCount: 1 })
    expect(await activeOf(alone.id)).toMatchObject({ active: false })
    const audit = await database().auditEvent.findMany({
      where: { organizationId, operation: 'deletions.workOnUndo' },
      orderBy: { seq: 'asc' },
    })
    expect(audit.map(({ targetId, detail }) => [targetId, JSON.parse(detail).users])).toEqual([
      [one.id, 2],
      [two.id, 1],
    ])
  })

  test('tells which it could not restore, because their external ID is taken', async () => {
    const { organizationId } = home
    const one = await make.account(organizationId, { externalId: 'ONE' })
    const two = await make.account(organizationId, { externalId: 'TWO' })
    const id = await deleted(one.id, two.id)
    await make.account(organizationId, { externalId: 'ONE' })
    const undone = await startRestoration(home.admin, { id })
    await workOff(workOnRestoration, undone.id)
    expect(await getJob(home.admin, undone)).toMatchObject({ state: 'done', done: 1, refused: 1 })
    const rows = await listJobRows(home.admin, { id: undone.id, refused: true, size: 10 })
    expect(rows.map(({ row, fault }) => [row, fault])).toEqual([
      [one.id, 'Another active account has its external ID by now.'],
    ])
    expect(await activeOf(one.id)).toMatchObject({ active: false })
  })

  test('goes on bit by bit', async () => {
    const { organizationId } = home
    await seedOrganization(make.origin, { accounts: 1_200, usersPerAccount: 1, organizationId })
    const { id } = await startDeletion(home.admin, { all: 'on', confirmation: '1200' })
    await workOff(workOnDeletion, id)
    const undone = await startRestoration(home.admin, { id })
    const actor = await findActorByJob(undone.id, make.origin)
    expect(await workOnRestoration(actor, undone)).toBe(true)
    expect(await getJob(home.admin, undone)).toMatchObject({ state: 'running', done: 500 })
    await workOff(workOnRestoration, undone.id)
    expect(await getJob(home.admin, undone)).toMatchObject({ state: 'done', done: 1_200 })
    const where = { organizationId, active: false }
    expect(await database().account.count({ where })).toBe(0)
    expect(await database().user.count({ where })).toBe(0)
  })

  test('is refused while it runs, when all is restored, and elsewhere; nothing changes', async () => {
    const one = await make.account(home.organizationId)
    const asked = { id: String(one.id), confirmation: '1' }
    const running = await startDeletion(home.admin, asked)
    const refused = (id: number, admin = home.admin) =>
      expect(startRestoration(admin, { id })).rejects
    const other = await make.organization()
    const before = await make.databaseSnapshot()
    await refused(running.id).toMatchObject({ message: /still running/ })
    await refused(running.id, other.admin).toMatchObject({ code: 'not-found' })
    await refused(running.id + 1).toMatchObject({ code: 'not-found' })
    expect(await make.databaseSnapshot()).toBe(before)
    await workOff(workOnDeletion, running.id)
    await workOff(workOnRestoration, (await startRestoration(home.admin, running)).id)
    await refused(running.id).toMatchObject({ message: /None of these accounts is deleted/ })
  })
})
