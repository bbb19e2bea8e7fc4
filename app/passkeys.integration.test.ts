import { beforeEach, expect, test, vi } from 'vitest'
import { passkeySignInAction } from '@/app/(sign-in)/actions'
import { GET } from '@/app/(sign-in)/login/passkey/route'
import { findActorBySession } from '@/lib/auth/actor'
import { idle } from '@/lib/form-state'
import { passkeyRequestSchema } from '@/lib/passkey-request'
import type { Authenticator } from '@/lib/testing/authenticator'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'
import { registerPasskey } from '@/lib/testing/passkeys'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ refresh: () => {} }))

let home: Awaited<ReturnType<typeof make.organization>>
let authenticator: Authenticator
beforeEach(async () => {
  browser.clearCookies()
  browser.setRequest({ 'next-action': 'script' })
  home = await make.organization()
  authenticator = await registerPasskey(home.admin)
})

async function signIn(flags = {}) {
  const request = passkeyRequestSchema.parse(await (await GET()).json())
  const data = new FormData()
  data.set('assertion', authenticator.authenticate(request, flags))
  data.set('next', '/profile')
  return passkeySignInAction(idle, data)
}
const session = () => browser.cookie('console-session')?.value

test('a passkey gives the browser a session and a trusted device, and leads on', async () => {
  expect(await signIn()).toMatchObject({ status: 'done', result: { location: '/profile' } })
  expect(await findActorBySession(session() ?? '', make.origin)).toMatchObject({
    userId: home.userId,
  })
  expect(browser.cookie('console-device')).toBeDefined()
})

test('a passkey that is denied gives the browser nothing, and the form says so', async () => {
  const state = await signIn({ verified: false })
  expect(state).toMatchObject({
    status: 'failed',
    message: "This passkey can't be used to sign in. Try another way.",
  })
  expect(session()).toBeUndefined()
  expect(browser.cookie('console-device')).toBeUndefined()
})
