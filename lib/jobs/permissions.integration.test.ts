import { beforeEach, expect, test, vi } from 'vitest'
import { confirmImport, importAccounts, importUsers } from '@/lib/imports/commands'
import { cancelJob } from '@/lib/jobs/commands'
import { exportRejectedRows, getJob, listJobRows, listJobs } from '@/lib/jobs/queries'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs } from '@/lib/testing/jobs'

// No role has permission for accounts and not for users, so the test takes it from everyone.
const denied = vi.hoisted(() => new Set<string>())
vi.mock('@/lib/auth/permissions', async (importActual) => {
  const actual = await importActual<typeof import('@/lib/auth/permissions')>()
  const allows: typeof actual.allows = (holder, permission) =>
    !denied.has(permission) && actual.allows(holder, permission)
  return { ...actual, allows }
})

let admin: Awaited<ReturnType<typeof make.organization>>['admin']
let accounts: { id: number }
let users: { id: number }
beforeEach(async () => {
  denied.clear()
  const home = await make.organization()
  admin = home.admin
  const { id: accountId } = await make.account(home.organizationId)
  accounts = await importAccounts(admin, { content: csv('name', 'One') })
  const row = `A,B,${crypto.randomUUID()}@example.com`
  users = await importUsers(admin, {
    accountId,
    content: csv('first_name,last_name,email', row),
  })
  await finishJobs()
})

test('without users:read an import of users is hidden', async () => {
  denied.add('users:read')
  expect((await listJobs(admin)).rows.map(({ id }) => id)).toEqual([accounts.id])
  for (const read of [getJob, exportRejectedRows]) {
    await expect(read(admin, users)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await listJobRows(admin, { ...users, size: 10 })).toEqual([])
})

test.each([
  ['users:write', () => users],
  ['accounts:write', () => accounts],
] as const)(
  'without %s an import of them cannot be confirmed or canceled',
  async (permission, job) => {
    denied.add(permission)
    const before = await make.databaseSnapshot()
    for (const change of [confirmImport, cancelJob]) {
      await expect(change(admin, job())).rejects.toMatchObject({ code: 'not-found' })
    }
    expect(await make.databaseSnapshot()).toBe(before)
  },
)
