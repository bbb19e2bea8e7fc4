import { parse } from 'csv-parse/sync'
import { NextRequest } from 'next/server'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { GET as exportActivity } from '@/app/security/activity/export/route'
import { deleteAccount } from '@/lib/accounts/commands'
import { activityFileCells, activityFileHeader } from '@/lib/activity-log/columns'
import { searchActivity } from '@/lib/activity-log/queries'
import { presentAuditLog } from '@/lib/api/audit-log-body'
import { unescapeFormula } from '@/lib/csv'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'
import { updateUser } from '@/lib/users/commands'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))

const hostileNames = [
  '=HYPERLINK("http://example.com";"Click")',
  "+1;=cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  'Two\r\n=lines',
  '"quoted", then=1',
  'Line\u2028and\u2029paragraph\u0085',
  '＝1',
]

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
  const { admin, organizationId } = home
  for (const name of hostileNames) {
    const { id: accountId } = await make.account(organizationId, { name })
    const names = { firstName: name, lastName: name }
    const { id } = await make.user({ organizationId, accountId }, names)
    await updateUser(admin, { id, lastName: 'Hopper' })
    await deleteAccount(admin, { id: accountId })
  }
})
beforeEach(async () => {
  browser.clearCookies()
  browser.setRequest()
  const { set } = await browser.cookies()
  set('console-session', await make.createSession(home.userId))
})

async function download(format: 'csv' | 'ndjson'): Promise<string> {
  const url = `http://localhost:3000/security/activity/export?format=${format}`
  return (await exportActivity(new NextRequest(url))).text()
}

test('no cell of the activity as CSV is a formula, and each comes back as it was', async () => {
  const rows: string[][] = parse(await download('csv'), { bom: true })
  const { rows: entries } = await searchActivity(home.admin)
  expect(rows[0]).toEqual(activityFileHeader)
  for (const cell of rows.flat().flatMap((text) => text.split(/[;\t\r\n]/))) {
    expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/)
  }
  const cells = rows.slice(1).map((row) => row.map(unescapeFormula))
  expect(cells).toEqual(entries.map(activityFileCells))
  expect(cells.length).toBe(2 * hostileNames.length + 1)
})

test('each line of the activity as NDJSON is one entry, whatever the names are', async () => {
  const text = await download('ndjson')
  // What some programs take for the end of a line.
  const lines = text.trimEnd().split(/[\n\r\u0085\u2028\u2029]/)
  const { rows: entries } = await searchActivity(home.admin)
  expect(lines.map((line) => JSON.parse(line))).toEqual(entries.map(presentAuditLog))
})
