import { execFile } from 'node:child_process'
import { expect, test } from 'vitest'
import { databaseSnapshot, organization } from '@/lib/testing/factories'

type Told = { code: number; out: string; err: string }

function run(file: string, ...args: string[]): Promise<Told> {
  const command = ['scripts/run.mjs', file, ...args]
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err })
    })
    child.stdin?.end('Correct-horse-7\n')
  })
}

const files = { 'org:create': 'scripts/org-create.ts', 'db:seed': 'prisma/seed.ts' }
const create = (...args: string[]) => run(files['org:create'], ...args)
const seed = (...args: string[]) => run(files['db:seed'], ...args)
const nothing = 'postgresql://nobody@127.0.0.1:1/nothing'

test.each<[command: keyof typeof files, args: string[], said: RegExp]>([
  ['org:create', ['--nme', 'x'], /^Unknown option '--nme'\.\nUsage: .*\n$/],
  ['org:create', ['--name'], /^Option '--name <value>' argument missing\.\nUsage: .*\n$/],
  ['org:create', ['Acme'], /^Unexpected argument 'Acme'\.\nUsage: .*\n$/],
  [
    'org:create',
    ['--email', 'ada'],
    /^Organization name is required\.\nFirst name is required\.\nLast/,
  ],
  ['db:seed', ['--count', '3'], /^Unknown option '--count'\.\nUsage: .*\n$/],
  [
    'db:seed',
    ['--accounts', 'abc'],
    /^The number of accounts must be a whole number from 1 to .*\nUsage: /,
  ],
  ['db:seed', ['--accounts', '0x10'], /^The number of accounts must be a whole number from 1 to /],
  [
    'db:seed',
    ['--users-per-account', '-1'],
    /^Option '--users-per-account' argument is ambiguous\.\n/,
  ],
  ['db:seed', ['--organization', 'first'], /^An ID is a whole number\.\nUsage: /],
])('a wrong command is told in sentences before the database opens: %s %j', async (...row) => {
  const [command, args, said] = row
  const { DATABASE_URL } = process.env
  process.env.DATABASE_URL = nothing
  const told = await run(files[command], ...args).finally(() =>
    Object.assign(process.env, { DATABASE_URL }),
  )
  expect(told.err).toMatch(said)
  expect(told).toMatchObject({ code: 1, out: '' })
})

test('a database that cannot be reached is one sentence', async () => {
  const { DATABASE_URL, MIGRATE_DATABASE_URL } = process.env
  Object.assign(process.env, { DATABASE_URL: nothing, MIGRATE_DATABASE_URL: nothing })
  const told = await seed().finally(() =>
    Object.assign(process.env, { DATABASE_URL, MIGRATE_DATABASE_URL }),
  )
  expect(told.err).toMatch(/^The database could not be prepared by the role of [^\n]*\.\n$/)
  expect(told.code).toBe(1)
})

test('an organization that does not exist is told from none at all', async () => {
  expect((await seed()).err).toBe(
    'There is no organization yet. Create one with npm run org:create.\n',
  )
  await organization()
  const before = await databaseSnapshot()
  expect(await seed('--organization', '4242')).toEqual({
    code: 1,
    out: '',
    err: 'There is no organization with ID 4242.\n',
  })
  expect(await databaseSnapshot()).toBe(before)
})

test('an organization is made and filled', async () => {
  const names = ['--name', 'Acme', '--first-name', 'Ada', '--last-name', 'Byron']
  const made = await create(...names, '--email', 'ada@example.com', '--password-stdin', '--json')
  expect(made).toMatchObject({ code: 0, err: '' })
  const { organizationId } = JSON.parse(made.out)
  const filled = await seed('--accounts', '2', '--organization', String(organizationId))
  expect(filled.out).toMatch(/^Added 2 accounts with 6 users to Acme in /)
})
