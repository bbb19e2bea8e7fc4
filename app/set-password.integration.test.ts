import { beforeEach, expect, test, vi } from 'vitest'
import { openLinkAction, setPasswordAction } from '@/app/(sign-in)/actions'
import { idle } from '@/lib/form-state'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'
import { createUserLink } from '@/lib/users/links'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ refresh: () => {} }))

const password = 'Brave-new-w0rld'

let user: Awaited<ReturnType<typeof make.user>>
let link: string
beforeEach(async () => {
  browser.clearCookies()
  browser.setRequest()
  const home = await make.organization()
  user = await make.user(home)
  link = (await createUserLink(home.admin, { id: user.id })).link.url
})

type Action = typeof openLinkAction | typeof setPasswordAction

/** Where the form leads, or what it shows. */
function submit(action: Action, values: { [name: string]: string }) {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return action(idle, data).catch((error: unknown) => {
    if (!(error instanceof Error && 'digest' in error)) throw error
    return String(error.digest).split(';')[2]
  })
}

test('the form of a link shows whose password it sets, then leads to sign-in with a known device', async () => {
  expect(await submit(openLinkAction, { link })).toMatchObject({
    status: 'done',
    result: { token: link.split('#')[1], email: user.email, policy: { minLength: 8 } },
  })
  expect(browser.cookie('console-device')).toBeUndefined()
  expect(await submit(setPasswordAction, { link, password })).toBe('/login?password-set')
  expect(browser.cookie('console-device')).toBeDefined()
  expect(browser.cookie('console-session')).toBeUndefined()
})

test('a rejected password comes back with the link and without the password', async () => {
  const state = await submit(setPasswordAction, { link, password: 'short' })
  expect(state).toMatchObject({ status: 'invalid', submittedValues: { link } })
  expect(JSON.stringify(state)).not.toContain('"short"')
})

test('a form of another site opens and sets nothing', async () => {
  browser.setRequest({ origin: 'https://evil.example' })
  const before = await make.databaseSnapshot()
  for (const action of [openLinkAction, setPasswordAction]) {
    expect(await submit(action, { link, password })).toMatchObject({ status: 'failed' })
  }
  expect(await make.databaseSnapshot()).toBe(before)
})
