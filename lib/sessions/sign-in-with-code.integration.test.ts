import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { pendingDenials } from '@/lib/activity/denials'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { signInWithCode } from '@/lib/sessions/sign-in-with-code'
import * as make from '@/lib/testing/factories'
import { codeOf, enroll, forgetUsedCodes, getTicket } from '@/lib/testing/second-factor'
import { signIn } from '@/lib/testing/sign-in'
import { unlockUser } from '@/lib/users/access'
import { updateUser } from '@/lib/users/commands'

const { PASSWORD: password, origin } = make

let home: Awaited<ReturnType<typeof make.organization>>
let email: string
let secret: string
let recoveryCodes: string[]
beforeEach(async () => {
  home = await make.organization()
  email = home.email
  ;({ secret, recoveryCodes } = await enroll(home.admin))
  await database().session.deleteMany({ where: { userId: home.userId } })
  await forgetUsedCodes(home.userId)
})

const sessions = () => database().session.findMany({ where: { userId: home.userId } })
const newTicket = () => getTicket(origin, { email, password })
const send = (ticket: string, code: string, from = origin) =>
  signInWithCode({ ...from, requestId: randomUUID(), ticket }, { code })
const expire = async (ticket: string) => {
  const where = { id: hashToken(ticket) }
  const row = await database().signInTicket.delete({ where })
  await database().signInTicket.create({ data: { ...row, expiresAt: new Date() } })
}
const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => String(Object(error).code),
  )

describe('the password of a user with a second factor', () => {
  test('opens no session, and the code does', async () => {
    const ticket = await newTicket()
    expect(await sessions()).toEqual([])
    const { sessionToken } = await send(ticket, codeOf(secret))
    expect(await sessions()).toMatchObject([
      { id: hashToken(sessionToken), method: 'password and code' },
    ])
    const where = { organizationId: home.organizationId, operation: 'session.signIn' }
    const rows = await database().auditEvent.findMany({ where })
    expect(rows.map(({ detail }) => JSON.parse(detail))).toMatchObject([
      { method: 'password and code' },
    ])
  })

  test('gets a ticket that works once, for five minutes, for that password only', async () => {
    const used = await newTicket()
    await send(used, codeOf(secret))
    await forgetUsedCodes(home.userId)
    const old = await newTicket()
    await expire(old)
    const before = await make.databaseSnapshot()
    for (const ticket of [used, old, 'unknown', '']) {
      expect(await outcome(send(ticket, codeOf(secret)))).toBe('conflict')
    }
    expect(await make.databaseSnapshot()).toBe(before)
    const ticket = await newTicket()
    const other = await make.user(home, { orgAdmin: true })
    const administrator = await make.actorFor(other.id)
    await updateUser(administrator, { id: home.userId, password: 'Round-house-7' })
    expect(await outcome(send(ticket, codeOf(secret)))).toBe('conflict')
    expect(await sessions()).toEqual([])
  })

  test('gets a ticket that a deactivation voids', async () => {
    const ticket = await newTicket()
    const other = await make.user(home, { orgAdmin: true })
    const administrator = await make.actorFor(other.id)
    await updateUser(administrator, { id: home.userId, active: false })
    expect(await outcome(send(ticket, codeOf(secret)))).toBe('conflict')
    expect(await sessions()).toEqual([])
  })
})

describe('a code', () => {
  test('works once, and so does an earlier one after it', async () => {
    const code = codeOf(secret)
    await send(await newTicket(), code)
    const before = await sessions()
    expect(await outcome(send(await newTicket(), code))).toBe('invalid')
    expect(await outcome(send(await newTicket(), codeOf(secret, -1)))).toBe('invalid')
    expect(await sessions()).toEqual(before)
    expect(await outcome(send(await newTicket(), codeOf(secret, 1)))).toBe('done')
  })

  test('that arrives three times at once works once, also beside a recovery code', async () => {
    const ticket = await newTicket()
    const code = codeOf(secret)
    const codes = [code, code, recoveryCodes[0] ?? '']
    const outcomes = await Promise.all(codes.map((sent) => outcome(send(ticket, sent))))
    expect(outcomes.filter((result) => result === 'done')).toHaveLength(1)
    expect(await sessions()).toHaveLength(1)
  })

  test('can be typed with a space', async () => {
    const code = codeOf(secret).replace(/^.../, '$& ')
    expect(await outcome(send(await newTicket(), code))).toBe('done')
  })
})

test('a recovery code works once, in any spelling, and gets a method of its own', async () => {
  const [first = '', second = ''] = recoveryCodes
  await send(await newTicket(), first)
  expect(await sessions()).toMatchObject([{ method: 'password and recovery code' }])
  expect(await outcome(send(await newTicket(), first))).toBe('invalid')
  const spelled = ` ${second.replaceAll('-', ' ').toUpperCase()} `
  expect(await outcome(send(await newTicket(), spelled))).toBe('done')
  const stored = await database().recoveryCode.findMany({ where: { userId: home.userId } })
  expect(stored).toHaveLength(8)
  expect(JSON.stringify(stored)).not.toContain(recoveryCodes[2]?.slice(0, 4))
})

describe('after three wrong codes', () => {
  const tryWrong = async (times: number, from = origin) => {
    const ticket = await newTicket()
    const attempts = Array.from({ length: times }, () => outcome(send(ticket, '000000', from)))
    return Promise.all(attempts)
  }

  test('no code is verified, even when 20 arrive at once, and it is audited', async () => {
    const outcomes = await tryWrong(20)
    expect(outcomes.filter((result) => result === 'invalid')).toHaveLength(3)
    expect(outcomes.filter((result) => result === 'rate-limited')).toHaveLength(17)
    expect(await outcome(send(await newTicket(), codeOf(secret)))).toBe('rate-limited')
    expect(await sessions()).toEqual([])
    await pendingDenials()
    const { organizationId } = home
    const where = { organizationId, operation: 'session.signIn', outcome: 'refused' }
    expect(await database().auditEvent.count({ where })).toBe(4)
  })

  test('a recovery code is not verified either', async () => {
    await tryWrong(3)
    expect(await outcome(send(await newTicket(), recoveryCodes[0] ?? ''))).toBe('rate-limited')
  })

  test('an administrator unlocks the user', async () => {
    await tryWrong(3)
    const other = await make.user(home, { orgAdmin: true })
    const administrator = await make.actorFor(other.id)
    expect(await unlockUser(administrator, { id: home.userId })).toMatchObject({ changed: true })
    expect(await outcome(send(await newTicket(), codeOf(secret)))).toBe('done')
  })

  test('of a stranger, a browser that the user signed in with before still works', async () => {
    const { deviceToken } = await send(await newTicket(), codeOf(secret))
    await tryWrong(3)
    const known = { ...origin, deviceToken }
    expect(await outcome(send(await newTicket(), codeOf(secret, 1), known))).toBe('done')
  })

  test('a hundred in a row lock until an administrator helps, whatever the time', async () => {
    await tryWrong(1)
    await database().$executeRaw`
      UPDATE failed_attempts SET attempts = 100 WHERE subject = ${hashToken(email)}`
    await database().$executeRaw`DELETE FROM rate_limits`
    const attempt = send(await newTicket(), codeOf(secret))
    await expect(attempt).rejects.toThrow('There were too many wrong codes.')
  })
})

test('without a second factor, the password is enough', async () => {
  const { email: other } = await make.organization()
  expect(await signIn(origin, { email: other, password })).toMatchObject({
    sessionToken: expect.any(String),
  })
})
