import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { databaseSnapshot, organization, origin, PASSWORD } from '@/lib/testing/factories'
import { enroll } from '@/lib/testing/second-factor'
import { signIn } from '@/lib/testing/sign-in'

type Result = { code: number; stdout: string; stderr: string }

const files = {
  'db:seed': 'prisma/seed.ts',
  'org:create': 'scripts/org-create.ts',
  'user:reset': 'scripts/user-reset.ts',
}
type Command = keyof typeof files

const unreachable = 'postgresql://nobody@127.0.0.1:1/nothing'
const password = 'Correct-horse-8'

function run(
  command: Command,
  args: string[],
  env: { [name: string]: string } = {},
): Promise<Result> {
  const argv = ['scripts/run.mjs', files[command], ...args]
  const options = { env: { ...process.env, ...env } }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, argv, options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
    child.stdin?.end(`${password}\n`)
  })
}

test.each<[command: Command, args: string[], error: RegExp]>([
  ['org:create', ['--nme', 'x'], /^Unknown option '--nme'\.\nUsage: .*\n$/],
  ['org:create', ['--name'], /^Option '--name <value>' argument missing\.\nUsage: .*\n$/],
  ['org:create', ['Acme'], /^Unexpected argument 'Acme'\.\nUsage: .*\n$/],
  [
    'org:create',
    ['--email', 'ada'],
    /^Organization name is required\.\nFirst name is required\.\nLast/,
  ],
  ['user:reset', ['--emial', 'x'], /^Unknown option '--emial'\.\nUsage: .*\n$/],
  ['user:reset', ['ada@example.com'], /^Unexpected argument 'ada@example\.com'\.\nUsage: .*\n$/],
  ['user:reset', [], /^Email is required\.\nUsage: .*\n$/],
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
])('%s %j prints what is wrong without opening the database', async (command, args, error) => {
  const result = await run(command, args, { DATABASE_URL: unreachable })
  expect(result.stderr).toMatch(error)
  expect(result).toMatchObject({ code: 1, stdout: '' })
})

test('an unreachable database is reported in one sentence', async () => {
  const env = { DATABASE_URL: unreachable, MIGRATE_DATABASE_URL: unreachable }
  const { code, stderr } = await run('db:seed', [], env)
  expect(stderr).toMatch(/^Could not migrate the database with MIGRATE_DATABASE_URL: [^\n]*\.\n$/)
  expect(code).toBe(1)
})

test('seeding tells a missing organization from an empty database', async () => {
  expect((await run('db:seed', [])).stderr).toBe(
    'There is no organization yet. Create one with npm run org:create.\n',
  )
  await organization()
  const before = await databaseSnapshot()
  expect(await run('db:seed', ['--organization', '4242'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no organization with ID 4242.\n',
  })
  expect(await databaseSnapshot()).toBe(before)
})

test('an organization is created and seeded', async () => {
  const names = ['--name', 'Acme', '--first-name', 'Ada', '--last-name', 'Byron']
  const flags = ['--email', 'ada@example.com', '--password-stdin', '--json']
  const created = await run('org:create', [...names, ...flags])
  expect(created).toMatchObject({ code: 0, stderr: '' })
  const { organizationId, password } = JSON.parse(created.stdout)
  expect(password).toBeUndefined()
  const seeded = await run('db:seed', ['--accounts', '2', '--organization', `${organizationId}`])
  expect(seeded.stdout).toMatch(/^Added 2 accounts with 6 users to Acme in /)
})

test('an organization without a given password is created with a generated one', async () => {
  const names = ['--name', 'Initech', '--first-name', 'Bill', '--last-name', 'Lumbergh']
  const { stdout } = await run('org:create', [...names, '--email', 'bill@example.com'])
  expect(stdout).toMatch(
    /^Organization +\d+\nDefault account +\d+\nAdministrator +\d+\nPassword +\S+\nOrganization Secret +\S+\nUser Secret +\S+\nThe secrets are not shown again\.\n$/,
  )
})

test('a user is reset, with a generated password or a given one', async () => {
  const { email, userId } = await organization()
  const reset = await run('user:reset', ['--email', email])
  expect(reset.stdout).toMatch(
    new RegExp(
      `^User +${userId}\\nSessions ended +1\\nUser Secret +ended\\nPassword +\\S+\\nThe password is not shown again\\. The user chooses a new one at the next sign-in\\.\\n$`,
    ),
  )
  const json = await run('user:reset', ['--email', email, '--password-stdin', '--json'])
  expect(JSON.parse(json.stdout)).toEqual({ userId, sessionsEnded: 0, userSecret: 'none' })
  const user = await database().user.findUniqueOrThrow({ where: { id: userId } })
  expect(user.mustChangePassword).toBe(true)
})

test('the second factor of a user is removed, and their password stays', async () => {
  const { email, userId, admin } = await organization()
  await enroll(admin)
  const { stdout } = await run('user:reset', ['--email', email, '--second-factor', '--json'])
  expect(JSON.parse(stdout)).toEqual({ userId, secondFactor: 'removed', sessionsEnded: 1 })
  expect(await signIn(origin, { email, password: PASSWORD })).toHaveProperty('sessionToken')
})

test('resetting an unknown user changes nothing', async () => {
  const before = await databaseSnapshot()
  expect(await run('user:reset', ['--email', 'nobody@example.com'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'No user has this email address.\n',
  })
  expect(await databaseSnapshot()).toBe(before)
})

// Last, because it leaves many rows.
test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a seed that %s ends is completed by the same command',
  async (signal) => {
    const { organizationId } = await organization()
    const count = (where = {}) => database().account.count({ where: { organizationId, ...where } })
    const flags = ['--accounts', '12000', '--users-per-account', '1']
    const args = [...flags, '--organization', String(organizationId)]
    const child = spawn(process.execPath, ['scripts/run.mjs', files['db:seed'], ...args])
    const exit = once(child, 'exit')
    await expect.poll(() => count(), { interval: 10 }).toBeGreaterThan(1)
    child.kill(signal)
    expect(await exit).toEqual(signal === 'SIGTERM' ? [143, null] : [null, signal])
    expect(await count()).toBeLessThan(12_001)
    const { stdout } = await run('db:seed', args)
    expect(stdout).toMatch(/This completes the same seed, which was interrupted\.\n$/)
    expect(await count()).toBe(12_001)
    expect(await count({ userCount: 1 })).toBe(12_001)
  },
  60_000,
)
