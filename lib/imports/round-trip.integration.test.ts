import { parse } from 'csv-parse/sync'
import { beforeEach, expect, test } from 'vitest'
import { exportAccounts } from '@/lib/accounts/list'
import { accountExportCells, accountExportHeader } from '@/lib/accounts/view'
import { database } from '@/lib/db/client'
import { confirmImport, importUsers } from '@/lib/imports/commands'
import { getJob } from '@/lib/jobs/queries'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, importAccountLines } from '@/lib/testing/jobs'
import { toCsv } from '@/lib/transport/to-csv'
import { exportUsers } from '@/lib/users/queries'
import { userExportCells, userExportHeader } from '@/lib/users/view'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

async function collect<Row>(batches: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of batches) rows.push(...batch)
  return rows
}

const exportedAccounts = async () => {
  const accounts = await collect(await exportAccounts(home.admin, {}))
  return toCsv([accountExportHeader, ...accounts.map(accountExportCells)])
}

/** Without the columns that differ in another organization. */
function importable(file: string, ignored: string[]): object[] {
  const rows: { [column: string]: string }[] = parse(file, { columns: true })
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !ignored.includes(column))),
  )
}

test('an export of accounts has their IDs, users and dates, and is imported again', async () => {
  const rows = Array.from(
    { length: 1_200 },
    (_, n) => `Name ${n % 700},"Line 1\n=Line;-${n}",=E-${n}`,
  )
  await importAccountLines(home.admin, 'name,description,external_id', ...rows)
  const exported = await exportedAccounts()
  const [first] = await database().account.findMany({
    where: { organizationId: home.organizationId, defaultAccount: false },
    orderBy: { nameKey: 'asc' },
    take: 1,
  })
  expect(parse(exported, { columns: true })[0]).toEqual({
    id: String(first?.id),
    name: 'Name 0',
    description: "Line 1\n'=Line;'-0",
    external_id: "'=E-0",
    users: '0',
    active_users: '0',
    created: first?.createdAt.toISOString(),
    updated: first?.updatedAt.toISOString(),
  })
  home = await make.organization()
  const ignoredColumns = ['id', 'users', 'active_users', 'created', 'updated']
  expect(await importAccountLines(home.admin, exported)).toMatchObject({
    succeeded: 1_200,
    rejected: 0,
    parameters: { ignoredColumns },
  })
  expect(importable(await exportedAccounts(), ignoredColumns)).toEqual(
    importable(exported, ignoredColumns),
  )
})

test('an export of users has their roles, state and dates, and is imported again', async () => {
  const header = 'first_name,last_name,email,account_admin,city'
  const row = `=Ann,-Lee,ann.${crypto.randomUUID()}@bücher.test,yes,"a;=1"`
  const importFile = async (content: Uint8Array<ArrayBuffer>) => {
    const { id: accountId } = await make.account(home.organizationId)
    const job = await importUsers(home.admin, { accountId, content })
    await finishJobs()
    await confirmImport(home.admin, job)
    await finishJobs()
    const users = await collect(await exportUsers(home.admin, { accountId }))
    const file = toCsv([userExportHeader, ...users.map(userExportCells)])
    return { file, users, job: await getJob(home.admin, job) }
  }
  const { file, users } = await importFile(csv(header, row))
  const [user] = users
  expect(parse(file, { columns: true })).toMatchObject([
    {
      id: String(user?.id),
      first_name: "'=Ann",
      email: user?.email,
      account_admin: 'yes',
      org_admin: 'no',
      active: 'yes',
      last_login: '',
      created: user?.createdAt.toISOString(),
    },
  ])
  await database().user.delete({ where: { id: user?.id ?? 0 } })
  const again = await importFile(csv(file))
  const ignored = ['id', 'org_admin', 'active', 'last_login', 'created']
  expect(again.job).toMatchObject({
    succeeded: 1,
    rejected: 0,
    parameters: { ignoredColumns: ignored },
  })
  expect(importable(again.file, ignored)).toEqual(importable(file, ignored))
})
