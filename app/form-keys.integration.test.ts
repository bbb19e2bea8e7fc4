import { beforeEach, describe, expect, test, vi } from 'vitest'
import { changeOwnPasswordAction, resetOwnSecretAction } from '@/app/profile/actions'
import {
  addUserAction,
  deleteUserAction,
  resetUserPasswordAction,
  resetUserSecretAction,
  setUserActiveAction,
} from '@/app/security/accounts/[id]/actions'
import {
  createAccountAction,
  deleteAccountAction,
  restoreAccountAction,
  startDeletionAction,
  updateAccountAction,
} from '@/app/security/accounts/actions'
import {
  cancelJobAction,
  confirmImportAction,
  importAccountsAction,
  undoDeletionAction,
} from '@/app/security/jobs/actions'
import { resetOrganizationSecretAction } from '@/app/security/settings/actions'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { FORM_KEY, type FormState, idle } from '@/lib/form-state'
import * as make from '@/lib/testing/factories'
import { finishJobs } from '@/lib/testing/jobs'
import * as browser from '@/lib/testing/next-request'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ refresh: () => {} }))

type Action = (state: FormState, data: FormData) => Promise<FormState>
type Fields = { [name: string]: string | number | File }
type Result = { state?: FormState; location?: string }

beforeEach(() => {
  browser.clearCookies()
  browser.setRequest({ 'next-action': 'script' })
})

const newKey = () => ({ [FORM_KEY]: crypto.randomUUID() })

/** What the form shows, or where it leads. */
async function submit(action: Action, fields: Fields): Promise<Result> {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    data.set(name, value instanceof File ? value : String(value))
  }
  return action(idle, data).then(
    (state) => ({ state }),
    (error: unknown) => {
      if (!(error instanceof Error && 'digest' in error)) throw error
      return { location: String(error.digest).split(';')[2] ?? '' }
    },
  )
}

async function openSession(userId: number) {
  const { set } = await browser.cookies()
  set('console-session', await make.createSession(userId))
}

async function signIn() {
  const home = await make.organization()
  await openSession(home.userId)
  return home
}

const person = (accountId: number) => ({
  accountId,
  firstName: 'Grace',
  lastName: 'Hopper',
  email: `${crypto.randomUUID()}@example.com`,
  password: 'Round-house-7',
  mustChangePassword: 'on',
})

const countUsers = (email: string) => database().user.count({ where: { email } })
const accountsNamed = (organizationId: number, name: string) =>
  database().account.findMany({ where: { organizationId, name } })

async function expectSameTwice(action: Action, fields: Fields): Promise<Result> {
  const first = await submit(action, fields)
  if (!first.location) expect(first.state).toMatchObject({ status: 'done' })
  const before = await make.databaseSnapshot()
  expect(await submit(action, fields)).toEqual(first)
  expect(await make.databaseSnapshot()).toBe(before)
  return first
}

describe('pressing again after the answer was lost', () => {
  test('creates one account and leads to it', async () => {
    const { organizationId } = await signIn()
    const { location } = await expectSameTwice(createAccountAction, { ...newKey(), name: 'Once' })
    const [account, ...others] = await accountsNamed(organizationId, 'Once')
    expect(others).toEqual([])
    expect(location).toBe(`/security/accounts/${account?.id}?created`)
  })

  test('adds one user and shows their password and secret again', async () => {
    const { accountId } = await signIn()
    const fields = { ...newKey(), ...person(accountId) }
    const { state } = await expectSameTwice(addUserAction, fields)
    expect(state).toMatchObject({ result: { password: fields.password } })
    expect(await countUsers(fields.email)).toBe(1)
  })

  test('resets a password once, though it is now the current one', async () => {
    const { organizationId, accountId } = await signIn()
    const { id } = await make.user({ organizationId, accountId })
    const fields = { ...newKey(), id, password: 'Round-house-7', mustChangePassword: 'on' }
    const { state } = await expectSameTwice(resetUserPasswordAction, fields)
    expect(state).toMatchObject({ result: { password: 'Round-house-7' } })
  })

  test("changes one's own password once, though the current one is no longer right", async () => {
    await signIn()
    await expectSameTwice(changeOwnPasswordAction, {
      ...newKey(),
      currentPassword: make.PASSWORD,
      password: 'Round-house-7',
      repeatedPassword: 'Round-house-7',
    })
  })

  test('resets a secret once and shows the one that works', async () => {
    const { organizationId, accountId } = await signIn()
    const { id } = await make.user({ organizationId, accountId })
    const own = await expectSameTwice(resetOwnSecretAction, newKey())
    const organization = await expectSameTwice(resetOrganizationSecretAction, newKey())
    expect(own.state).not.toEqual(organization.state)
    const { state } = await expectSameTwice(resetUserSecretAction, { ...newKey(), id })
    if (state?.status !== 'done') expect.fail('no secret')
    const { secretHash } = await database().user.findUniqueOrThrow({ where: { id } })
    const { secret } = Object(state.result)
    expect(hashToken(secret)).toBe(secretHash)
  })

  test('deletes and restores an account once', async () => {
    const { organizationId } = await signIn()
    const { id } = await make.account(organizationId)
    await expectSameTwice(deleteAccountAction, { ...newKey(), id })
    await expectSameTwice(restoreAccountAction, { ...newKey(), id })
  })

  test('saves an account once, without a conflict', async () => {
    const { organizationId } = await signIn()
    const { id, version } = await make.account(organizationId)
    const fields = { ...newKey(), id, version, name: 'Renamed' }
    await expectSameTwice(updateAccountAction, fields)
  })

  test('deactivates and deletes a user once', async () => {
    const { organizationId, accountId } = await signIn()
    const { id } = await make.user({ organizationId, accountId })
    await expectSameTwice(setUserActiveAction, { ...newKey(), id, active: 'off' })
    await expectSameTwice(deleteUserAction, { ...newKey(), id })
  })

  test('uploads a file once', async () => {
    const { organizationId } = await signIn()
    const content = new File(['name\nOne\nTwo\n'], 'accounts.csv')
    const { location } = await expectSameTwice(importAccountsAction, { ...newKey(), content })
    expect(await database().job.count({ where: { organizationId } })).toBe(1)
    const id = Number(location?.split('/').at(-1))
    await finishJobs()
    await expectSameTwice(confirmImportAction, { ...newKey(), id })
    await expectSameTwice(cancelJobAction, { ...newKey(), id })
  })

  test('starts and undoes one deletion of several accounts', async () => {
    const { organizationId } = await signIn()
    const [one, two] = [await make.account(organizationId), await make.account(organizationId)]
    const fields = { ...newKey(), id: `${one.id},${two.id}`, confirmation: '2' }
    const { location } = await expectSameTwice(startDeletionAction, fields)
    const id = Number(location?.split('/').at(-1))
    await finishJobs()
    await expectSameTwice(undoDeletionAction, { ...newKey(), id })
    expect(await database().job.count({ where: { organizationId } })).toBe(2)
  })

  test('also works after signing in again', async () => {
    const { userId, accountId } = await signIn()
    const fields = { ...newKey(), ...person(accountId) }
    const first = await submit(addUserAction, fields)
    await openSession(userId)
    expect(await submit(addUserAction, fields)).toEqual(first)
  })
})

describe('pressing twice at once', () => {
  test('creates one account, and both lead to it', async () => {
    const { organizationId } = await signIn()
    const fields = { ...newKey(), name: 'Twice' }
    const results = await Promise.all(
      Array.from({ length: 8 }, () => submit(createAccountAction, fields)),
    )
    expect(new Set(results.map(({ location }) => location)).size).toBe(1)
    expect(await accountsNamed(organizationId, 'Twice')).toHaveLength(1)
  })

  test('resets a password once, and both show it', async () => {
    const { organizationId, accountId } = await signIn()
    const { id } = await make.user({ organizationId, accountId })
    const fields = { ...newKey(), id, password: 'Round-house-7', mustChangePassword: 'on' }
    const results = await Promise.all(
      Array.from({ length: 4 }, () => submit(resetUserPasswordAction, fields)),
    )
    for (const { state } of results) {
      expect(state).toMatchObject({ status: 'done', result: { password: 'Round-house-7' } })
    }
    expect(await database().formerPassword.count({ where: { userId: id } })).toBe(1)
  })
})

describe('pressing again with other text', () => {
  test('says that the first account was added, links it and keeps the new text', async () => {
    const { organizationId } = await signIn()
    const key = newKey()
    const { location } = await submit(createAccountAction, { ...key, name: 'First' })
    const before = await make.databaseSnapshot()
    const { state } = await submit(createAccountAction, { ...key, name: 'Second' })
    expect(state).toMatchObject({
      status: 'saved-before',
      message:
        "Your first attempt was saved: “First” was added. What you entered since then isn't saved yet.",
      link: { href: location, label: 'Open “First”' },
      submittedValues: { name: 'Second' },
    })
    expect(await make.databaseSnapshot()).toBe(before)
    await submit(createAccountAction, { ...newKey(), name: 'Second' })
    expect(await accountsNamed(organizationId, 'Second')).toHaveLength(1)
  })

  test('shows the password of the first user, but never the second password', async () => {
    const { accountId } = await signIn()
    const [key, first, second] = [newKey(), person(accountId), person(accountId)]
    await submit(addUserAction, { ...key, ...first })
    const { state } = await submit(addUserAction, { ...key, ...second, password: 'Other-house-8' })
    expect(state).toMatchObject({
      status: 'saved-before',
      saved: { result: { password: first.password } },
      link: { label: 'Open Grace Hopper' },
      submittedValues: { email: second.email },
    })
    expect(JSON.stringify(state)).not.toContain('Other-house-8')
    expect(await countUsers(second.email)).toBe(0)
  })

  test('bases the new text on the version that was saved first', async () => {
    const { organizationId } = await signIn()
    const { id, version } = await make.account(organizationId)
    const fields = { ...newKey(), id, version }
    await submit(updateAccountAction, { ...fields, name: 'First' })
    const { state } = await submit(updateAccountAction, { ...fields, name: 'Second' })
    expect(state).toMatchObject({ status: 'saved-before', saved: { version: version + 1 } })
    expect(await accountsNamed(organizationId, 'First')).toHaveLength(1)
  })
})

test("a save that changed nothing claims no version, which may be someone else's", async () => {
  const { organizationId, accountId } = await signIn()
  const { id } = await make.user({ organizationId, accountId }, { active: false })
  const { state } = await submit(setUserActiveAction, { ...newKey(), id, active: 'off' })
  expect(state).toMatchObject({ status: 'done' })
  expect(state).not.toMatchObject({ version: expect.anything() })
})

test('a rejected form runs when it is corrected and submitted again', async () => {
  const { organizationId, accountId, email } = await signIn()
  const key = newKey()
  const taken = await submit(addUserAction, { ...key, ...person(accountId), email })
  expect(taken.state).toMatchObject({ status: 'invalid', submittedValues: key })
  const fields = { ...key, ...person(accountId) }
  await expectSameTwice(addUserAction, fields)
  expect(await countUsers(fields.email)).toBe(1)
  const stored = await database().idempotencyKey.count({ where: { user: { organizationId } } })
  expect(stored).toBe(1)
})

test('the key of another user shows nothing of theirs', async () => {
  const { organizationId, accountId } = await signIn()
  const colleague = await make.user({ organizationId, accountId }, { orgAdmin: true })
  const key = newKey()
  const first = person(accountId)
  await submit(addUserAction, { ...key, ...first })
  await openSession(colleague.id)
  const second = { ...person(accountId), password: 'Other-house-8' }
  const { state } = await submit(addUserAction, { ...key, ...second })
  expect(state).toMatchObject({ status: 'done', result: { password: 'Other-house-8' } })
  expect(JSON.stringify(state)).not.toContain(first.password)
  expect(await countUsers(second.email)).toBe(1)
})

test('a demoted administrator gets no stored answer', async () => {
  const { organizationId, accountId } = await signIn()
  const colleague = await make.user({ organizationId, accountId }, { orgAdmin: true })
  await openSession(colleague.id)
  const fields = { ...newKey(), ...person(accountId) }
  await submit(addUserAction, fields)
  await database().user.update({ where: { id: colleague.id }, data: { orgAdmin: false } })
  const { state } = await submit(addUserAction, fields)
  expect(state).toMatchObject({ status: 'failed' })
  expect(JSON.stringify(state)).not.toContain(fields.password)
})

test('the stored answer reveals no key, secret or password', async () => {
  const { userId, accountId } = await signIn()
  const fields = { ...newKey(), ...person(accountId) }
  const { state } = await submit(addUserAction, fields)
  if (state?.status !== 'done') expect.fail('not added')
  const row = await database().idempotencyKey.findFirstOrThrow({ where: { userId } })
  const readable = JSON.stringify({ ...row, body: Buffer.from(row.body).toString('latin1') })
  const { secret } = Object(state.result)
  for (const hidden of [secret, fields[FORM_KEY], fields.password, fields.email, 'Hopper']) {
    expect(readable).not.toContain(hidden)
  }
})

test('a day later, the same form runs again', async () => {
  const { userId, organizationId } = await signIn()
  const fields = { ...newKey(), name: 'Daily' }
  await submit(createAccountAction, fields)
  const row = await database().idempotencyKey.findFirstOrThrow({ where: { userId } })
  await database().idempotencyKey.deleteMany({ where: { userId } })
  const createdAt = new Date(Date.now() - 86_400_001)
  await database().idempotencyKey.create({ data: { ...row, createdAt } })
  await submit(createAccountAction, fields)
  expect(await accountsNamed(organizationId, 'Daily')).toHaveLength(2)
})

test.each(['', 'short', 'x'.repeat(201), 'with space '.repeat(4)])(
  'the forged key "%s" is ignored',
  async (key) => {
    const { userId } = await signIn()
    await submit(createAccountAction, { [FORM_KEY]: key, name: 'Forged' })
    expect(await database().idempotencyKey.count({ where: { userId } })).toBe(0)
  },
)
