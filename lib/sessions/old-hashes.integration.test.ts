import { beforeEach, expect, test } from 'vitest'
import { NO_PASSWORD, verifyPassword } from '@/lib/auth/password-hash'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { changePassword } from '@/lib/sessions/commands'
import { requireSamePassword, verifyOwnPassword } from '@/lib/sessions/own-password'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'

const { PASSWORD: password, origin } = make

// In tests, `hashPassword` stores cheap hashes, whose parameters are always old.
let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const storedHash = async () =>
  (await database().user.findUniqueOrThrow({ where: { id: home.userId } })).passwordHash

test('a sign-in renews a hash with old parameters', async () => {
  const before = await storedHash()
  await signIn(origin, { email: home.email, password })
  const renewed = await storedHash()
  expect(renewed).not.toBe(before)
  expect(await verifyPassword(renewed, password)).toBe(true)
  await expect(signIn(origin, { email: home.email, password })).resolves.toBeDefined()
})

test('several sign-ins at once are accepted while one of them renews the hash', async () => {
  const signIns = Array.from({ length: 4 }, () => signIn(origin, { email: home.email, password }))
  await expect(Promise.all(signIns)).resolves.toHaveLength(4)
})

test('a renewed hash is the same password to someone who has just entered it', async () => {
  const wrong = new AppError('invalid', 'This is not your password.')
  const actor = home.admin
  const verification = { actor, db: database(), password, operation: 'test', wrong }
  const verified = await verifyOwnPassword(verification)
  const recheck = () => transaction((db) => requireSamePassword(db, actor, verified))
  await signIn(origin, { email: home.email, password })
  await expect(recheck()).resolves.toBeUndefined()
  const change = { password: 'Another-horse-8', repeatedPassword: 'Another-horse-8' }
  await changePassword(actor, { currentPassword: password, ...change })
  await expect(recheck()).rejects.toMatchObject({ code: 'conflict' })
})

test('a wrong password renews nothing', async () => {
  const before = await make.databaseSnapshot()
  const wrong = signIn(origin, { email: home.email, password: 'Wrong-horse-7' })
  await expect(wrong).rejects.toMatchObject({ code: 'invalid' })
  expect(await make.databaseSnapshot()).toBe(before)
})

test.each([
  NO_PASSWORD,
  '',
  '$argon2id$v=19$m=65536,t=3,p=1$',
  '$argon2id$v=19$m=1024,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$broken',
  '$argon2id$v=19$m=0,t=0,p=0$c2FsdHNhbHRzYWx0c2FsdA$aaaaaaaaaaaaaaaaaaaaaaaa',
])('the stored hash %j is a wrong password, not a failure', async (passwordHash) => {
  await database().user.update({ where: { id: home.userId }, data: { passwordHash } })
  const before = await make.databaseSnapshot()
  const outcome = { code: 'invalid', message: 'The email address or password is wrong.' }
  await expect(signIn(origin, { email: home.email, password })).rejects.toMatchObject(outcome)
  const change = { password: 'Another-horse-8', repeatedPassword: 'Another-horse-8' }
  const changed = changePassword(home.admin, { currentPassword: password, ...change })
  await expect(changed).rejects.toMatchObject({ code: 'invalid' })
  expect(await make.databaseSnapshot()).toBe(before)
})
