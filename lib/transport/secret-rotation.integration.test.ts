import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { createAccount } from '@/lib/accounts/commands'
import { findActorBySession } from '@/lib/auth/actor'
import { decryptAtRest, encryptAtRest } from '@/lib/auth/encryption-at-rest'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { FORM_KEY, FORM_USER } from '@/lib/form-state'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { runFormCommand } from '@/lib/transport/form-command'

const newSecret = () => randomBytes(32).toString('base64url')

afterEach(() => {
  vi.unstubAllEnvs()
  forgetSettings()
})

function forgetSettings() {
  Reflect.deleteProperty(globalThis, Symbol.for('accounts-console.env'))
}

/** What a restart with other settings changes in this process. */
function restart(settings: { AUTH_SECRET: string; AUTH_SECRET_PREVIOUS: string }) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  forgetSettings()
}

function rotate() {
  restart({ AUTH_SECRET: newSecret(), AUTH_SECRET_PREVIOUS: env().AUTH_SECRET })
}

function forgetPrevious() {
  restart({ AUTH_SECRET: env().AUTH_SECRET, AUTH_SECRET_PREVIOUS: '' })
}

test('sessions outlive the secret', async () => {
  const { userId } = await make.organization()
  const session = await make.createSession(userId)
  rotate()
  forgetPrevious()
  expect(await findActorBySession(session, make.origin)).toMatchObject({ userId })
})

test('a trusted device stays trusted, and its token is renewed with the new secret', async () => {
  const { email } = await make.organization()
  const origin = { ...make.origin, address: '198.51.100.1' }
  const credentials = { email, password: make.PASSWORD }
  const { deviceToken } = await signIn(origin, credentials)
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await signIn(origin, { email, password: 'Wrong-horse-7' }).catch(() => undefined)
  }
  await expect(signIn(origin, credentials)).rejects.toMatchObject({ code: 'rate-limited' })
  rotate()
  const again = await signIn({ ...origin, deviceToken }, credentials)
  expect(again.deviceToken).not.toBe(deviceToken)
  forgetPrevious()
  expect(await signIn({ ...origin, deviceToken: again.deviceToken }, credentials)).toMatchObject({
    deviceToken: again.deviceToken,
  })
})

async function accountForm() {
  const { admin, organizationId } = await make.organization()
  const key = randomUUID()
  const count = () => database().account.count({ where: { organizationId } })
  const submit = (name: string) =>
    runFormCommand({
      operation: createAccount,
      actor: admin,
      input: { [FORM_KEY]: key, [FORM_USER]: String(admin.userId), name },
      toResponse: () => ({ location: '/security/accounts', message: name, label: 'Accounts' }),
    })
  return { submit, count }
}

test('a form that was saved before the rotation is answered as before', async () => {
  const { submit, count } = await accountForm()
  const first = await submit('Acme')
  rotate()
  expect(await submit('Acme')).toEqual(first)
  expect(await submit('Other')).toMatchObject({ savedBefore: { message: 'Acme' } })
  expect(await count()).toBe(2)
})

test('without the previous secret, a saved form is not saved again', async () => {
  const { submit, count } = await accountForm()
  await submit('Acme')
  rotate()
  forgetPrevious()
  await expect(submit('Acme')).rejects.toMatchObject({ code: 'conflict' })
  expect(await count()).toBe(2)
})

test('what the database holds encrypted is readable until the previous secret is forgotten', () => {
  const encrypted = encryptAtRest('second-factor', 'JBSWY3DPEHPK3PXP', 5)
  rotate()
  expect(decryptAtRest('second-factor', encrypted, 5)).toBe('JBSWY3DPEHPK3PXP')
  expect(decryptAtRest('second-factor', encrypted, 6)).toBeUndefined()
  forgetPrevious()
  expect(decryptAtRest('second-factor', encrypted, 5)).toBeUndefined()
})
