import { beforeAll, describe, expect, test } from 'vitest'
import { findActorBySession } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { database } from '@/lib/db/client'
import type { AppError } from '@/lib/errors'
import { changePassword } from '@/lib/sessions/commands'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { addUser } from '@/lib/users/add-user'
import { deleteUser, updateUser } from '@/lib/users/commands'
import { getActiveUser, searchUsers } from '@/lib/users/queries'

let home: Awaited<ReturnType<typeof make.organization>>
let customer: { organizationId: number; accountId: number }
beforeAll(async () => {
  home = await make.organization('Acme')
  const { organizationId } = home
  customer = { organizationId, accountId: (await make.account(organizationId)).id }
})

const rejection = (result: Promise<unknown>) =>
  result.then(
    () => expect.fail('The operation was not rejected.'),
    (error: AppError) => error,
  )
const person = () => ({
  accountId: customer.accountId,
  firstName: 'Grace',
  lastName: 'Hopper',
  email: `${crypto.randomUUID()}@example.com`,
  password: 'Correct-horse-7',
})

describe('adding a user', () => {
  test('creates an active user and stores only the hash of their secret', async () => {
    const values = { ...person(), mustChangePassword: 'on' as const }
    const { user, secret } = await addUser(home.admin, values)
    expect(user).toMatchObject({ active: true, lastLoginAt: null, orgAdmin: false })
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(await make.databaseSnapshot()).not.toContain(secret)
    const { email, password } = values
    const { sessionToken } = await signIn(make.origin, { email, password })
    expect(await findActorBySession(sessionToken, make.origin)).toMatchObject({
      mustChangePassword: true,
    })
  })

  test.each([
    ['an email address without a domain', { email: 'grace' }, 'email', 'like name@example.com'],
    ['no first name', { firstName: ' ' }, 'firstName', 'First name is required.'],
    ['a short password', { password: 'aB3!' }, 'password', 'at least 8 characters'],
    ['no uppercase', { password: 'correct-horse-7' }, 'password', 'uppercase'],
    ['no lowercase', { password: 'CORRECT-HORSE-7' }, 'password', 'lowercase'],
    ['no digit', { password: 'Correct-horse' }, 'password', 'numeric'],
    ['no symbol', { password: 'Correcthorse7' }, 'password', 'special character'],
    ['the first name', { password: 'xGrace-1234' }, 'password', 'first name'],
    ['the last name', { password: 'xhOpper-1234' }, 'password', 'last name'],
    ['the username', { email: 'jdoe@x.org', password: 'Jdoe-12345' }, 'password', 'username'],
    ['a very long password', { password: 'aB3!'.repeat(65) }, 'password', '256'],
  ])('rejects %s on its field', async (_, change, field, message) => {
    const before = await make.databaseSnapshot()
    const error = await rejection(addUser(home.admin, { ...person(), ...change }))
    expect(error.code).toBe('invalid')
    expect(error.fields[field]).toContain(message)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('rejects the email address of a user of any organization, in any case', async () => {
    const taken = await make.organization()
    const before = await make.databaseSnapshot()
    const error = await rejection(
      addUser(home.admin, { ...person(), email: taken.email.toUpperCase() }),
    )
    expect(error.code).toBe('conflict')
    expect(error.fields.email).toContain('already belongs to a user')
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('rejects an Org Admin outside the default account, even in SQL', async () => {
    const before = await make.databaseSnapshot()
    const error = await rejection(addUser(home.admin, { ...person(), orgAdmin: 'on' }))
    expect(error).toMatchObject({ code: 'forbidden' })
    expect(error.fields.orgAdmin).toContain('default account')
    expect(await make.databaseSnapshot()).toBe(before)
    const statement = database().user.update({
      where: { id: (await make.user(customer)).id },
      data: { orgAdmin: true },
    })
    await expect(statement).rejects.toThrow()
  })
})

describe('oneself and the last Org Admin', () => {
  test('cannot be deactivated, deleted or demoted', async () => {
    const lone = await make.organization()
    const backup = await make.user(lone, { orgAdmin: true })
    const admin = await make.actorFor(backup.id)
    const self = { id: backup.id, version: 1, firstName: 'A', lastName: 'B', email: 'a@b.example' }
    const before = await make.databaseSnapshot()
    const attempts = [
      () => updateUser(admin, { id: backup.id, active: false }),
      () => deleteUser(admin, { id: backup.id }),
      () => updateUser(admin, { ...self, orgAdmin: false }),
    ]
    for (const attempt of attempts) {
      const error = await rejection(attempt())
      expect(error.code).toMatch(/conflict|forbidden/)
      expect(error.message).toMatch(/yourself|your own/)
    }
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('the database rejects losing the last one', async () => {
    const lone = await make.organization()
    const { userId } = lone
    const before = await make.databaseSnapshot()
    const db = database()
    await expect(
      db.user.update({ where: { id: userId }, data: { active: false } }),
    ).rejects.toThrow()
    await expect(
      db.user.update({ where: { id: userId }, data: { orgAdmin: false } }),
    ).rejects.toThrow()
    await expect(db.user.delete({ where: { id: userId } })).rejects.toThrow()
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('300 concurrent attempts to remove the last two administrators leave one', async () => {
    const { organizationId, accountId, userId, admin } = await make.organization()
    const second = await make.user({ organizationId, accountId }, { orgAdmin: true })
    const other = await make.actorFor(second.id)
    const attempts = Array.from({ length: 300 }, (_, n) => {
      const [by, id] = n % 2 === 0 ? [admin, second.id] : [other, userId]
      return n % 3 === 0 ? deleteUser(by, { id }) : updateUser(by, { id, active: false })
    })
    const results = await Promise.allSettled(attempts)
    const left = await database().user.count({
      where: { organizationId, orgAdmin: true, active: true },
    })
    expect(left).toBe(1)
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
  })
})

describe('changing a user', () => {
  test('signs out a deactivated user at once and can reactivate them', async () => {
    const user = await make.user(customer)
    const token = await make.createSession(user.id)
    await updateUser(home.admin, { id: user.id, active: 'off' })
    expect(await findActorBySession(token, make.origin)).toBeNull()
    expect(await updateUser(home.admin, { id: user.id, active: 'on' })).toMatchObject({
      user: { active: true },
      changed: true,
    })
  })

  test('writes nothing when nothing changes', async () => {
    const { id, firstName } = await make.user(customer)
    const before = await make.databaseSnapshot()
    const saved = await updateUser(home.admin, { id, version: 1, firstName })
    expect(saved).toMatchObject({ user: { version: 1 }, changed: false })
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('rejects a stale save and returns the current values', async () => {
    const user = await make.user(customer)
    const values = { id: user.id, version: 1, firstName: 'One', lastName: 'X', email: user.email }
    await updateUser(home.admin, values)
    const before = await make.databaseSnapshot()
    const error = await rejection(updateUser(home.admin, { ...values, firstName: 'Two' }))
    expect(error).toMatchObject({ code: 'stale', version: 2, current: { firstName: 'One' } })
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('ends the sessions of a user with a new password', async () => {
    const { user } = await addUser(home.admin, person())
    const token = await make.createSession(user.id)
    await updateUser(home.admin, { id: user.id, password: 'Another-horse-8' })
    expect(await findActorBySession(token, make.origin)).toBeNull()
    const again = await signIn(make.origin, { email: user.email, password: 'Another-horse-8' })
    expect(again.sessionToken).not.toBe('')
  })

  test('keeps only the current session after changing your own password', async () => {
    const { user } = await addUser(home.admin, person())
    const actor = await make.actorFor(user.id)
    const elsewhere = await make.createSession(user.id)
    await changePassword(actor, {
      currentPassword: 'Correct-horse-7',
      password: 'Another-horse-8',
      repeatedPassword: 'Another-horse-8',
    })
    expect(await findActorBySession(elsewhere, make.origin)).toBeNull()
  })

  test('finds users of one account by any part of name or email address', async () => {
    await make.user(customer, { firstName: 'Zoë', lastName: 'Ångström' })
    const found = await searchUsers(home.admin, { accountId: customer.accountId, q: 'angstr' })
    expect(found.rows.map(({ firstName }) => firstName)).toEqual(['Zoë'])
    const other = await searchUsers(home.admin, { accountId: home.accountId, q: 'angstr' })
    expect(other.rows).toEqual([])
  })

  test('shows the last page of users when the page of a cursor has been deleted', async () => {
    const { organizationId } = home
    const { id: accountId } = await make.account(organizationId)
    for (let n = 0; n < 51; n += 1) await make.user({ organizationId, accountId })
    for (const q of ['', 'chuck']) {
      const one = await searchUsers(home.admin, { accountId, q })
      const two = await searchUsers(home.admin, { accountId, q, cursor: one.next })
      for (const { id } of two.rows) await deleteUser(home.admin, { id })
      const left = await searchUsers(home.admin, { accountId, q, cursor: one.next })
      expect(left.rows).toEqual(one.rows)
      await make.user({ organizationId, accountId })
    }
  })

  test('says who has no password yet, until someone sets one', async () => {
    const { organizationId } = home
    const { id: accountId } = await make.account(organizationId)
    const { id } = await make.user({ organizationId, accountId }, { passwordHash: NO_PASSWORD })
    const read = async () => {
      const { rows } = await searchUsers(home.admin, { accountId })
      const { user } = await getActiveUser(home.admin, { id })
      return [...rows, user].map(({ hasPassword }) => hasPassword)
    }
    expect(await read()).toEqual([false, false])
    await updateUser(home.admin, { id, password: 'Another-horse-8' })
    expect(await read()).toEqual([true, true])
  })
})
