import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { endUserSession, endUserSessions } from '@/lib/access/commands'
import { listUserSessions } from '@/lib/access/queries'
import { findActorBySession } from '@/lib/auth/actor'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let user: Awaited<ReturnType<typeof make.user>>
let token: string
beforeEach(async () => {
  home = await make.organization()
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  user = await make.user({ organizationId, accountId })
  token = await make.createSession(user.id)
})

const isOpen = async (sessionToken: string) =>
  (await findActorBySession(sessionToken, make.origin)) !== null
const idOf = async (sessionToken: string) =>
  (await database().session.findUniqueOrThrow({ where: { id: hashToken(sessionToken) } })).publicId
const audited = (operation: string) =>
  database().auditEvent.findMany({
    where: { organizationId: home.organizationId, operation },
    select: { outcome: true, targetType: true, targetId: true, actorId: true, detail: true },
  })

test('an administrator sees the open sessions of a user, the latest first', async () => {
  const earlier = await database().session.create({
    data: {
      id: hashToken('earlier'),
      userId: user.id,
      createdAt: new Date(Date.now() - 60_000),
      expiresAt: new Date(Date.now() + 60_000),
      address: '192.0.2.1',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
    },
  })
  const ended = await make.createSession(user.id)
  await database().$executeRaw`
    UPDATE sessions SET last_used_at = now() - interval '1 day' WHERE id = ${hashToken(ended)}`
  const sessions = await listUserSessions(home.admin, { id: user.id })
  expect(sessions).toMatchObject([
    { id: await idOf(token), browser: 'Unknown browser', isCurrent: false },
    { id: earlier.publicId, browser: 'Firefox 127 on Linux', address: '192.0.2.1' },
  ])
  const own = await listUserSessions(home.admin, { id: home.userId })
  expect(own).toMatchObject([{ isCurrent: true }])
})

describe('an administrator', () => {
  test('ends one session of a user, without entering a password', async () => {
    const other = await make.createSession(user.id)
    const thief = await make.actorToReauthenticate(home.userId)
    const input = { id: user.id, sessionId: await idOf(token) }
    expect(await endUserSession(thief, input)).toMatchObject({ ended: 1 })
    expect(await isOpen(token)).toBe(false)
    expect(await isOpen(other)).toBe(true)
    const before = await make.databaseSnapshot()
    expect(await endUserSession(home.admin, input)).toMatchObject({ ended: 0 })
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await audited('users.endSession')).toEqual([
      {
        outcome: 'done',
        targetType: 'user',
        targetId: user.id,
        actorId: home.userId,
        detail: '{"ended":1}',
      },
    ])
  })

  test('signs a user out everywhere', async () => {
    const other = await make.createSession(user.id)
    const input = { id: user.email }
    expect(await endUserSessions(home.admin, input)).toMatchObject({ ended: 2 })
    expect(await isOpen(token)).toBe(false)
    expect(await isOpen(other)).toBe(false)
    const before = await make.databaseSnapshot()
    expect(await endUserSessions(home.admin, input)).toMatchObject({ ended: 0 })
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await audited('users.endSessions')).toMatchObject([{ detail: '{"ended":2}' }])
  })

  test('enters their password to end their own sessions', async () => {
    const elsewhere = await make.createSession(home.userId)
    const actor = await make.actorToReauthenticate(home.userId)
    const one = { id: home.userId, sessionId: await idOf(elsewhere) }
    const before = await make.databaseSnapshot()
    const asks = { code: 'reauthentication-required' }
    await expect(endUserSession(actor, one)).rejects.toMatchObject(asks)
    await expect(endUserSessions(actor, { id: home.userId })).rejects.toMatchObject(asks)
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await endUserSession(home.admin, one)).toMatchObject({ ended: 1 })
  })

  test("never ends someone else's session under the name of a user", async () => {
    const foreign = await make.organization()
    const sessionId = await idOf(await make.createSession(foreign.userId))
    const colleague = await idOf(await make.createSession(home.userId))
    const before = await make.databaseSnapshot()
    for (const id of [sessionId, colleague, randomUUID()]) {
      const ended = await endUserSession(home.admin, { id: user.id, sessionId: id })
      expect(ended).toMatchObject({ ended: 0 })
    }
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
