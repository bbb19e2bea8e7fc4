import { beforeEach, describe, expect, test } from 'vitest'
import { findActorBySession } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { requestPasskey } from '@/lib/passkeys/queries'
import { signInWithPasskey } from '@/lib/sessions/passkey-sign-in'
import { signIn } from '@/lib/sessions/sign-in'
import type { Authenticator } from '@/lib/testing/authenticator'
import * as make from '@/lib/testing/factories'
import { registerPasskey } from '@/lib/testing/passkeys'

const { origin, PASSWORD } = make

let home: Awaited<ReturnType<typeof make.organization>>
let authenticator: Authenticator
beforeEach(async () => {
  home = await make.organization()
  authenticator = await registerPasskey(home.admin)
})

const requireSecondFactor = () => database().$executeRaw`
  UPDATE organizations SET second_factor_policy = 'everyone',
         second_factor_required_since = now() - interval '1 day'
   WHERE id = ${home.organizationId}`
const reload = () => make.actorFor(home.userId)
const withPassword = () => signIn(origin, { email: home.email, password: PASSWORD })

describe('where a second factor is required', () => {
  beforeEach(requireSecondFactor)

  test('a passkey is one', async () => {
    expect(await reload()).toMatchObject({ mustSetUpSecondFactor: false, secondFactorDueAt: null })
    await database().passkey.deleteMany({ where: { userId: home.userId } })
    expect(await reload()).toMatchObject({ mustSetUpSecondFactor: true })
  })

  test('a passkey of another host name is none', async () => {
    const where = { userId: home.userId }
    const passkey = await database().passkey.findFirstOrThrow({ where })
    await database().passkey.deleteMany({ where })
    await database().passkey.create({ data: { ...passkey, rpId: 'old.example.com' } })
    expect(await reload()).toMatchObject({ mustSetUpSecondFactor: true })
    expect(await withPassword()).toHaveProperty('sessionToken')
  })

  test('a password alone does not sign in someone with a passkey', async () => {
    expect(await withPassword()).toEqual({ ticket: expect.any(String) })
  })

  test('a passkey signs in alone, and opens everything', async () => {
    const request = await requestPasskey(origin)
    const assertion = authenticator.authenticate(request ?? { challenge: '', rpId: '' })
    const { sessionToken } = await signInWithPasskey(origin, { assertion })
    expect(await findActorBySession(sessionToken, origin)).toMatchObject({
      mustSetUpSecondFactor: false,
    })
  })
})

test('where it is optional, the password of someone with a passkey still signs in alone', async () => {
  expect(await withPassword()).toHaveProperty('sessionToken')
})
