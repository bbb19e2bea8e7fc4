import { beforeEach, describe, expect, test } from 'vitest'
import { escapeFormula } from '@/lib/csv'
import { database } from '@/lib/db/client'
import { importAccounts } from '@/lib/imports/commands'
import * as make from '@/lib/testing/factories'
import { csv, importAccountLines, rejectedRows } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const accounts = () =>
  database().account.findMany({
    where: { organizationId: home.organizationId, defaultAccount: false },
    orderBy: { id: 'asc' },
  })

test('a row with more cells than columns is rejected, and no other row', async () => {
  const tolerated = await importAccountLines(
    home.admin,
    'name,external_id,,',
    'Acme, Inc,A-1,,',
    ',B-1',
    '5" pipe,B-1,,',
    'One',
  )
  expect(tolerated).toMatchObject({ state: 'completed', total: 4, succeeded: 3, rejected: 1 })
  expect(tolerated).toMatchObject({ parameters: { ignoredColumns: [] } })
  expect(await rejectedRows(home.admin, tolerated.id)).toEqual([[3, 'Name is required.']])
  const job = await importAccountLines(home.admin, 'name,external_id', 'Acme, Inc,C-1', 'Two,C-2')
  expect(await rejectedRows(home.admin, job.id)).toEqual([[2, expect.stringContaining('3 cells')]])
  const names = (await accounts()).map(({ name, externalId }) => [name, externalId])
  expect(names.slice(1)).toEqual([
    ['5" pipe', 'B-1'],
    ['One', expect.any(String)],
    ['Two', 'C-2'],
  ])
})

test('cells that the database cannot store only reject their row', async () => {
  const long = Array.from({ length: 9_000 }, (_, n) => (n * n * 7919).toString(36)).join('')
  const job = await importAccountLines(
    home.admin,
    'name,external_id,a\0b,row,error',
    `A,${long.slice(0, 9_000)}`,
    'B\0,',
    'C,c,,3,Why',
  )
  expect(job).toMatchObject({ parameters: { ignoredColumns: ['a\uFFFFb'] } })
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [2, 'External ID can have at most 100 characters; this has 9000.'],
    [3, expect.stringContaining('invisible control character')],
  ])
  expect((await accounts()).map(({ name }) => name)).toEqual(['C'])
})

describe('a file is rejected as a whole, and nothing changes, when it', () => {
  const latin1 = new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0x0a])
  test.each([
    ['is empty', csv(''), 'The file has no data rows.'],
    ['has only a header', csv('name', ''), 'The file has no data rows.'],
    ['has no name column', csv('title', 'One'), 'Missing: name.'],
    ['repeats a column', csv('name,Name', 'One,Two'), 'Column "name" appears twice.'],
    [
      'never closes a quotation mark',
      csv('name', 'One', '"Two', 'Three'),
      'row 3 has a quotation mark that is never closed.',
    ],
    ['has an endless row', csv('name', 'x'.repeat(70_000)), 'row 2 is longer than 64 KB.'],
    ['is not UTF-8', latin1, 'The file is not UTF-8.'],
  ])('%s', async (_, content, message) => {
    const before = await make.databaseSnapshot()
    await expect(importAccounts(home.admin, { content })).rejects.toMatchObject({
      fields: { content: expect.stringContaining(message) },
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

const quote = (cell: string) => `"${escapeFormula(cell).replaceAll('"', '""')}"`

test('cells that look like formulas keep their text', async () => {
  const names = ['=1+1', '+49', '-x', '@a', "'=quoted", "it's", 'a "b", c', 'مرحبا', '🦊 fox', "'"]
  await importAccountLines(
    home.admin,
    '\uFEFFname,external_id',
    ...names.map((name, n) => `${quote(name)},T-${n}`),
  )
  expect((await accounts()).map(({ name }) => name)).toEqual(names)
})
