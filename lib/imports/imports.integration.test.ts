import { beforeEach, describe, expect, test } from 'vitest'
import { deleteAccount } from '@/lib/accounts/commands'
import { exportAccounts } from '@/lib/accounts/queries'
import { accountFileCells, accountFileHeader } from '@/lib/accounts/view'
import { findActorByJob } from '@/lib/auth/actor'
import { escapeFormula } from '@/lib/csv'
import { database } from '@/lib/db/client'
import { workOnDeletion, workOnRestoration } from '@/lib/deletions/commands'
import { createImport, workOnAccountsImport, workOnUsersImport } from '@/lib/imports/commands'
import { cancelJob, startJob } from '@/lib/jobs/commands'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import { workOnce } from '@/lib/jobs/worker'
import * as make from '@/lib/testing/factories'
import { addUser } from '@/lib/users/commands'

const works = {
  'accounts.import': workOnAccountsImport,
  'users.import': workOnUsersImport,
  'accounts.delete': workOnDeletion,
  'accounts.restore': workOnRestoration,
}

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const bytes = (text: string) => new TextEncoder().encode(text)
const send = (text: string, more: object = {}) =>
  createImport(home.admin, { file: 'accounts.csv', content: bytes(text), ...more })

/** Works off everything that is to do, as the server does. */
async function workOff(): Promise<void> {
  while ((await workOnce(works)) === 0);
}

async function imported(text: string, more: object = {}) {
  const job = await send(text, more)
  await workOff()
  await startJob(home.admin, job)
  await workOff()
  return getJob(home.admin, job)
}

const faults = async (id: number) =>
  (await listJobRows(home.admin, { id, refused: true, size: 100 })).map(({ row, fault }) => [
    row,
    fault,
  ])

const accounts = () =>
  database().account.findMany({
    where: { organizationId: home.organizationId, defaultAccount: false },
    orderBy: { id: 'asc' },
  })

describe('a file with accounts', () => {
  test('is checked first and changes nothing until it is started', async () => {
    const job = await send('name,description,external_id\nOne,First,A-1\nTwo,,\n')
    await workOff()
    expect(await getJob(home.admin, job)).toMatchObject({
      state: 'ready',
      total: 2,
      done: 2,
      refused: 0,
      parameters: { file: 'accounts.csv' },
    })
    expect(await accounts()).toEqual([])
    await startJob(home.admin, job)
    await workOff()
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'done', total: 2, done: 2 })
    const [one, two] = await accounts()
    expect(one).toMatchObject({
      name: 'One',
      nameKey: 'one',
      description: 'First',
      externalId: 'A-1',
    })
    expect(two?.externalId).toMatch(/^[0-9a-f-]{36}$/)
    const audit = await database().auditEvent.findMany({
      where: { organizationId: home.organizationId, operation: 'imports.workOnAccounts' },
    })
    expect(audit.map(({ targetId }) => targetId)).toEqual([one?.id, two?.id])
  })

  test('has its refused rows told by their number, and the others imported', async () => {
    await make.account(home.organizationId, { name: 'Here' })
    const [here] = await accounts()
    const rows = [
      'Name;External ID;Description;Colour',
      `Good;A-1;${'x'.repeat(10)};red`,
      ';A-2;;',
      `Long;A-3;${'x'.repeat(501)};`,
      `Known;${here?.externalId};;`,
      '',
      'Twice;A-1;;',
      'Also good;;;',
    ]
    const job = await imported(rows.join('\r\n'))
    expect(job).toMatchObject({ state: 'done', total: 6, done: 2, refused: 4 })
    expect(job.parameters.ignored).toEqual(['colour'])
    expect(await faults(job.id)).toEqual([
      [3, 'Name is required.'],
      [4, 'Description can have at most 500 characters; this has 501.'],
      [5, 'Another active account has this external ID. Use another.'],
      [7, 'Row 2 of the file has the same. Use another.'],
    ])
    expect((await accounts()).map(({ name }) => name)).toEqual(['Here', 'Good', 'Also good'])
  })

  test('refuses what became taken between check and import', async () => {
    const job = await send('name,external_id\nOne,A-1\nTwo,A-2\n')
    await workOff()
    const taken = await make.account(home.organizationId)
    await database().account.update({ where: { id: taken.id }, data: { externalId: 'A-1' } })
    await startJob(home.admin, job)
    await workOff()
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'done', done: 1, refused: 1 })
    expect(await faults(job.id)).toEqual([[2, expect.stringContaining('external ID')]])
  })

  test.each([
    ['nothing', '', 'no rows'],
    ['a head alone', 'name\n', 'no rows'],
    ['no name', 'title\nOne\n', 'missing: name'],
    ['a column twice', 'name,Name\nOne,Two\n', 'The column name is there twice.'],
    ['an open quote', 'name\nOne\n"Two\nThree\n', 'a quotation mark of row 3 is not closed.'],
    ['an endless row', `name\n${'x'.repeat(70_000)}\n`, 'row 2 is longer than 64 KB.'],
  ])('with %s is refused with a sentence, and nothing changes', async (_, text, message) => {
    const before = await make.databaseSnapshot()
    const asked = send(text)
    await expect(asked).rejects.toMatchObject({
      fields: { content: expect.stringContaining(message) },
    })
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await database().job.count({ where: { organizationId: home.organizationId } })).toBe(0)
  })

  test('has a row refused that has more cells than the first line, and no other for it', async () => {
    const rows = ['name,external_id,,', 'Acme, Inc,A-1,,', ',B-1', '5" pipe,B-1,,', 'One']
    const job = await imported(rows.join('\n'))
    expect(job).toMatchObject({ state: 'done', total: 4, done: 3, refused: 1 })
    expect(job.parameters.ignored).toEqual([])
    expect(await faults(job.id)).toEqual([[3, 'Name is required.']])
    const more = await imported('name,external_id\nAcme, Inc,C-1\nTwo,C-2\n')
    expect(await faults(more.id)).toEqual([[2, expect.stringContaining('3 cells')]])
    const names = (await accounts()).map(({ name, externalId }) => [name, externalId])
    expect(names.slice(1)).toEqual([
      ['5" pipe', 'B-1'],
      ['One', expect.any(String)],
      ['Two', 'C-2'],
    ])
  })

  test('may hold what the database cannot: it is refused by row, or left out', async () => {
    const long = Array.from({ length: 9_000 }, (_, n) => (n * n * 7919).toString(36)).join('')
    const job = await imported(
      `name,external_id,a\0b,row,error\nA,${long.slice(0, 9_000)}\nB\0,\nC,c,,3,Why\n`,
    )
    expect(job.parameters.ignored).toEqual(['a\uFFFFb'])
    expect(await faults(job.id)).toEqual([
      [2, 'External ID can have at most 100 characters; this has 9000.'],
      [3, expect.stringContaining('invisible control character')],
    ])
    expect((await accounts()).map(({ name }) => name)).toEqual(['C'])
  })

  test('that is not UTF-8 is refused', async () => {
    const content = new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0x0a])
    const asked = createImport(home.admin, { content })
    await expect(asked).rejects.toMatchObject({
      fields: { content: expect.stringContaining('UTF-8') },
    })
  })

  test('keeps what a spreadsheet must not work out, and gives it back alike', async () => {
    const tricky = [
      '=1+1',
      '+49',
      '-x',
      '@a',
      "'=quoted",
      "it's",
      'a "b", c',
      'مرحبا',
      '🦊 fox',
      "'",
    ]
    const lines = tricky.map((name, n) => `"${escapeFormula(name).replaceAll('"', '""')}",T-${n}`)
    await imported(`\uFEFFname,external_id\r\n${lines.join('\r\n')}\r\n`)
    expect((await accounts()).map(({ name }) => name)).toEqual(tricky)
  })
})

test('what one organization exports, another imports and exports alike', async () => {
  const file = async () => {
    const cells: string[][] = []
    for await (const batch of await exportAccounts(home.admin, {}))
      cells.push(...batch.map(accountFileCells))
    const lines = [accountFileHeader, ...cells].map((row) =>
      row.map((cell) => `"${escapeFormula(cell).replaceAll('"', '""')}"`).join(','),
    )
    return lines.join('\r\n')
  }
  const rows = Array.from(
    { length: 2_500 },
    (_, n) => `Name ${n % 700},"Line 1\nLine ${n}",=E-${n}`,
  )
  await imported(`name,description,external_id\n${rows.join('\n')}`)
  const first = await file()
  expect(first.split('\r\n')).toHaveLength(2_501)
  home = await make.organization()
  expect(await imported(first)).toMatchObject({ done: 2_500, refused: 0 })
  expect(await file()).toBe(first)
})

describe('a file with users', () => {
  const head = 'first_name,last_name,email,account_admin,city'

  test('adds them to its account, active and without a password', async () => {
    const { id: accountId } = await make.account(home.organizationId)
    const mail = `${crypto.randomUUID()}@Example.com`
    const rows = [head, `Chuck,Norris,${mail},yes,Ryan`, `Ada,L,${mail},,`, 'A,B,nobody,maybe,']
    const job = await imported(rows.join('\n'), { accountId })
    expect(job).toMatchObject({ state: 'done', done: 1, refused: 2 })
    expect(await faults(job.id)).toEqual([
      [3, 'Row 2 of the file has the same. Use another.'],
      [4, expect.stringMatching(/e-mail address like .* Write yes or no\./)],
    ])
    const user = await database().user.findFirstOrThrow({ where: { accountId } })
    expect(user).toMatchObject({
      email: mail.toLowerCase(),
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

  test('is not imported when its account is deactivated meanwhile, and the job says so', async () => {
    const { id: accountId } = await make.account(home.organizationId)
    const job = await send(`${head}\nA,B,a.b@example.com,,`, { accountId })
    await workOff()
    await deleteAccount(home.admin, { id: accountId })
    await startJob(home.admin, job)
    await workOff()
    const { state, message } = await getJob(home.admin, job)
    expect([state, message]).toEqual(['failed', 'Account not found.'])
    expect(await database().user.count({ where: { accountId } })).toBe(0)
  })

  test('leaves the same trace of each as adding them one by one', async () => {
    const { id: accountId } = await make.account(home.organizationId)
    const address = () => `${crypto.randomUUID()}@example.com`
    const [one, two] = [address(), address()]
    const person = { firstName: 'Chuck', lastName: 'Norris', city: 'Ryan' }
    await addUser(home.admin, { ...person, email: one, password: make.PASSWORD, accountId })
    await imported(`${head}\nChuck,Norris,${two},,Ryan`, { accountId })
    const rows = await database().auditEvent.findMany({
      where: { organizationId: home.organizationId, targetType: 'user' },
      orderBy: { seq: 'desc' },
      take: 2,
    })
    const [imports, adds] = rows.map(({ detail }) => JSON.parse(detail).after)
    expect(imports).toEqual({ ...adds, email: two })
  })

  test('is refused for an account that is deactivated or of another organization', async () => {
    const other = await make.organization()
    const theirs = await make.account(other.organizationId)
    const gone = await make.account(home.organizationId, { active: false })
    for (const { id: accountId } of [theirs, gone]) {
      const asked = send(`${head}\nA,B,a@example.com,,`, { accountId })
      await expect(asked).rejects.toMatchObject({ code: 'not-found' })
    }
  })
})

describe('the work on a file', () => {
  const rows = (count: number) =>
    ['name,external_id', ...Array.from({ length: count }, (_, n) => `N ${n},X-${n}`)].join('\n')

  test('is done once by several workers, also when they are interrupted', async () => {
    const job = await send(rows(3_500))
    await Promise.all([workOff(), workOff(), workOff()])
    await workOff()
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'ready', done: 3_500 })
    await startJob(home.admin, job)
    await Promise.all([workOff(), workOff(), workOff()])
    await workOff()
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'done', done: 3_500, refused: 0 })
    expect((await accounts()).map(({ externalId }) => externalId)).toEqual(
      Array.from({ length: 3_500 }, (_, n) => `X-${n}`),
    )
  })

  test('ends when it is cancelled, and what is done stays', async () => {
    const job = await send(rows(2_500))
    await workOff()
    await startJob(home.admin, job)
    const actor = await findActorByJob(job.id, make.origin)
    expect(await workOnAccountsImport(actor, job)).toBe(true)
    await cancelJob(home.admin, job)
    await workOff()
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'cancelled', done: 500 })
    expect(await accounts()).toHaveLength(500)
    expect(await listJobRows(home.admin, { ...job, size: 10 })).toEqual([])
    await expect(startJob(home.admin, job)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('ends when whoever started it is no administrator any more', async () => {
    const fields = { orgAdmin: true }
    const { id } = await make.user(
      { organizationId: home.organizationId, accountId: home.accountId },
      fields,
    )
    const job = await createImport(await make.actorFor(id), { content: bytes(rows(10)) })
    await database().user.update({ where: { id }, data: { orgAdmin: false } })
    await workOff()
    const { state, message } = await getJob(home.admin, job)
    expect([state, message]).toEqual(['failed', 'Whoever started it may not do this any more.'])
    expect(await accounts()).toEqual([])
  })

  test('is refused while as many as may be are open', async () => {
    const open = []
    for (let n = 0; n < 5; n += 1) open.push(await send(rows(1)))
    await expect(send(rows(1))).rejects.toMatchObject({ code: 'conflict' })
    for (const job of open) await cancelJob(home.admin, job)
    await cancelJob(home.admin, await send(rows(1)))
  })

  test('is refused also when more than may be are sent at the same moment', async () => {
    const sent = await Promise.allSettled(Array.from({ length: 8 }, () => send(rows(1))))
    const open = sent.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const refused = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(open).toHaveLength(5)
    for (const error of refused) expect(error).toMatchObject({ code: 'conflict' })
    const jobs = { organizationId: home.organizationId, state: 'checking' } as const
    expect(await database().job.count({ where: jobs })).toBe(5)
    for (const job of open) await cancelJob(home.admin, job)
  })

  test('is seen and changed by its organization alone', async () => {
    const job = await send(rows(1))
    const { admin } = await make.organization()
    for (const operation of [getJob, startJob, cancelJob]) {
      await expect(operation(admin, job)).rejects.toMatchObject({ code: 'not-found' })
    }
    expect(await listJobRows(admin, { id: job.id, size: 10 })).toEqual([])
    await workOff()
  })
})
