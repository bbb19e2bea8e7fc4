import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findActorBySession } from '@/lib/auth/actor'
import { hashToken } from '@/lib/auth/tokens'
import { database, databasePool } from '@/lib/db/client'
import { confirmPassword, endSession } from '@/lib/sessions/commands'
import { listOwnSessions } from '@/lib/sessions/queries'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { statementsOf } from '@/lib/testing/statements'
import { timesOfOtherDays } from '@/lib/testing/stored-times'

const { origin, PASSWORD: password } = make

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
  await database().session.deleteMany({ where: { userId: home.userId } })
})

/** A session that was last used so many minutes ago. */
async function sessionUsedBefore(minutes: number): Promise<string> {
  const token = await make.createSession(home.userId)
  await database().$executeRaw`
    UPDATE sessions SET last_used_at = now() - make_interval(mins => ${minutes}::int)
     WHERE id = ${hashToken(token)}`
  return token
}

const isOpen = async (token: string) => (await findActorBySession(token, origin)) !== null

const find = (token: string) =>
  database().session.findUniqueOrThrow({ where: { id: hashToken(token) } })

describe('a session', () => {
  test('ends after 30 minutes without use, for every query', async () => {
    const idle = await sessionUsedBefore(31)
    const used = await sessionUsedBefore(29)
    const before = await find(idle)
    expect(await isOpen(idle)).toBe(false)
    expect(await isOpen(used)).toBe(true)
    expect(await find(idle)).toEqual(before)
    const { sessions } = await listOwnSessions(await findActorBySession(used, origin))
    expect(sessions.map(({ id }) => id)).toEqual([(await find(used)).publicId])
  })

  test('stays open while it is used', async () => {
    const token = await sessionUsedBefore(29)
    const before = await find(token)
    const actor = await findActorBySession(token, origin)
    const after = await find(token)
    expect(after.lastUsedAt.getTime() - before.lastUsedAt.getTime()).toBeGreaterThan(28 * 60_000)
    expect(actor?.sessionExpiresAt?.getTime()).toBe(before.lastUsedAt.getTime() + 30 * 60_000)
  })

  test('ends after 12 hours even if it is used', async () => {
    const { sessionToken } = await signIn(origin, { email: home.email, password })
    const [row] = await database().$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM expires_at - now())::int AS seconds FROM sessions
       WHERE id = ${hashToken(sessionToken)}`
    expect(row?.seconds).toBeGreaterThan(12 * 3_600 - 60)
    expect(row?.seconds).toBeLessThanOrEqual(12 * 3_600)
    const ended = hashToken('ended')
    await database().$executeRaw`
      INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
      VALUES (${ended}, ${home.userId}, now() - interval '1 second', 'test', 'test')`
    expect(await isOpen('ended')).toBe(false)
  })

  test('records its use once a minute, and never waits for a lock', async () => {
    const token = await sessionUsedBefore(2)
    const client = await databasePool().connect()
    await client.query('BEGIN')
    await client.query('SELECT 1 FROM sessions WHERE id = $1 FOR UPDATE', [hashToken(token)])
    expect(await isOpen(token)).toBe(true)
    await client.query('ROLLBACK')
    client.release()
    expect(await statementsOf(() => isOpen(token))).toHaveLength(2)
    expect(await statementsOf(() => isOpen(token))).toHaveLength(1)
  })
})

describe('the clock of the process', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test.each([-2, 2])('can be wrong by %i days', async (days) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000 })
    const { sessionToken } = await signIn(origin, { email: home.email, password })
    const actor = await findActorBySession(sessionToken, origin)
    expect(actor?.userId).toBe(home.userId)
    const { sessions } = await listOwnSessions(actor)
    expect(sessions).toHaveLength(1)
    expect(await timesOfOtherDays()).toEqual([])
    const expired = await sessionUsedBefore(31)
    expect(await isOpen(expired)).toBe(false)
  })
})

describe('a sign-in', () => {
  test('ends the session that the browser had, and no other', async () => {
    const first = await signIn(origin, { email: home.email, password })
    const elsewhere = await signIn(origin, { email: home.email, password })
    const other = await make.organization()
    const from = { ...origin, sessionToken: first.sessionToken }
    const { sessionToken } = await signIn(from, { email: other.email, password })
    expect(sessionToken).not.toBe(first.sessionToken)
    expect(await isOpen(first.sessionToken)).toBe(false)
    expect(await isOpen(elsewhere.sessionToken)).toBe(true)
    expect(await isOpen(sessionToken)).toBe(true)
  })

  test('with a wrong password ends nothing', async () => {
    const { sessionToken } = await signIn(origin, { email: home.email, password })
    const before = await make.databaseSnapshot()
    const wrong = { email: home.email, password: 'Wrong-horse-7' }
    await expect(signIn({ ...origin, sessionToken }, wrong)).rejects.toThrow('is wrong')
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('ending one session', () => {
  test('ends it and no other, once', async () => {
    const { admin } = await make.organization()
    const [one, two] = [
      await make.createSession(admin.userId),
      await make.createSession(admin.userId),
    ]
    const { publicId: sessionId } = await find(one)
    expect(await endSession(admin, { sessionId })).toEqual({ ended: true })
    expect(await isOpen(one)).toBe(false)
    expect(await isOpen(two)).toBe(true)
    const before = await make.databaseSnapshot()
    expect(await endSession(admin, { sessionId })).toEqual({ ended: false })
    expect(await make.databaseSnapshot()).toBe(before)
    const where = { organizationId: admin.organizationId, operation: 'profile.endSession' }
    expect(await database().auditEvent.count({ where })).toBe(1)
  })

  test('ends it also with the new token that it got since it was listed', async () => {
    const actor = await make.actorFor(home.userId)
    const stolen = await make.createSession(home.userId)
    const { publicId: sessionId } = await find(stolen)
    const thief = await findActorBySession(stolen, origin)
    const { sessionToken } = await confirmPassword(thief, { ownPassword: password })
    expect(await isOpen(sessionToken)).toBe(true)
    expect(await endSession(actor, { sessionId })).toEqual({ ended: true })
    expect(await isOpen(sessionToken)).toBe(false)
  })

  test("never ends someone else's", async () => {
    const { organizationId, accountId, userId } = home
    const colleague = await make.user({ organizationId, accountId })
    const token = await make.createSession(colleague.id)
    const before = await make.databaseSnapshot()
    const actor = await make.actorFor(userId)
    const { publicId: sessionId } = await find(token)
    expect(await endSession(actor, { sessionId })).toEqual({ ended: false })
    await database().session.deleteMany({ where: { userId } })
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
