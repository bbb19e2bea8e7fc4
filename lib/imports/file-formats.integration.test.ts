import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { confirmImport, importAccounts, importUsers } from '@/lib/imports/commands'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, importAccountLines, rejectedRows } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

async function importText(text: string | Uint8Array<ArrayBuffer>) {
  const content = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const job = await importAccounts(home.admin, { content })
  await finishJobs()
  await confirmImport(home.admin, job)
  await finishJobs()
  return job
}

const accounts = async () => {
  const rows = await database().account.findMany({
    where: { organizationId: home.organizationId, defaultAccount: false },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ name, description, externalId }) => [name, description, externalId])
}

const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes)
}

const expected = [
  ['One', 'Line 1\nLine 2', 'A-1'],
  ['Müller, Söhne', '', 'A-2'],
]
const quoted = [
  'name,description,external_id',
  'One,"Line 1\r\nLine 2",A-1',
  '"Müller, Söhne",,A-2',
]
const tabbed = quoted.join('\r\n').replaceAll(/,(?! )/g, '\t')
const semicolons = quoted.join('\r\n').replaceAll(/,(?! )/g, ';')

describe('a file is read the same, whichever program wrote it', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['with LF', quoted.join('\n')],
    ['with CRLF and an empty end', `${quoted.join('\r\n')}\r\n\r\n`],
    ['with CR', quoted.join('\r')],
    ['with CRLF behind the header, then LF', `${quoted[0]}\r\n${quoted[1]}\n${quoted[2]}\n`],
    ['with LF behind the header, then CRLF', `${quoted[0]}\n${quoted[1]}\r\n${quoted[2]}\r\n`],
    ['with CR behind the header, then LF', `${quoted[0]}\r${quoted[1]}\n${quoted[2]}`],
    ['with a byte-order mark', `\uFEFF${quoted.join('\n')}`],
    ['with semicolons', quoted.join('\n').replaceAll(/,(?! )/g, ';')],
    ['with tabs', tabbed],
    ['with a separator line', `sep=;\r\n${quoted.join('\r\n').replaceAll(/,(?! )/g, ';')}`],
    ['with a separator line behind a mark', `\uFEFF"sep=,"\n${quoted.join('\n')}`],
    ['with a tab in the separator line', `sep=\t\n${tabbed}`],
    [
      'with blank lines around the header',
      `\n \r\n;;\n${quoted[0]}\n\n,,\n${quoted[1]}\n${quoted[2]}`,
    ],
    ['with pipes', quoted.join('\n').replaceAll(/,(?! )/g, '|')],
    [
      'with spaces around the cells',
      'name, description , external_id\nOne, "Line 1\nLine 2" , "A-1" \n "Müller, Söhne" ,\t, A-2',
    ],
    ['with spaces around tabs', tabbed.replaceAll('\t', ' \t ')],
    ['with spaces in the separator line', `\uFEFF sep= ; \n${semicolons}`],
    ['with blank lines before the separator line', `\r\n\r\nsep=;\r\n${semicolons}`],
    ['with a control character at the end', `${quoted.join('\n')}\n\x1A`],
    [
      'in UTF-16 without a mark, behind an invisible character',
      utf16(`\u200E${quoted.join('\n')}`),
    ],
    ['in UTF-16 without a mark, big-endian', utf16(quoted.join('\n'), true)],
    ['as Unicode text of Excel', utf16(`\uFEFF${tabbed}`)],
    ['in UTF-16, big-endian', utf16(`\uFEFF${quoted.join('\n')}`, true)],
    ['in UTF-16 without a mark', utf16(quoted.join('\n'))],
    [
      'with every cell in quotes',
      quoted.join('\n').replace(/^.*/, '"name","description","external_id"'),
    ],
    ['with empty columns at the end', quoted.map((line) => `${line},,`).join('\n')],
    [
      'with commas in the headings',
      `Name;"Description, optional, of the account, any";External ID;Notes, more, and more\nOne;;A-1\n"Müller, Söhne";;A-2`,
    ],
  ])('%s', async (_, text) => {
    await importText(text)
    const rows = await accounts()
    expect(rows.map(([name, , id]) => [name, id])).toEqual(
      expected.map(([name, , id]) => [name, id]),
    )
    if (!String(text).includes('Notes, more')) expect(rows).toEqual(expected)
  })
})

describe('rows are numbered as a spreadsheet shows them', () => {
  const lines = ['', 'name', 'Good', '', '"Two\nlines"', '', 'Also good', ' x\u0000']
  test.each([
    [['sep=,'], [5, 8]],
    [
      ['', '\t', 'sep=,'],
      [8, 11],
    ],
    [[], [5, 8]],
  ])('below %j', async (first, rows) => {
    const job = await importText(`${[...first, ...lines].join('\r\n')}\r\n`)
    expect(await rejectedRows(home.admin, job.id)).toEqual(
      rows.map((row) => [row, expect.stringContaining('control character')]),
    )
  })
})

test.each([
  ['name,external_id', 'name,external_id'],
  ['"Name","External ID"', '\uFEFF"Name","External ID"'],
])(
  'of files that were put together, the second header is not a record: %s',
  async (header, second) => {
    const job = await importText(`${header}\nOne,A-1\n${second}\nTwo,A-2`)
    expect(await rejectedRows(home.admin, job.id)).toEqual([[3, 'The row repeats the headings.']])
    expect((await accounts()).map(([name]) => name)).toEqual(['One', 'Two'])
  },
)

test.each([
  ['xlsx', [0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
])('a workbook (%s) is not taken for a CSV file', async (_, bytes) => {
  await expect(
    importAccounts(home.admin, { content: new Uint8Array(bytes) }),
  ).rejects.toMatchObject({
    fields: {
      content:
        'This is a spreadsheet, not a CSV file. In your spreadsheet, save it as “CSV UTF-8”.',
    },
  })
})

describe('a heading is known by', () => {
  test.each([
    ['the name of the API', 'name,externalId,description'],
    ['its own name', 'name,external_id,description'],
    ['any case and punctuation', 'NAME,External-ID, Description '],
    ['the words of the page', 'Name,External ID,Description'],
    ['what other programs say', 'Account name,Ext. ID,account-description'],
    ['invisible characters around it', '\u200Ename,external_id\u200B,\u00A0description'],
  ])('%s: %s', async (_, header) => {
    await importAccountLines(home.admin, header, 'One,A-1,First')
    expect(await accounts()).toEqual([['One', 'First', 'A-1']])
  })

  test.each([
    'firstName,lastName,email,accountAdmin,postalCode,stateProvince,externalId',
    'First Name,Last Name,E-mail,Account Admin,ZIP,State or province,External ID',
    'Given name,Surname,E-Mail Address,account_admin,Postal code,Province,external_id',
    'FIRST_NAME,LAST_NAME,Email address,account-admin,post code,region,External-Id',
  ])('the same words for users: %s', async (header) => {
    const { id: accountId } = await make.account(home.organizationId)
    const email = `${crypto.randomUUID()}@example.com`
    const content = csv(header, `Ann,Lee,${email},yes,73565,Oklahoma,U-1`)
    const job = await importUsers(home.admin, { accountId, content })
    await finishJobs()
    await confirmImport(home.admin, job)
    await finishJobs()
    expect(await database().user.findMany({ where: { accountId } })).toMatchObject([
      {
        firstName: 'Ann',
        lastName: 'Lee',
        email,
        accountAdmin: true,
        postalCode: '73565',
        stateProvince: 'Oklahoma',
        externalId: 'U-1',
      },
    ])
  })

  test.each([
    ['E-mail,Email', 'Column "email" appears twice.'],
    [
      'Email address,Mail',
      'Columns "Email address" and "Mail" are both email. Remove or rename one.',
    ],
  ])('no two columns may have the same: %s', async (headings, message) => {
    const { id: accountId } = await make.account(home.organizationId)
    const content = csv(`first_name,last_name,${headings}`, 'A,B,a@b.test,a@b.test')
    const before = await make.databaseSnapshot()
    await expect(importUsers(home.admin, { accountId, content })).rejects.toMatchObject({
      fields: { content: message },
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

test('the check has the columns in the order of the file, and names the ignored ones', async () => {
  const content = csv('Color,External ID,Parent ID,Account name,,row', 'red,A-1,7,One,,')
  const job = await importAccounts(home.admin, { content })
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'awaiting-confirmation',
    parameters: {
      columns: [
        { heading: 'External ID', name: 'external_id' },
        { heading: 'Account name', name: 'name' },
      ],
      ignoredColumns: ['Color', 'Parent ID'],
    },
  })
  expect(await listJobRows(home.admin, { ...job, size: 10 })).toMatchObject([
    { row: 2, fields: { name: 'One', external_id: 'A-1' } },
  ])
})

test('a file that is imported again is recognized by its names before anything is added', async () => {
  const lines = ['name,external_id', 'One,', 'İki,', 'Three,T-3', ',', 'x\0,']
  const first = await importAccountLines(home.admin, ...lines)
  expect(first).toMatchObject({ succeeded: 3, duplicates: 0 })
  const other = await make.organization()
  const foreign = await importAccounts(other.admin, { content: csv(...lines) })
  const again = await importAccounts(home.admin, { content: csv(...lines, 'New,') })
  await finishJobs()
  expect(await getJob(home.admin, again)).toMatchObject({ duplicates: 2, rejected: 2 })
  expect(await getJob(other.admin, foreign)).toMatchObject({ duplicates: 0 })
  expect(await accounts()).toHaveLength(3)
})

test('a file in another encoding is rejected with the line and what to do', async () => {
  const content = new Uint8Array(Buffer.from('name\nOne\nM\xFCller\n', 'latin1'))
  await expect(importAccounts(home.admin, { content })).rejects.toMatchObject({
    fields: {
      content:
        "The file is not UTF-8. Line 3 can't be read. In your spreadsheet, save it as “CSV UTF-8”.",
    },
  })
})
