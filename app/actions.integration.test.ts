import { beforeEach, describe, expect, test, vi } from 'vitest'
import { signInAction } from '@/app/(sign-in)/actions'
import { chooseTheme, signOutAction } from '@/app/actions'
import { database, databasePool } from '@/lib/db/client'
import { idle } from '@/lib/form-state'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'
import { withResponse } from '@/lib/transport/status'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ revalidatePath: () => {} }))

const SESSION = 'console-session'
const THEME = 'console-theme'
type Outcome = { state?: unknown; to?: string | undefined }
type Acted = Outcome & { status: number }
type Fields = { [name: string]: string }

beforeEach(() => {
  browser.clearCookies()
  browser.setRequest()
})

function form(fields: Fields = {}): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

/** Runs an action: the status that it sets, where it leads to, and what it returns. */
async function act(action: () => Promise<unknown>): Promise<Acted> {
  const answer = { statusCode: 200 }
  const outcome: Outcome = await withResponse(answer, action).then(
    (state) => ({ state }),
    (error: unknown) => {
      if (!(error instanceof Error && 'digest' in error)) throw error
      return { to: String(error.digest).split(';')[2] }
    },
  )
  return { status: answer.statusCode, ...outcome }
}

/** Calls an action with what its type does not allow, as anyone can. */
function garbled(action: unknown, ...values: unknown[]): () => Promise<unknown> {
  if (typeof action !== 'function') throw new Error('not an action')
  return async () => action(...values)
}

async function enter() {
  const home = await make.organization()
  const { email } = home
  const entered = await act(() => signInAction(idle, form({ email, password: make.PASSWORD })))
  expect(entered.to).toBe('/')
  expect(browser.cookie('console-device')?.options).toMatchObject({ httpOnly: true })
  return home
}

describe('signing out', () => {
  test('ends the session and leads to the sign-in page', async () => {
    const { userId } = await enter()
    const before = await database().session.count({ where: { userId } })
    expect(await act(() => signOutAction(form()))).toMatchObject({ to: '/login' })
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect(await database().session.count({ where: { userId } })).toBe(before - 1)
  })

  test('does so too when the session had ended before', async () => {
    const { userId } = await enter()
    await database().session.deleteMany({ where: { userId } })
    expect(await act(() => signOutAction(form()))).toMatchObject({ to: '/login' })
    expect(browser.cookie(SESSION)).toBeUndefined()
  })

  test('that cannot be done says so, and the session stays with its cookie', async () => {
    const { organizationId } = await enter()
    const before = await make.databaseSnapshot()
    const held = await databasePool().connect()
    await held.query('BEGIN')
    await held.query('SELECT pg_advisory_xact_lock(1, $1::int)', [organizationId])
    const refused = await act(() => signOutAction(form()))
    await held.query('ROLLBACK')
    held.release()
    expect(refused.to).toBe('/sign-out?failed')
    expect(browser.cookie(SESSION)).toBeDefined()
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('a form from elsewhere', () => {
  test.each(['https://elsewhere.example', 'null', 'garbage', ''])(
    'with the Origin "%s" is refused with 403, and nothing changes',
    async (origin) => {
      await enter()
      const before = await make.databaseSnapshot()
      browser.setRequest({ origin })
      expect(await act(() => signOutAction(form()))).toEqual({ status: 403, state: undefined })
      expect((await act(() => chooseTheme(form({ theme: 'dark' })))).status).toBe(403)
      const guess = form({ email: 'x@example.com', password: 'x' })
      const { status, state } = await act(() => signInAction(idle, guess))
      expect(status).toBe(403)
      expect(state).toMatchObject({ message: 'This form was not sent from this site.' })
      expect(browser.cookie(SESSION)).toBeDefined()
      expect(browser.cookie(THEME)).toBeUndefined()
      expect(await make.databaseSnapshot()).toBe(before)
    },
  )
})

describe('garbage', () => {
  const states = [{ status: 'done' }, { status: [] }, null, 'x', 7, []]

  test.each(states)('for the state, as %j, is no state', async (state) => {
    const answered = await act(garbled(signInAction, state, form()))
    expect(answered.state).toMatchObject({ status: 'invalid' })
  })

  test.each([[undefined], [null], [[]], [{}], ['x'], [{ get: 1 }]])(
    'for the form, as %j, changes nothing',
    async (data) => {
      await enter()
      const before = await make.databaseSnapshot()
      const answered = await act(garbled(signInAction, idle, data))
      expect(answered.state).toMatchObject({ status: 'invalid' })
      expect(await act(garbled(chooseTheme, data))).toEqual({ status: 200, state: undefined })
      expect(browser.cookie(THEME)).toBeUndefined()
      expect(await make.databaseSnapshot()).toBe(before)
    },
  )
})
