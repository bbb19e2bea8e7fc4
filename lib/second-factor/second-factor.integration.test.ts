import { beforeEach, describe, expect, test } from 'vitest'
import { findActorBySecrets } from '@/lib/auth/actor'
import { decryptAtRest } from '@/lib/auth/encryption-at-rest'
import { allows } from '@/lib/auth/permissions'
import { database } from '@/lib/db/client'
import { setSecondFactorPolicy } from '@/lib/organization/policies'
import {
  cancelSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  replaceOwnRecoveryCodes,
  startSecondFactor,
} from '@/lib/second-factor/commands'
import { readWithoutFactor } from '@/lib/second-factor/organization-policy'
import {
  getOwnSecondFactor,
  getSecondFactor,
  getSecondFactorSetup,
} from '@/lib/second-factor/queries'
import { resetSecondFactor } from '@/lib/second-factor/reset'
import * as make from '@/lib/testing/factories'
import { codeOf, enroll } from '@/lib/testing/second-factor'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

/** The user's actor as their next request would have it. */
const reload = () => make.actorFor(home.userId)
const stored = () => database().secondFactor.findUnique({ where: { userId: home.userId } })

/** All that may change: the tables of the second factor besides those of the snapshot. */
async function snapshot(): Promise<string> {
  const tables = await Promise.all([
    database().secondFactor.findMany({ orderBy: { userId: 'asc' } }),
    database().secondFactorSetup.findMany({ orderBy: { userId: 'asc' } }),
    database().recoveryCode.findMany({ orderBy: { hash: 'asc' } }),
  ])
  return JSON.stringify([await make.databaseSnapshot(), tables])
}

describe('an authenticator app', () => {
  test('counts only after a code of it, and its secret is stored encrypted', async () => {
    await startSecondFactor(home.admin)
    expect(await getOwnSecondFactor(home.admin)).toMatchObject({ factor: null })
    const setup = await getSecondFactorSetup(home.admin)
    const secret = setup?.secret ?? ''
    const before = await snapshot()
    const wrong = confirmSecondFactor(home.admin, { code: '000000' })
    await expect(wrong).rejects.toMatchObject({ fields: { code: expect.any(String) } })
    expect(await snapshot()).toBe(before)
    const { recoveryCodes } = await confirmSecondFactor(home.admin, { code: codeOf(secret) })
    expect(recoveryCodes).toHaveLength(10)
    expect(await getOwnSecondFactor(home.admin)).toMatchObject({ factor: { recoveryCodes: 10 } })
    const row = await stored()
    expect(Buffer.from(row?.secret ?? []).toString('latin1')).not.toContain(secret)
    expect(decryptAtRest('second-factor', row?.secret ?? new Uint8Array(), home.userId)).toBe(
      secret,
    )
    expect(await getSecondFactorSetup(home.admin)).toBeNull()
  })

  test('stays in use while its user sets up another one, until that is confirmed', async () => {
    const { secret } = await enroll(home.admin)
    const before = await stored()
    await startSecondFactor(home.admin)
    expect(await stored()).toEqual(before)
    await cancelSecondFactor(home.admin)
    const late = confirmSecondFactor(home.admin, { code: codeOf(secret, 1) })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await stored()).toEqual(before)
    const other = await enroll(home.admin)
    expect(other.secret).not.toBe(secret)
    expect(await database().recoveryCode.count({ where: { userId: home.userId } })).toBe(10)
  })

  test('is shown, set up, replaced and removed only after recent authentication', async () => {
    await enroll(home.admin)
    await startSecondFactor(home.admin)
    const idle = await make.actorToReauthenticate(home.userId)
    const before = await snapshot()
    expect(await getSecondFactorSetup(idle)).toBeNull()
    const attempts = [
      () => startSecondFactor(idle),
      () => confirmSecondFactor(idle, { code: '000000' }),
      () => removeSecondFactor(idle),
      () => replaceOwnRecoveryCodes(idle),
    ]
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: 'reauthentication-required' })
    }
    expect(await snapshot()).toBe(before)
  })

  test('is removed with its recovery codes, once', async () => {
    await enroll(home.admin)
    await removeSecondFactor(home.admin)
    await removeSecondFactor(home.admin)
    expect(await stored()).toBeNull()
    expect(await database().recoveryCode.count({ where: { userId: home.userId } })).toBe(0)
    const { organizationId } = home
    const where = { organizationId, operation: 'profile.removeSecondFactor' }
    expect(await database().auditEvent.count({ where })).toBe(1)
  })

  test('gets new recovery codes, and the old ones stop working', async () => {
    await expect(replaceOwnRecoveryCodes(home.admin)).rejects.toMatchObject({ code: 'conflict' })
    await enroll(home.admin)
    const before = await database().recoveryCode.findMany({ where: { userId: home.userId } })
    await replaceOwnRecoveryCodes(home.admin)
    const after = await database().recoveryCode.findMany({ where: { userId: home.userId } })
    expect(after).toHaveLength(10)
    expect(after).not.toEqual(expect.arrayContaining(before.slice(0, 1)))
  })
})

describe('an administrator', () => {
  test("resets someone else's second factor, which signs them out", async () => {
    await enroll(home.admin)
    const other = await make.user(home, { orgAdmin: true })
    const administrator = await make.actorFor(other.id)
    const id = home.userId
    expect(await getSecondFactor(administrator, { id })).toMatchObject({ recoveryCodes: 10 })
    expect(await resetSecondFactor(administrator, { id })).toMatchObject({ changed: true })
    expect(await resetSecondFactor(administrator, { id })).toMatchObject({ changed: false })
    expect(await getSecondFactor(administrator, { id })).toBeNull()
    expect(await database().session.count({ where: { userId: id } })).toBe(0)
    const where = { organizationId: home.organizationId, operation: 'users.resetSecondFactor' }
    expect(await database().auditEvent.findMany({ where })).toMatchObject([
      { actorId: other.id, targetId: id, outcome: 'done' },
    ])
  })

  test('never resets their own, nor one of another organization', async () => {
    await enroll(home.admin)
    const elsewhere = await make.organization()
    const before = await snapshot()
    const own = resetSecondFactor(home.admin, { id: home.userId })
    await expect(own).rejects.toMatchObject({ code: 'conflict' })
    const foreign = resetSecondFactor(elsewhere.admin, { id: home.userId })
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' })
    const idle = await make.actorToReauthenticate(elsewhere.userId)
    await expect(resetSecondFactor(idle, { id: home.userId })).rejects.toMatchObject({
      code: 'reauthentication-required',
    })
    await database().session.deleteMany({ where: { userId: elsewhere.userId } })
    expect(JSON.parse(await snapshot())[1]).toEqual(JSON.parse(before)[1])
  })
})

describe('a policy', () => {
  const demand = (requirement: 'org-admins' | 'everyone', graceDays = 0) =>
    setSecondFactorPolicy(home.admin, { requirement, graceDays })
  const startedDaysAgo = (days: number) => database().$executeRaw`
    UPDATE organizations SET second_factor_required_since = now() - make_interval(days => ${days}::int)
     WHERE id = ${home.organizationId}`

  test('that requires it leads everyone concerned to set it up, and nobody else', async () => {
    const user = await make.user(home)
    const person = await make.actorFor(user.id)
    expect(person.mustSetUpSecondFactor).toBe(false)
    await demand('org-admins')
    expect(await make.actorFor(user.id)).toMatchObject({
      mustSetUpSecondFactor: false,
      secondFactorDueAt: null,
    })
    const administrator = await reload()
    expect(administrator.mustSetUpSecondFactor).toBe(true)
    expect(allows(administrator, 'accounts:read')).toBe(false)
    expect(allows(administrator, 'profile')).toBe(true)
    await enroll(administrator)
    expect(await reload()).toMatchObject({ mustSetUpSecondFactor: false, secondFactorDueAt: null })
    await setSecondFactorPolicy(await reload(), { requirement: 'everyone', graceDays: 0 })
    expect(await make.actorFor(user.id)).toMatchObject({ mustSetUpSecondFactor: true })
  })

  test('gives days of grace from when it began or the user was added', async () => {
    await demand('everyone', 7)
    const { mustSetUpSecondFactor, secondFactorDueAt } = await reload()
    expect(mustSetUpSecondFactor).toBe(false)
    const days = ((secondFactorDueAt?.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(days).toBeCloseTo(7, 1)
    // A user who is added later has as many days.
    await startedDaysAgo(8)
    expect((await reload()).mustSetUpSecondFactor).toBe(false)
    const actor = await reload()
    await setSecondFactorPolicy(actor, { requirement: 'everyone', graceDays: 0 })
    expect((await reload()).mustSetUpSecondFactor).toBe(true)
  })

  test('does not ask API secrets for a code', async () => {
    const { userSecret, organizationSecret } = await make.apiUser(home, home.accountId, {
      orgAdmin: true,
    })
    await demand('everyone')
    const secrets = { user: userSecret, organization: organizationSecret }
    const actor = await findActorBySecrets(secrets, make.origin)
    expect(actor && allows(actor, 'accounts:read')).toBe(true)
  })

  test('that requires it ends the sessions of people with a factor that began without it', async () => {
    const { organizationId, accountId } = home
    const person = await make.user({ organizationId, accountId })
    const without = await make.user({ organizationId, accountId })
    for (const userId of [home.userId, person.id]) {
      await database().secondFactor.create({
        data: { userId, secret: new Uint8Array(1), lastStep: 0 },
      })
    }
    await make.createSession(person.id)
    await make.createSession(person.id, 'password and code')
    await make.createSession(without.id)
    expect(await demand('org-admins')).toMatchObject({ sessionsEnded: 0 })
    expect(await demand('everyone')).toMatchObject({ sessionsEnded: 1 })
    const { detail } = await database().auditEvent.findFirstOrThrow({
      where: { organizationId, operation: 'organization.setSecondFactorPolicy' },
      orderBy: { seq: 'desc' },
    })
    expect(JSON.parse(detail)).toMatchObject({ sessionsEnded: 1 })
    const open = await database().session.findMany({
      where: { user: { organizationId } },
      orderBy: { userId: 'asc' },
    })
    expect(open.map(({ userId, method }) => [userId, method])).toEqual([
      [home.userId, 'password'],
      [person.id, 'password and code'],
      [without.id, 'password'],
    ])
    await make.createSession(person.id)
    expect(await demand('everyone', 5)).toMatchObject({ sessionsEnded: 0 })
  })

  test('that requires it forbids removing it', async () => {
    await enroll(home.admin)
    await demand('org-admins')
    const before = await snapshot()
    await expect(removeSecondFactor(await reload())).rejects.toMatchObject({ code: 'conflict' })
    expect(JSON.parse(await snapshot())[1]).toEqual(JSON.parse(before)[1])
  })

  test('that is off lets nobody add one, but people who have one keep it', async () => {
    const { admin } = home
    await setSecondFactorPolicy(admin, { requirement: 'off', graceDays: 0 })
    await expect(startSecondFactor(admin)).rejects.toMatchObject({ code: 'conflict' })
    expect(await database().secondFactorSetup.count({ where: { userId: home.userId } })).toBe(0)
    await setSecondFactorPolicy(admin, { requirement: 'optional', graceDays: 0 })
    await enroll(admin)
    await setSecondFactorPolicy(admin, { requirement: 'off', graceDays: 0 })
    expect(await getOwnSecondFactor(admin)).toMatchObject({ factor: { recoveryCodes: 10 } })
  })

  test('says beforehand who would be led to set one up', async () => {
    const { organizationId, accountId } = home
    await make.user({ organizationId, accountId }, { firstName: 'Bob', lastName: 'Ray' })
    await make.user({ organizationId, accountId }, { active: false })
    const before = await readWithoutFactor(database(), home.organizationId)
    expect(before['org-admins']).toEqual({
      count: 1,
      isMore: false,
      first: ['Ada Founder'],
    })
    expect(before.everyone).toMatchObject({ count: 2 })
    await enroll(home.admin)
    const without = await readWithoutFactor(database(), home.organizationId)
    expect(without.everyone).toEqual({ count: 1, isMore: false, first: ['Bob Ray'] })
    expect(without['org-admins'].count).toBe(0)
  })

  test('that is saved unchanged writes nothing, and needs recent authentication', async () => {
    const same = { requirement: 'optional', graceDays: 0 } as const
    expect(await setSecondFactorPolicy(home.admin, same)).toMatchObject({ changed: false })
    const idle = await make.actorToReauthenticate(home.userId)
    const before = await snapshot()
    const attempt = setSecondFactorPolicy(idle, { requirement: 'off', graceDays: 0 })
    await expect(attempt).rejects.toMatchObject({ code: 'reauthentication-required' })
    expect(await snapshot()).toBe(before)
  })
})
