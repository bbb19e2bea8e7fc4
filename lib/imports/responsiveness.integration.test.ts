import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { confirmImport, importAccounts, importUsers } from '@/lib/imports/commands'
import { getJob } from '@/lib/jobs/queries'
import { importModes } from '@/lib/jobs/schema'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs } from '@/lib/testing/jobs'
import { timed } from '@/lib/testing/timing'

// Other tests share the processors, so this is many times what is allowed. Without pauses, each of
// these files takes several seconds.
const MAX_DELAY_MS = 1_000

const marks = (length: number) => `a${'\u0301\u0323'.repeat(length / 2)}`
const accounts = (count: number, cells: (n: number) => string) =>
  csv('name,description,external_id', ...Array.from({ length: count }, (_, n) => cells(n)))
const users = (count: number, cell: string) =>
  csv(
    'first_name,last_name,email,street1,street2,city',
    ...Array.from(
      { length: count },
      (_, n) => `${cell},B,${n}${cell}@b.test,${cell},${cell},${cell}`,
    ),
  )

/** The longest time for which the server could not answer, in milliseconds. */
async function longestDelay(run: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await run()
  delay.disable()
  return delay.max / 1e6
}

test.each<[string, () => Uint8Array<ArrayBuffer>]>([
  ['cells of combining marks', () => accounts(40, (n) => `${n},${marks(25_000)},X-${n}`)],
  ['cells of as many marks as are read', () => accounts(500, (n) => `${n},${marks(2_000)},X-${n}`)],
  ['keys of combining marks', () => accounts(150, (n) => `${n},,${n}${marks(390)}`)],
  ['spaces inside of cells', () => accounts(20, (n) => `${n},a${' '.repeat(60_000)}b,X-${n}`)],
  ['a quotation mark in every cell', () => accounts(60, () => `"a" "${'c" "d'.repeat(9_000)}",,`)],
  ['thousands of cells in a row', () => accounts(20, (n) => `${n},,X-${n}${','.repeat(60_000)}`)],
  ['thousands of headings', () => csv(`name${',a'.repeat(30_000)}`, 'One')],
  ['a heading of combining marks', () => csv(`name,${marks(30_000)}`, 'One,')],
  ['blank lines', () => csv('name', 'One', '\n'.repeat(1_100_000))],
  [
    'blank lines before a broken one',
    () => new Uint8Array(Buffer.from(`${'\n'.repeat(2e6)}\xFC`, 'latin1')),
  ],
])('%s do not keep the server from answering others', timed, async (_, file) => {
  const { admin } = await make.organization()
  const content = file()
  const delay = await longestDelay(async () => {
    const job = await importAccounts(admin, { content }).catch(() => undefined)
    await finishJobs()
    if (job) await confirmImport(admin, job)
    await finishJobs()
    if (job) expect(await getJob(admin, job)).toMatchObject({ state: 'completed' })
  })
  expect(delay).toBeLessThan(MAX_DELAY_MS)
})

test.each(importModes)(
  'a file of users with such cells does not either, to %s',
  timed,
  async (mode) => {
    const { admin, organizationId } = await make.organization()
    const { id: accountId } = await make.account(organizationId)
    const content = users(60, marks(400))
    const delay = await longestDelay(async () => {
      const job = await importUsers(admin, { accountId, mode, content })
      await finishJobs()
      expect(await getJob(admin, job)).toMatchObject({ state: 'awaiting-confirmation' })
    })
    expect(delay).toBeLessThan(MAX_DELAY_MS)
  },
)

test('a file that changes a thousand users does not either', timed, async () => {
  const { admin, organizationId, accountId } = await make.organization()
  await seedOrganization(make.origin, { organizationId, accounts: 10, usersPerAccount: 100 })
  const people = await database().user.findMany({ where: { organizationId, orgAdmin: false } })
  const rows = people.map(({ id }) => `${id},${id}@moved.test,${'Long Street '.repeat(8)}`)
  const content = csv('id,email,street1', ...rows)
  const delay = await longestDelay(async () => {
    const job = await importUsers(admin, { accountId, mode: 'both', content })
    await finishJobs()
    await confirmImport(admin, job)
    await finishJobs()
    expect(await getJob(admin, job)).toMatchObject({ succeeded: people.length, rejected: 0 })
  })
  expect(delay).toBeLessThan(MAX_DELAY_MS)
})
