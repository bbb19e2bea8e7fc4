import { beforeEach, describe, expect, test } from 'vitest'
import { getAccount } from '@/lib/accounts/queries'
import { findActorByJob } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { startDeletion, workOnDeletion } from '@/lib/deletions/commands'
import { previewDeletion } from '@/lib/deletions/queries'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const accounts = (...names: string[]) =>
  Promise.all(names.map((name) => make.account(home.organizationId, { name })))

/** Works on a job as the server does, to its end. */
async function workOff(id: number): Promise<void> {
  for (let more = true; more; )
    more = await workOnDeletion(await findActorByJob(id, make.origin), { id })
}

const active = () =>
  database().account.findMany({
    where: { organizationId: home.organizationId, active: true },
    orderBy: { id: 'asc' },
    select: { name: true },
  })

describe('a selection of accounts', () => {
  test('is deleted with its users, each with a row in the audit log', async () => {
    const [one, two, three] = await accounts('One', 'Two', 'Three')
    if (!(one && two && three)) throw new Error('no accounts')
    const member = await make.user({ organizationId: home.organizationId, accountId: one.id })
    const selected = { id: `${one.id},${two.id}` }
    expect(await previewDeletion(home.admin, { id: [one.id, two.id] })).toMatchObject({
      accounts: 2,
      users: 1,
      defaultAccount: false,
      names: ['One', 'Two'],
    })
    const { id } = await startDeletion(home.admin, { ...selected, confirmation: '2' })
    await workOff(id)
    expect(await getJob(home.admin, { id })).toMatchObject({ state: 'done', total: 2, done: 2 })
    expect((await active()).map(({ name }) => name)).toEqual([
      `${home.name} Company Default Account`,
      'Three',
    ])
    const after = await database().user.findUniqueOrThrow({ where: { id: member.id } })
    expect(after.active).toBe(false)
    const audit = await database().auditEvent.findMany({
      where: { organizationId: home.organizationId, operation: 'deletions.work' },
      orderBy: { seq: 'asc' },
    })
    expect(audit.map(({ targetId, actorId }) => [targetId, actorId])).toEqual([
      [one.id, home.userId],
      [two.id, home.userId],
    ])
  })

  test('tells row by row what was refused, and deletes the rest', async () => {
    const [one, gone] = await accounts('One', 'Gone')
    if (!(one && gone)) throw new Error('no accounts')
    const id = `${home.accountId},${one.id},${gone.id}`
    const job = await startDeletion(home.admin, { id, confirmation: '2' })
    await database().account.update({ where: { id: gone.id }, data: { active: false } })
    await workOff(job.id)
    const told = await getJob(home.admin, job)
    expect(told).toMatchObject({ state: 'done', total: 3, done: 1, refused: 2 })
    const rows = await listJobRows(home.admin, { id: job.id, refused: true, size: 10 })
    expect(rows.map(({ row, fault }) => [row, fault])).toEqual([
      [home.accountId, expect.stringContaining('default account')],
      [gone.id, expect.stringContaining('deleted already')],
    ])
  })

  test('is refused without the right number, and nothing changes', async () => {
    const [one] = await accounts('One')
    const before = await make.databaseSnapshot()
    for (const confirmation of ['', '2', '01', 'one', '11']) {
      const asked = startDeletion(home.admin, { id: String(one?.id), confirmation })
      await expect(asked).rejects.toMatchObject({ fields: { confirmation: /Type 1/ } })
    }
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await database().job.count({ where: { organizationId: home.organizationId } })).toBe(0)
  })

  test.each([{}, { id: '' }, { id: 'x,-1,1.5' }, { q: 'acme' }, { all: 'yes' }])(
    'that is none, %j, deletes nothing',
    async (selection) => {
      await accounts('Acme')
      const asked = startDeletion(home.admin, { ...selection, confirmation: '0' })
      await expect(asked).rejects.toMatchObject({ code: 'conflict' })
    },
  )

  test('never holds an account of another organization', async () => {
    const other = await make.organization()
    const theirs = await make.account(other.organizationId)
    const asked = startDeletion(home.admin, { id: String(theirs.id), confirmation: '1' })
    await expect(asked).rejects.toMatchObject({ code: 'conflict' })
    expect((await getAccount(other.admin, { id: theirs.id })).active).toBe(true)
  })
})

describe('all that a search finds', () => {
  test('is deleted, but not what is added afterwards', async () => {
    await accounts('Acme 1', 'Acme 2', 'Other')
    const { id } = await startDeletion(home.admin, { q: 'acme', all: 'on', confirmation: '2' })
    await accounts('Acme 3')
    await workOff(id)
    const left = (await active()).map(({ name }) => name)
    expect(left.slice(1)).toEqual(['Other', 'Acme 3'])
  })

  test('is deleted bit by bit, and cancelling keeps what is left', async () => {
    const { organizationId } = home
    await seedOrganization(make.origin, { accounts: 1200, usersPerAccount: 1, organizationId })
    const { id } = await startDeletion(home.admin, { all: 'on', confirmation: '1,200' })
    const actor = await findActorByJob(id, make.origin)
    expect(await workOnDeletion(actor, { id })).toBe(true)
    const half = await getJob(home.admin, { id })
    expect(half).toMatchObject({ state: 'running', total: 1201, done: 499, refused: 1 })
    await cancelJob(home.admin, { id })
    expect(await workOnDeletion(actor, { id })).toBe(false)
    expect(await active()).toHaveLength(1201 - 499)
  })
})
