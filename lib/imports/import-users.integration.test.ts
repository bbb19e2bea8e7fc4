import { beforeEach, expect, test } from 'vitest'
import { deleteAccount } from '@/lib/accounts/commands'
import { database } from '@/lib/db/client'
import { confirmImport, importUsers } from '@/lib/imports/commands'
import { ACCOUNT_GONE } from '@/lib/imports/user-importer'
import { getJob } from '@/lib/jobs/queries'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, rejectedRows } from '@/lib/testing/jobs'
import { addUser } from '@/lib/users/add-user'

const header = 'first_name,last_name,email,account_admin,city'
const email = () => `${crypto.randomUUID()}@example.com`

let home: Awaited<ReturnType<typeof make.organization>>
let accountId: number
beforeEach(async () => {
  home = await make.organization()
  accountId = (await make.account(home.organizationId)).id
})

const upload = (...rows: string[]) =>
  importUsers(home.admin, { file: 'users.csv', accountId, content: csv(header, ...rows) })

async function importRows(...rows: string[]) {
  const job = await upload(...rows)
  await finishJobs()
  await confirmImport(home.admin, job)
  await finishJobs()
  return getJob(home.admin, job)
}

test('users are added to their account, active and without a password', async () => {
  const address = `${crypto.randomUUID()}@Example.com`
  const job = await importRows(
    `Chuck,Norris,${address},yes,Ryan`,
    `Ada,L,${address},,`,
    'A,B,nobody,maybe,',
  )
  expect(job).toMatchObject({ state: 'completed', succeeded: 1, rejected: 2 })
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [3, 'Row 2 of the file has the same email address. Use another.'],
    [4, expect.stringMatching(/email address like .* Write yes or no\./)],
  ])
  const user = await database().user.findFirstOrThrow({ where: { accountId } })
  expect(user).toMatchObject({
    email: address.toLowerCase(),
    accountAdmin: true,
    orgAdmin: false,
    active: true,
    city: 'Ryan',
    passwordHash: '!',
    secretHash: null,
  })
  const account = await database().account.findUniqueOrThrow({ where: { id: accountId } })
  expect(account.userCount).toBe(1)
})

test('no row is added once the account was deleted, and each says so', async () => {
  const job = await upload(`A,B,${email()},,`)
  await finishJobs()
  await deleteAccount(home.admin, { id: accountId })
  await confirmImport(home.admin, job)
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'completed',
    succeeded: 0,
    rejected: 1,
  })
  expect(await rejectedRows(home.admin, job.id)).toEqual([[2, ACCOUNT_GONE]])
  expect(await database().user.count({ where: { accountId } })).toBe(0)
})

test('every imported user is audited like one added by hand, with the job', async () => {
  const [added, imported] = [email(), email()]
  await addUser(home.admin, {
    firstName: 'Chuck',
    lastName: 'Norris',
    city: 'Ryan',
    email: added,
    password: make.PASSWORD,
    accountId,
  })
  const job = await importRows(`Chuck,Norris,${imported},,Ryan`)
  const events = await database().auditEvent.findMany({
    where: { organizationId: home.organizationId, targetType: 'user' },
    orderBy: { seq: 'desc' },
    take: 2,
  })
  const [byImport, byHand] = events.map(({ operation, detail }) => ({
    operation,
    ...JSON.parse(detail),
  }))
  expect(byImport).toEqual({
    ...byHand,
    after: { ...byHand.after, email: imported },
    job: job.id,
  })
})

test('an import into a deactivated or foreign account is refused, and nothing changes', async () => {
  const other = await make.organization()
  const foreign = await make.account(other.organizationId)
  const deactivated = await make.account(home.organizationId, { active: false })
  for (const { id } of [foreign, deactivated]) {
    accountId = id
    const before = await make.databaseSnapshot()
    await expect(upload(`A,B,${email()},,`)).rejects.toMatchObject({ code: 'not-found' })
    expect(await make.databaseSnapshot()).toBe(before)
  }
})
