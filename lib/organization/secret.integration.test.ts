import { beforeEach, describe, expect, test } from 'vitest'
import { findActorBySecrets } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import {
  endPreviousSecret,
  resetOrganizationSecret,
  withdrawOrganizationSecret,
} from '@/lib/organization/secret'
import { readSecret } from '@/lib/organization/secret-uses'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const call = (organization: string, user = home.userSecret) =>
  findActorBySecrets({ user, organization }, make.origin)
const works = async (secret: string) => (await call(secret)) !== null
const currentSecret = () => readSecret(database(), home.organizationId)
const overlap = () => resetOrganizationSecret(home.admin, { overlapHours: '24' })
const colleague = () => make.apiUser(home, home.accountId, { orgAdmin: true })

describe('a reset with an overlap', () => {
  test('lets both secrets work for 24 hours, and then only the new one', async () => {
    const { secret, previousUntil } = await overlap()
    const hours = ((previousUntil?.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(Math.round(hours)).toBe(24)
    expect([await works(home.organizationSecret), await works(secret)]).toEqual([true, true])
    expect(await make.databaseSnapshot()).not.toContain(secret)
    await database().$executeRaw`
      UPDATE organizations SET previous_secret_until = now() WHERE id = ${home.organizationId}`
    expect([await works(home.organizationSecret), await works(secret)]).toEqual([false, true])
    expect(await currentSecret()).toMatchObject({ previous: null })
  })

  test('ends the secret before the old one', async () => {
    await call(home.organizationSecret)
    const { secret } = await overlap()
    await call(secret)
    const { secret: third } = await overlap()
    const secrets = [home.organizationSecret, secret, third]
    expect(await Promise.all(secrets.map(works))).toEqual([false, true, true])
  })

  test('can be ended early, once', async () => {
    await call(home.organizationSecret)
    const { secret } = await overlap()
    expect(await endPreviousSecret(home.admin)).toEqual({ changed: true })
    const { organizationId } = home
    expect(await database().secretUse.count({ where: { organizationId } })).toBe(0)
    expect([await works(home.organizationSecret), await works(secret)]).toEqual([false, true])
    const before = await make.databaseSnapshot()
    expect(await endPreviousSecret(home.admin)).toEqual({ changed: false })
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('has no old secret if there was none', async () => {
    await withdrawOrganizationSecret(home.admin)
    expect(await overlap()).toMatchObject({ previousUntil: null })
    expect(await works(home.organizationSecret)).toBe(false)
  })
})

test('a reset without one ends the old secret at once, also one that still worked', async () => {
  const { secret } = await overlap()
  const { secret: third } = await resetOrganizationSecret(home.admin)
  const secrets = [home.organizationSecret, secret, third]
  expect(await Promise.all(secrets.map(works))).toEqual([false, false, true])
})

test('a reset needs recent authentication', async () => {
  const idle = await make.actorToReauthenticate(home.userId)
  const before = await make.databaseSnapshot()
  await expect(resetOrganizationSecret(idle, { overlapHours: '24' })).rejects.toMatchObject({
    code: 'reauthentication-required',
  })
  expect(await make.databaseSnapshot()).toBe(before)
})

test('each change of the secret is in the log once', async () => {
  await overlap()
  await endPreviousSecret(home.admin)
  await withdrawOrganizationSecret(home.admin)
  const before = await make.databaseSnapshot()
  await withdrawOrganizationSecret(home.admin)
  expect(await make.databaseSnapshot()).toBe(before)
  const events = await database().auditEvent.findMany({
    where: { organizationId: home.organizationId, operation: { contains: 'Secret' } },
    orderBy: { seq: 'asc' },
    select: { operation: true, outcome: true, targetId: true },
  })
  expect(events).toEqual(
    ['resetSecret', 'endPreviousSecret', 'withdrawSecret'].map((operation) => ({
      operation: `organization.${operation}`,
      outcome: 'done',
      targetId: home.organizationId,
    })),
  )
})

test('a reset without an overlap forgets who called with the old secret', async () => {
  await call(home.organizationSecret)
  expect(await currentSecret()).toMatchObject({ callers: 1 })
  await resetOrganizationSecret(home.admin)
  expect(await currentSecret()).toMatchObject({ callers: 0, previous: null })
})

test('withdrawing ends both secrets', async () => {
  const { secret } = await overlap()
  await call(secret)
  await withdrawOrganizationSecret(home.admin)
  expect([await works(home.organizationSecret), await works(secret)]).toEqual([false, false])
  const { organizationId } = home
  expect(await database().secretUse.count({ where: { organizationId } })).toBe(0)
  expect(await currentSecret()).toBeNull()
})

describe('the callers of a secret', () => {
  test('are the active users of the last 30 days, and the ones who have switched', async () => {
    const [first, second, gone] = [await colleague(), await colleague(), await colleague()]
    for (const { userSecret } of [first, second, gone]) {
      await call(home.organizationSecret, userSecret)
    }
    await database().user.update({ where: { id: gone.id }, data: { active: false } })
    expect(await currentSecret()).toMatchObject({ callers: 2, previous: null })
    const { secret } = await overlap()
    await call(secret, first.userSecret)
    expect(await currentSecret()).toMatchObject({
      callers: 1,
      previous: { callers: 2, switched: 1 },
    })
    await database().$executeRaw`UPDATE secret_uses SET used_on = current_date - 30
      WHERE organization_id = ${home.organizationId}`
    expect(await currentSecret()).toMatchObject({
      callers: 0,
      previous: { callers: 0 },
    })
  })

  test('are written down once a day, and wrong secrets never', async () => {
    const { organizationSecret: secret } = home
    expect(await statementsOf(() => call(secret))).toHaveLength(2)
    expect(await statementsOf(() => call(secret))).toHaveLength(1)
    expect(await statementsOf(() => call('wrong'))).toHaveLength(1)
    await database().$executeRaw`UPDATE secret_uses SET used_on = current_date - 1
      WHERE organization_id = ${home.organizationId}`
    expect(await statementsOf(() => call(secret))).toHaveLength(2)
    const where = { organizationId: home.organizationId }
    expect(await database().secretUse.count({ where })).toBe(1)
  })
})
