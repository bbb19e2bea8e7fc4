import { beforeEach, expect, test, vi } from 'vitest'
import { setUpAction } from '@/app/(sign-in)/actions'
import { setupToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { idle } from '@/lib/form-state'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ refresh: () => {} }))

beforeEach(() => {
  browser.clearCookies()
  browser.setRequest()
})

const fields = () => ({
  token: setupToken(),
  name: 'First',
  firstName: 'Ada',
  lastName: 'Founder',
  email: 'ada@example.com',
  password: make.PASSWORD,
})

/** Where the form leads, or what it shows. */
function submit(values: { [name: string]: string }) {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return setUpAction(idle, data).catch((error: unknown) => {
    if (!(error instanceof Error && 'digest' in error)) throw error
    return String(error.digest).split(';')[2]
  })
}

test('the person who set the console up is signed in when they press again, and nobody else', async () => {
  expect(await submit(fields())).toBe('/security/accounts')
  browser.clearCookies()
  expect(await submit(fields())).toBe('/security/accounts')
  expect(browser.cookie('console-session')).toBeDefined()
  expect(await database().organization.count()).toBe(1)
  browser.clearCookies()
  const state = await submit({ ...fields(), email: 'eve@example.com' })
  expect(state).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('already set up'),
  })
  expect(browser.cookie('console-session')).toBeUndefined()
})
