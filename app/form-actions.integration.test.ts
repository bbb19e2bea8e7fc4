import pg from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { changePasswordAction, setUpAction, signInAction } from '@/app/(sign-in)/actions'
import { changeOwnPasswordAction, resetOwnSecretAction } from '@/app/profile/actions'
import { addUserAction, resetUserPasswordAction } from '@/app/security/accounts/[id]/actions'
import { createAccountAction, updateAccountAction } from '@/app/security/accounts/actions'
import { database, databasePool } from '@/lib/db/client'
import { idle } from '@/lib/form-state'
import { log } from '@/lib/log'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'

const { refresh } = vi.hoisted(() => ({ refresh: vi.fn() }))
vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ refresh }))

beforeEach(() => {
  browser.clearCookies()
  browser.setRequest({ 'next-action': 'script' })
})

function form(fields: { [name: string]: string | number }): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, String(value))
  return data
}

async function signIn() {
  const home = await make.organization()
  const state = await signInAction(idle, form({ email: home.email, password: make.PASSWORD }))
  expect(state.status).toBe('done')
  const { id, name, version } = await make.account(home.organizationId)
  refresh.mockClear()
  return { ...home, account: { id, name, version } }
}

describe('a rejected form', () => {
  const secrets = {
    password: 'secret-1',
    currentPassword: 'secret-2',
    repeatedPassword: 'secret-3',
    token: 'secret-4',
  }
  test.each([
    { form: 'Sign in', action: signInAction },
    { form: 'Set up', action: setUpAction },
    { form: 'Choose a new password', action: changePasswordAction },
    { form: 'Change password', action: changeOwnPasswordAction },
    { form: 'Add User', action: addUserAction },
    { form: 'Reset password', action: resetUserPasswordAction },
  ])('never returns the passwords and tokens submitted to $form', async ({ action }) => {
    await signIn()
    const before = await make.databaseSnapshot()
    const state = await action(idle, form({ ...secrets, email: 'kept@', firstName: 'Kept' }))
    expect(state).toMatchObject({ submittedValues: { email: 'kept@', firstName: 'Kept' } })
    expect(JSON.stringify(state)).not.toMatch(/secret-\d/)
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

test('a rejected new user keeps whether they must choose a new password', async () => {
  await signIn()
  const state = await addUserAction(idle, form({ firstName: 'Kept', mustChangePassword: 'off' }))
  expect(state).toMatchObject({ status: 'invalid', submittedValues: { mustChangePassword: 'off' } })
})

test('a session that has ended is named in the words of the form', async () => {
  const { userId } = await signIn()
  await database().session.deleteMany({ where: { userId } })
  const state = await createAccountAction(idle, form({ name: 'Lost' }))
  expect(state).toMatchObject({ message: 'Your session has ended.', signedOut: true })
})

test('a session that expires by the clock of the database keeps what was typed', async () => {
  const { userId, account } = await signIn()
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  const expire = `UPDATE sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1`
  await owner.query(expire, [userId])
  await owner.end()
  const state = await updateAccountAction(idle, form({ ...account, name: 'Typed' }))
  const kept = { submittedValues: { name: 'Typed' }, signedOut: true }
  expect(state).toMatchObject({ message: 'Your session has ended.', ...kept })
  expect(refresh).not.toHaveBeenCalled()
})

const formsOfOthers = {
  'a new account': () => createAccountAction(idle, form({ name: 'Theirs', formUser: 1 })),
  'a changed account': (account: object) =>
    updateAccountAction(idle, form({ ...account, name: 'Theirs', formUser: 1 })),
  'a new User Secret': () => resetOwnSecretAction(idle, form({ formUser: 1 })),
}

test.each(Object.entries(formsOfOthers))(
  'what someone entered is not saved by the person who has signed in since: %s',
  async (_, submit) => {
    const { account, email } = await signIn()
    const before = await make.databaseSnapshot()
    const state = await submit(account)
    expect(state).toMatchObject({ status: 'failed', signedOut: true })
    expect(state).toHaveProperty('message', expect.stringContaining(`Someone else, ${email}, is`))
    expect(refresh).not.toHaveBeenCalled()
    expect(await make.databaseSnapshot()).toBe(before)
  },
)

test('a form that is submitted by the user who opened it is saved', async () => {
  const { account, userId } = await signIn()
  const state = await updateAccountAction(
    idle,
    form({ ...account, name: 'Mine', formUser: userId }),
  )
  expect(state).toMatchObject({ status: 'done' })
})

test('a form that meets an unavailable database logs why', async () => {
  await signIn()
  const error = new Error('Connection terminated unexpectedly')
  const query = vi.spyOn(databasePool(), 'query').mockRejectedValue(error)
  const warn = vi.spyOn(log, 'warn').mockReturnValue()
  const state = await createAccountAction(idle, form({ name: 'Unavailable' }))
  query.mockRestore()
  expect(state).toMatchObject({ status: 'failed', submittedValues: { name: 'Unavailable' } })
  expect(warn).toHaveBeenCalledWith(
    expect.objectContaining({ err: error, requestId: 'test' }),
    expect.any(String),
  )
  warn.mockRestore()
})

test('a bug never claims that nothing was saved', async () => {
  await signIn()
  const query = vi.spyOn(databasePool(), 'query').mockRejectedValue(new Error('a bug'))
  const state = await createAccountAction(idle, form({ name: 'Unknown' }))
  query.mockRestore()
  expect(state).toMatchObject({ status: 'unknown' })
  expect(state).toHaveProperty('message', expect.stringContaining('It is not known whether'))
})

describe('the page', () => {
  test('is refreshed when a form changed something', async () => {
    const { account } = await signIn()
    const state = await updateAccountAction(idle, form({ ...account, name: 'Renamed' }))
    expect(state).toMatchObject({ status: 'done', message: 'Account updated.' })
    expect(refresh).toHaveBeenCalledOnce()
  })

  test('stays as it is when a form changed nothing', async () => {
    const { account } = await signIn()
    const state = await updateAccountAction(idle, form(account))
    expect(state).toMatchObject({ status: 'done', message: 'No changes to save.' })
    expect(refresh).not.toHaveBeenCalled()
  })

  test('stays as it is when a form is invalid', async () => {
    const { account } = await signIn()
    const before = await make.databaseSnapshot()
    const state = await updateAccountAction(idle, form({ ...account, name: '' }))
    expect(state).toMatchObject({ status: 'invalid', errors: { name: 'Name is required.' } })
    expect(refresh).not.toHaveBeenCalled()
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('stays as it is when the session has ended, so that nothing typed is lost', async () => {
    const { userId } = await signIn()
    await database().session.deleteMany({ where: { userId } })
    const before = await make.databaseSnapshot()
    const state = await createAccountAction(idle, form({ name: 'Lost' }))
    expect(state).toMatchObject({ status: 'failed', signedOut: true })
    expect(refresh).not.toHaveBeenCalled()
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('is refreshed when someone else saved first', async () => {
    const { account } = await signIn()
    await updateAccountAction(idle, form({ ...account, name: 'Theirs' }))
    refresh.mockClear()
    const before = await make.databaseSnapshot()
    const state = await updateAccountAction(idle, form({ ...account, name: 'Mine' }))
    expect(state).toMatchObject({ status: 'stale', serverValues: { name: 'Theirs' } })
    expect(refresh).toHaveBeenCalledOnce()
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('is refreshed when an administrator was demoted', async () => {
    const { organizationId, accountId, userId, account } = await signIn()
    await make.user({ organizationId, accountId }, { orgAdmin: true })
    await database().user.update({ where: { id: userId }, data: { orgAdmin: false } })
    const state = await updateAccountAction(idle, form({ ...account, name: 'Forbidden' }))
    expect(state).toMatchObject({ status: 'failed', signedOut: false })
    expect(refresh).toHaveBeenCalledOnce()
    const { name } = await database().account.findUniqueOrThrow({ where: { id: account.id } })
    expect(name).toBe(account.name)
  })
})
