import { beforeEach, describe, expect, test, vi } from 'vitest'
import { setUpAction, signInAction } from '@/app/(sign-in)/actions'
import { POST as signOut } from '@/app/(sign-in)/sign-out/confirm/route'
import { chooseTheme } from '@/app/actions'
import { database, databasePool } from '@/lib/db/client'
import { idle } from '@/lib/form-state'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'
import { currentActor } from '@/lib/transport/session'
import { withResponse } from '@/lib/transport/status'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ refresh: () => {} }))

const SESSION = 'console-session'
const THEME = 'console-theme'
type Fields = { [name: string]: string }
type Result = { status: number; state?: unknown; location?: string | undefined }

beforeEach(() => {
  browser.clearCookies()
  browser.setRequest()
})

function form(fields: Fields = {}): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

/** Runs an action and returns its status, its redirect and its state. */
async function run(action: () => Promise<unknown>): Promise<Result> {
  const response = { statusCode: 200 }
  const result = await withResponse(response, action).then(
    (state) => ({ state }),
    (error: unknown) => {
      if (!(error instanceof Error && 'digest' in error)) throw error
      return { location: String(error.digest).split(';')[2] }
    },
  )
  return { status: response.statusCode, ...result }
}

/** Calls an action with arguments that its type forbids, as a client can. */
function untyped(action: unknown, ...args: unknown[]): () => Promise<unknown> {
  if (typeof action !== 'function') throw new Error('not an action')
  return async () => action(...args)
}

async function signIn() {
  const home = await make.organization()
  const fields = form({ email: home.email, password: make.PASSWORD, next: '/profile' })
  const { location } = await run(() => signInAction(idle, fields))
  expect(location).toBe('/profile')
  return home
}

describe('signing in', () => {
  test('starts a session and remembers the device', async () => {
    const { userId } = await signIn()
    const options = { httpOnly: true, sameSite: 'lax', path: '/' }
    expect(browser.cookie(SESSION)?.options).toMatchObject(options)
    expect(browser.cookie('console-device')?.options).toMatchObject(options)
    expect(await currentActor()).toMatchObject({ userId })
  })

  test('from a script returns the location, so that the form can load a new document', async () => {
    const { email } = await make.organization()
    browser.setRequest({ 'next-action': 'x' })
    const fields = form({ email, password: make.PASSWORD, next: '/profile' })
    expect((await run(() => signInAction(idle, fields))).state).toMatchObject({
      status: 'done',
      result: { location: '/profile' },
    })
  })

  test('with a wrong password shows why and starts nothing', async () => {
    const { email } = await make.organization()
    const before = await make.databaseSnapshot()
    const { state } = await run(() =>
      signInAction(idle, form({ email, password: 'Wrong-horse-7' })),
    )
    expect(state).toMatchObject({
      status: 'failed',
      message: 'The email address or password is wrong.',
      submittedValues: { email },
    })
    expect(JSON.stringify(state)).not.toContain('Wrong-horse-7')
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('ignores malformed cookies', async () => {
    const { set } = await browser.cookies()
    for (const name of [SESSION, 'next-auth.csrf-token', 'next-auth.callback-url']) set(name, '|||')
    expect(await currentActor()).toBeNull()
    const { userId } = await signIn()
    expect(await currentActor()).toMatchObject({ userId })
  })

  test('is not reached by a set-up with a wrong token', async () => {
    const before = await make.databaseSnapshot()
    const fields = form({ email: 'ada@example.com', password: make.PASSWORD, token: 'wrong' })
    expect((await run(() => setUpAction(idle, fields))).state).toMatchObject({
      status: 'failed',
      message: 'This console is already set up, or the setup link is incomplete.',
    })
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('the current actor', () => {
  test('costs one statement and changes no cookie', async () => {
    const { userId } = await signIn()
    const token = browser.cookie(SESSION)
    const query = vi.spyOn(databasePool(), 'query')
    expect(await currentActor()).toMatchObject({ userId })
    expect(query).toHaveBeenCalledTimes(1)
    query.mockRestore()
    expect(browser.cookie(SESSION)).toBe(token)
  })

  test('is nobody once the user is deactivated', async () => {
    const { organizationId, accountId } = await make.organization()
    const user = await make.user({ organizationId, accountId })
    const { set } = await browser.cookies()
    set(SESSION, await make.createSession(user.id))
    expect(await currentActor()).toMatchObject({ userId: user.id })
    await database().user.update({ where: { id: user.id }, data: { active: false } })
    expect(await currentActor()).toBeNull()
  })

  test('is an error, not nobody, while the database fails', async () => {
    await signIn()
    const error = new Error('Connection terminated')
    const query = vi.spyOn(databasePool(), 'query').mockRejectedValue(error)
    await expect(currentActor()).rejects.toMatchObject({ code: 'unavailable' })
    query.mockRestore()
  })
})

describe('signing out', () => {
  test('ends the session and leads to the sign-in page', async () => {
    const { userId } = await signIn()
    const before = await database().session.count({ where: { userId } })
    const response = await signOut()
    expect([response.status, response.headers.get('location')]).toEqual([303, '/login'])
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect(await database().session.count({ where: { userId } })).toBe(before - 1)
  })

  test('also works when the session has already ended', async () => {
    const { userId } = await signIn()
    await database().session.deleteMany({ where: { userId } })
    expect((await signOut()).headers.get('location')).toBe('/login')
    expect(browser.cookie(SESSION)).toBeUndefined()
  })

  test('says so when it fails, and keeps the session and its cookie', async () => {
    const { organizationId } = await signIn()
    const before = await make.databaseSnapshot()
    const client = await databasePool().connect()
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(1, $1::int)', [organizationId])
    const response = await signOut()
    await client.query('ROLLBACK')
    client.release()
    expect(response.headers.get('location')).toBe('/sign-out?failed')
    expect(browser.cookie(SESSION)).toBeDefined()
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('a form from another site', () => {
  test.each(['https://elsewhere.example', 'null', 'garbage', ''])(
    'with the Origin "%s" is rejected with 403 and changes nothing',
    async (origin) => {
      await signIn()
      const before = await make.databaseSnapshot()
      browser.setRequest({ origin })
      expect((await signOut()).status).toBe(403)
      expect((await run(() => chooseTheme(form({ theme: 'dark' })))).status).toBe(403)
      const credentials = form({ email: 'x@example.com', password: 'x' })
      const { status, state } = await run(() => signInAction(idle, credentials))
      expect(status).toBe(403)
      expect(state).toMatchObject({ message: 'This form was not sent from this site.' })
      expect(browser.cookie(SESSION)).toBeDefined()
      expect(browser.cookie(THEME)).toBeUndefined()
      expect(await make.databaseSnapshot()).toBe(before)
    },
  )
})

describe('a malformed call', () => {
  const states = [{ status: 'done' }, { status: [] }, null, 'x', 7, []]

  test.each(states)('with the state %j counts as the first one', async (state) => {
    const result = await run(untyped(signInAction, state, form()))
    expect(result.state).toMatchObject({ status: 'invalid' })
  })

  test.each([[undefined], [null], [[]], [{}], ['x'], [{ get: 1 }]])(
    'with the form %j changes nothing',
    async (data) => {
      await signIn()
      const before = await make.databaseSnapshot()
      const result = await run(untyped(signInAction, idle, data))
      expect(result.state).toMatchObject({ status: 'invalid' })
      expect(await run(untyped(chooseTheme, data))).toEqual({ status: 200, state: undefined })
      expect(browser.cookie(THEME)).toBeUndefined()
      expect(await make.databaseSnapshot()).toBe(before)
    },
  )
})
