import { beforeEach, describe, expect, test, vi } from 'vitest'
import { deleteAccount } from '@/lib/accounts/commands'
import { database } from '@/lib/db/client'
import { confirmImport, importUsers } from '@/lib/imports/commands'
import { previewImport } from '@/lib/imports/queries'
import { ACCOUNT_GONE } from '@/lib/imports/user-importer'
import { getJob } from '@/lib/jobs/queries'
import { createLink } from '@/lib/links/records'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, finishJobsWhile, rejectedRows } from '@/lib/testing/jobs'

vi.stubEnv('SMTP_URL', 'smtp://localhost:1')
vi.stubEnv('MAIL_FROM', 'accounts@example.com')

let home: Awaited<ReturnType<typeof make.organization>>
let accountId: number
beforeEach(async () => {
  home = await make.organization()
  accountId = (await make.account(home.organizationId)).id
})

type Mode = 'add' | 'update' | 'both'

const user = (fields: Parameters<typeof make.user>[1] = {}) =>
  make.user({ organizationId: home.organizationId, accountId }, fields)
const read = ({ id }: { id: number }) => database().user.findUniqueOrThrow({ where: { id } })
const newEmail = () => `${crypto.randomUUID()}@example.com`

async function check(mode: Mode, ...lines: string[]) {
  const job = await importUsers(home.admin, { accountId, mode, content: csv(...lines) })
  await finishJobs()
  return job
}

async function importLines(mode: Mode, ...lines: string[]) {
  const job = await check(mode, ...lines)
  await confirmImport(home.admin, job)
  await finishJobs()
  return getJob(home.admin, job)
}

test('users are changed by ID or email address, and stay in their account', async () => {
  const [ada, grace] = [await user({ firstName: 'Ada' }), await user()]
  const other = await make.account(home.organizationId)
  const elsewhere = await make.user({
    organizationId: home.organizationId,
    accountId: other.id,
  })
  const missing = await user()
  const job = await importLines(
    'update',
    'id,email,first_name,city,account_admin',
    `${ada.id},,Augusta,London,yes`,
    `,${grace.email.toUpperCase()},,Arlington,`,
    `${elsewhere.id},,,Paris,`,
  )
  expect(job).toMatchObject({
    state: 'completed',
    succeeded: 3,
    rejected: 0,
    result: { added: 0, changed: 3, unchanged: 0 },
  })
  expect(await read(ada)).toMatchObject({
    firstName: 'Augusta',
    lastName: ada.lastName,
    email: ada.email,
    city: 'London',
    accountAdmin: true,
    version: 2,
    searchKey: expect.stringContaining('augusta'),
  })
  expect(await read(grace)).toMatchObject({ firstName: grace.firstName, city: 'Arlington' })
  expect(await read(elsewhere)).toMatchObject({ accountId: other.id, city: 'Paris' })
  expect(await read(missing)).toEqual(missing)
})

test('the check names every difference, and what stays the same', async () => {
  const [ada, same] = [await user(), await user()]
  const job = await check(
    'both',
    'id,email,first_name,last_name,city',
    `${ada.id},,,,London`,
    `,${same.email},${same.firstName},,`,
    `,${newEmail()},New,Person,`,
  )
  expect(await previewImport(home.admin, { id: job.id, size: 10 })).toEqual([
    {
      row: 2,
      action: 'change',
      name: `${ada.firstName} ${ada.lastName}`,
      changes: [{ column: 'city', before: '', after: 'London' }],
    },
    { row: 3, action: 'keep', name: `${same.firstName} ${same.lastName}`, changes: [] },
    { row: 4, action: 'add', name: 'New Person', changes: [] },
  ])
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'awaiting-confirmation',
    result: { added: 1, changed: 1, unchanged: 1 },
  })
  expect(await read(ada)).toEqual(ada)
  await confirmImport(home.admin, job)
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    succeeded: 3,
    result: { added: 1, changed: 1, unchanged: 1 },
  })
  expect(await read(same)).toEqual(same)
})

test('rows that fit nobody, or two that fit the same user, are rejected', async () => {
  const ada = await user()
  const stranger = await make.organization()
  const job = await check(
    'update',
    'id,email,city',
    `${ada.id},,London`,
    `,${ada.email},Paris`,
    `${stranger.userId},,Rome`,
    `,${newEmail()},Oslo`,
    ',,Bern',
    'x,,Bonn',
  )
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [3, 'An earlier row is for the same user. Keep one of them.'],
    [4, 'No user has this ID.'],
    [5, 'No user has this email address.'],
    [6, 'Add an ID or an email address.'],
    [7, expect.any(String)],
  ])
})

test('a file that may only add rejects users who exist', async () => {
  const ada = await user()
  const job = await check('add', 'first_name,last_name,email', `Augusta,L,${ada.email}`)
  expect(await getJob(home.admin, job)).toMatchObject({ rejected: 1, result: null })
  expect(await read(ada)).toEqual(ada)
})

test('nobody changes their own role or email with a file', async () => {
  const me = await read({ id: home.userId })
  const job = await check('update', 'id,account_admin,email', `${me.id},yes,`)
  const other = await check('update', 'id,email', `${me.id},${newEmail()}`)
  expect(await rejectedRows(home.admin, job.id)).toEqual([[2, "You can't change your own roles."]])
  expect(await rejectedRows(home.admin, other.id)).toEqual([
    [2, 'Change your own email on your profile.'],
  ])
  expect(await read(me)).toEqual(me)
})

test('a user of a deleted account is named as one, and stays as they are', async () => {
  const { organizationId } = home
  const former = await make.account(organizationId, { active: false })
  const fields = { active: false }
  const ada = await make.user({ organizationId, accountId: former.id }, fields)
  const reason = 'This user belongs to a deleted account. Reactivate the account first.'
  const byId = await importLines('both', 'id,city', `${ada.id},London`)
  expect(await rejectedRows(home.admin, byId.id)).toEqual([[2, reason]])
  const byEmail = await importLines('update', 'email,city', `${ada.email},London`)
  expect(await rejectedRows(home.admin, byEmail.id)).toEqual([[2, reason]])
  const added = await importLines('both', 'email,first_name,last_name', `${ada.email},A,B`)
  expect(await rejectedRows(home.admin, added.id)).toEqual([
    [2, expect.stringContaining('already belongs to a user')],
  ])
  expect(await read(ada)).toEqual(ada)
})

test('columns for the Org Admin role and for the status are not imported', async () => {
  const ada = await user()
  const job = await importLines('update', 'id,org_admin,active', `${ada.id},yes,no`)
  expect(job).toMatchObject({ parameters: { ignoredColumns: ['org_admin', 'active'] } })
  expect(await read(ada)).toEqual(ada)
})

test('a new email ends the links of the old one, and reports it to its owner', async () => {
  const [ada, grace] = [await user(), await user()]
  const { organizationId } = home
  await createLink(database(), {
    userId: ada.id,
    organizationId,
    purpose: 'invite',
    createdBy: null,
  })
  const address = newEmail()
  const job = await importLines(
    'update',
    'id,email',
    `${ada.id},${address}`,
    `${grace.id},${ada.email}`,
  )
  expect(job).toMatchObject({ succeeded: 1, rejected: 1 })
  expect(await read(ada)).toMatchObject({ email: address })
  expect(await read(grace)).toEqual(grace)
  expect(await database().userLink.count({ where: { userId: ada.id } })).toBe(0)
  const mails = await database().mail.findMany({ where: { userId: ada.id } })
  expect(mails).toMatchObject([{ recipient: ada.email, template: 'email-changed' }])
})

test('every changed user is audited as in a single change, with the job', async () => {
  const ada = await user()
  const job = await importLines('update', 'email,city', `${ada.email},London`)
  const [event] = await database().auditEvent.findMany({
    where: { organizationId: home.organizationId, operation: 'users.update' },
  })
  expect(event).toMatchObject({ targetId: ada.id, actorId: home.userId })
  expect(JSON.parse(event?.detail ?? '')).toMatchObject({
    before: { email: ada.email, city: '', active: true },
    after: { email: ada.email, city: 'London', active: true },
    job: job.id,
  })
})

describe('what changes between the check and the import rejects its row, and no other', () => {
  const rejections = async (id: number) => ({
    job: await getJob(home.admin, { id }),
    rows: await rejectedRows(home.admin, id),
  })

  test('an address that someone else takes while the batch runs', async () => {
    const [ada, grace, chuck] = [await user(), await user(), await user()]
    const other = await make.organization()
    const [taken, free] = [newEmail(), newEmail()]
    const job = await check(
      'update',
      'id,email,city',
      `${ada.id},${free},`,
      `${grace.id},${taken},Rome`,
      `${chuck.id},,Paris`,
    )
    await confirmImport(home.admin, job)
    await finishJobsWhile((db) =>
      db.user.update({ where: { id: other.userId }, data: { email: taken }, select: { id: true } }),
    )
    expect(await rejections(job.id)).toMatchObject({
      job: {
        state: 'completed',
        succeeded: 2,
        rejected: 1,
        result: { added: 0, changed: 2, unchanged: 0 },
      },
      rows: [[3, 'This email address already belongs to a user. Use another.']],
    })
    expect(await read(ada)).toMatchObject({ email: free })
    expect(await read(grace)).toEqual(grace)
    expect(await read(chuck)).toMatchObject({ city: 'Paris' })
    const about = { organizationId: home.organizationId, targetId: grace.id }
    expect(await database().auditEvent.count({ where: about })).toBe(0)
    expect(await database().mail.count({ where: { userId: grace.id } })).toBe(0)
  })

  test('a deleted user', async () => {
    const [ada, gone] = [await user(), await user()]
    const job = await check('update', 'id,city', `${ada.id},Rome`, `${gone.id},Rome`)
    await confirmImport(home.admin, job)
    await database().user.delete({ where: { id: gone.id } })
    await finishJobs()
    expect(await rejections(job.id)).toMatchObject({
      job: { state: 'completed', succeeded: 1 },
      rows: [[3, 'No user has this ID.']],
    })
  })

  test('the deleted account, to which nobody can be added', async () => {
    const other = await make.account(home.organizationId)
    const ada = await make.user({ organizationId: home.organizationId, accountId: other.id })
    const job = await check(
      'both',
      'email,first_name,last_name,city',
      `${ada.email},,,Rome`,
      `${newEmail()},New,Person,`,
    )
    await confirmImport(home.admin, job)
    await deleteAccount(home.admin, { id: accountId })
    await finishJobs()
    expect(await rejections(job.id)).toMatchObject({
      job: { state: 'completed', result: { added: 0, changed: 1, unchanged: 0 } },
      rows: [[3, ACCOUNT_GONE]],
    })
    expect(await read(ada)).toMatchObject({ city: 'Rome' })
    expect(await database().user.count({ where: { accountId } })).toBe(0)
  })
})
