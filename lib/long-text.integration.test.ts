import { beforeAll, expect, test, vi } from 'vitest'
import { createAccount, deleteAccount } from '@/lib/accounts/commands'
import { searchAccounts } from '@/lib/accounts/list'
import { hasDuplicateName, listAccounts } from '@/lib/accounts/queries'
import { endpoints } from '@/lib/api/endpoints'
import { setupToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { importAccounts, importUsers } from '@/lib/imports/commands'
import { createOrganizationSchema, setUpSchema } from '@/lib/organization/schema'
import { setUp } from '@/lib/organization/set-up'
import { defaultPasswordPolicy } from '@/lib/passwords/policy'
import { changePassword } from '@/lib/sessions/commands'
import { signIn } from '@/lib/sessions/sign-in'
import { apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs } from '@/lib/testing/jobs'
import { addUser } from '@/lib/users/add-user'
import { searchUsers } from '@/lib/users/queries'
import { addUserSchema, withPolicy } from '@/lib/users/schema'

// Marks that are sorted when a text is normalized, which takes seconds for as many as these.
const marks = `a${'\u0301\u0323'.repeat(15_000)}`
const longestCondition = 4_000

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
})

const form = {
  name: marks,
  firstName: marks,
  lastName: marks,
  email: `${marks}@b.test`,
  password: marks,
  token: 'wrong',
}

const where = (condition: string) => listAccounts(home.admin, { where: condition })
const api = (call: string, body?: unknown) => apiClient(endpoints, home)(call, body)

async function importLines(
  run: (content: Uint8Array<ArrayBuffer>) => Promise<unknown>,
  ...lines: string[]
) {
  await run(csv(...lines)).catch(() => undefined)
  await finishJobs()
}

const accountsFile = (...lines: string[]) =>
  importLines((content) => importAccounts(home.admin, { content }), ...lines)

async function usersFile(...lines: string[]) {
  const { id: accountId } = await make.account(home.organizationId)
  await importLines((content) => importUsers(home.admin, { accountId, content }), ...lines)
}

test.each<[string, () => unknown]>([
  ['the sign-in form', () => signIn.runUntrusted(make.origin, form)],
  ['the set-up form', () => setUp.runUntrusted(make.origin, form)],
  [
    'the set-up form with its token',
    () => setUp.runUntrusted(make.origin, { ...form, token: setupToken() }),
  ],
  ['the check of the set-up form', () => setUpSchema.safeParse(form)],
  [
    'the form of an organization',
    () => createOrganizationSchema.safeParse({ ...form, password: make.PASSWORD }),
  ],
  [
    'the check of a password',
    () => withPolicy(addUserSchema, defaultPasswordPolicy).safeParse({ ...form, accountId: 1 }),
  ],
  [
    'the form of a password',
    () =>
      changePassword.runUntrusted(home.admin, {
        currentPassword: marks,
        password: marks,
        repeatedPassword: marks,
      }),
  ],
  ['the search for accounts', () => searchAccounts.runUntrusted(home.admin, { q: marks })],
  ['the search for users', () => searchUsers.runUntrusted(home.admin, { q: marks, accountId: 1 })],
  [
    'the hint about a duplicate name',
    () => hasDuplicateName.runUntrusted(home.admin, { name: marks }),
  ],
  [
    'the form of an account',
    () =>
      createAccount.runUntrusted(home.admin, {
        name: marks,
        description: marks,
        externalId: marks,
      }),
  ],
  [
    'the form of a user',
    () =>
      addUser.runUntrusted(home.admin, { ...form, accountId: 1, city: marks, externalId: marks }),
  ],
  [
    'the confirmation of a deletion',
    () => deleteAccount.runUntrusted(home.admin, { id: 1, confirmation: marks }),
  ],
  ['a condition on a name', () => where(`name = '${marks}'`)],
  ['a long condition on a name', () => where(`name LIKE '${marks.slice(0, 3_900)}'`)],
  ['a condition on an external ID', () => where(`externalId = '${marks.slice(0, 3_900)}'`)],
  ['a path of the API', () => api(`GET /users/${encodeURIComponent(marks)}`)],
  ['a body of the API', () => api('POST /accounts', { name: marks, externalId: marks })],
  ['the headings of a file', () => accountsFile(`name,${marks}`, 'One,')],
  ['the first heading of a file', () => accountsFile(marks, 'One')],
  [
    'a name and an external ID of a file',
    () => accountsFile('name,external_id', `${marks},${marks.slice(0, 1_000)}`),
  ],
  ['an email of a file', () => usersFile('first_name,last_name,email', `A,B,${marks}@b.test`)],
])('%s normalizes no text that is too long', async (_, run) => {
  const before = await database().account.count()
  const normalize = vi.spyOn(String.prototype, 'normalize')
  try {
    await Promise.resolve(run()).catch(() => undefined)
    const lengths = normalize.mock.contexts.map((text) => String(text).length)
    expect(Math.max(0, ...lengths)).toBeLessThanOrEqual(longestCondition)
  } finally {
    normalize.mockRestore()
  }
  expect((await database().account.count()) - before).toBeLessThanOrEqual(1)
})

test('the set-up form is read only with its token', async () => {
  await expect(setUp.runUntrusted(make.origin, { token: 'wrong' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(setUp.runUntrusted(make.origin, {})).rejects.toMatchObject({ code: 'not-found' })
})
