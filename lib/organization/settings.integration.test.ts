import { beforeEach, describe, expect, test } from 'vitest'
import { findActorBySession } from '@/lib/auth/actor'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { updateOrganization } from '@/lib/organization/commands'
import {
  setPasswordPolicy,
  setSecondFactorPolicy,
  setSessionPolicy,
} from '@/lib/organization/policies'
import { getOrganization } from '@/lib/organization/queries'
import { defaultPasswordPolicy } from '@/lib/passwords/policy'
import { listOwnSessions } from '@/lib/sessions/queries'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

async function expectUnchanged(attempt: () => Promise<unknown>, error: object) {
  const before = await make.databaseSnapshot()
  await expect(attempt()).rejects.toMatchObject(error)
  expect(await make.databaseSnapshot()).toBe(before)
}

type Save = (admin: typeof home.admin, version?: number) => Promise<{ changed: boolean }>

const stricterPolicy = { ...defaultPasswordPolicy, minLength: 12 }
const changes: [what: string, operation: string, save: Save, after: object][] = [
  [
    'name',
    'update',
    (admin, nameVersion) => updateOrganization(admin, { name: 'New', nameVersion }),
    { name: 'New' },
  ],
  [
    'password policy',
    'setPasswordPolicy',
    (admin, version) => setPasswordPolicy(admin, { ...stricterPolicy, version }),
    stricterPolicy,
  ],
  [
    'session policy',
    'setSessionPolicy',
    (admin, version) => setSessionPolicy(admin, { idleMinutes: 10, absoluteHours: 12, version }),
    { idleMinutes: 10, absoluteHours: 12 },
  ],
  [
    'second factor policy',
    'setSecondFactorPolicy',
    (admin, version) => setSecondFactorPolicy(admin, { requirement: 'off', graceDays: 3, version }),
    { requirement: 'off', graceDays: 3 },
  ],
]

test.each(changes)('a new %s is in the log, and saving it again writes nothing', async (...row) => {
  const [, operation, save, after] = row
  const { organizationId } = home
  expect(await save(home.admin)).toMatchObject({ changed: true })
  const where = { organizationId, operation: `organization.${operation}` }
  const { detail } = await database().auditEvent.findFirstOrThrow({ where })
  expect(JSON.parse(detail)).toMatchObject({ before: expect.anything(), after })
  const before = await make.databaseSnapshot()
  expect(await save(home.admin)).toMatchObject({ changed: false })
  expect(await make.databaseSnapshot()).toBe(before)
})

test.each(changes.slice(1))('a new %s needs recent authentication', async (...row) => {
  const [, , save] = row
  const idle = await make.actorToReauthenticate(home.userId)
  await expectUnchanged(() => save(idle), { code: 'reauthentication-required' })
})

test.each(changes)('a new %s is rejected if it changes an older version', async (...row) => {
  const [, , save] = row
  await save(home.admin, 1)
  await expectUnchanged(() => save(home.admin, 1), { code: 'stale', version: 2 })
})

test.each(changes.slice(1))('a new %s returns its version', async (...row) => {
  const [, , save] = row
  expect(await save(home.admin)).toMatchObject({ version: 2 })
})

test('the default password policy is stored as none, so that it follows a later version', async () => {
  const { admin, organizationId: id } = home
  const stored = async () =>
    (await database().organization.findUniqueOrThrow({ where: { id } })).passwordPolicy
  await setPasswordPolicy(admin, stricterPolicy)
  expect(await stored()).toEqual(stricterPolicy)
  await setPasswordPolicy(admin, defaultPasswordPolicy)
  expect(await stored()).toBeNull()
})

describe('two administrators at once', () => {
  test("who save the same settings in the same moment can't both succeed", async () => {
    const { passwordPolicyVersion: version } = await getOrganization(home.admin)
    const colleague = await make.user(home, { orgAdmin: true })
    const results = await Promise.allSettled(
      [home.admin, await make.actorFor(colleague.id)].map((admin, index) =>
        setPasswordPolicy(admin, { ...defaultPasswordPolicy, minLength: 12 + index, version }),
      ),
    )
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const late = results.find(({ status }) => status === 'rejected')
    expect(late).toMatchObject({ reason: { code: 'stale' } })
  })

  test('conflict where they change the same settings, and see what the other one saved', async () => {
    const { admin } = home
    const { passwordPolicyVersion: version } = await getOrganization(admin)
    const saved = await setPasswordPolicy(admin, {
      ...defaultPasswordPolicy,
      minLength: 12,
      version,
    })
    const late = { ...defaultPasswordPolicy, minLength: 20, version }
    await expectUnchanged(() => setPasswordPolicy(admin, late), {
      code: 'stale',
      version: saved.version,
      current: { minLength: '12', minNumbers: '1' },
    })
    const again = await setPasswordPolicy(admin, { ...late, version: saved.version })
    expect(again).toMatchObject({ changed: true, policy: { minLength: 20 } })
  })

  test('do not conflict where they change different settings', async () => {
    const { admin } = home
    const before = await getOrganization(admin)
    await updateOrganization(admin, { name: 'Renamed', nameVersion: before.nameVersion })
    const { sessionPolicyVersion: version } = before
    await setSessionPolicy(admin, { idleMinutes: 10, absoluteHours: null, version })
    const { nameVersion } = before
    await expectUnchanged(() => updateOrganization(admin, { name: 'Late', nameVersion }), {
      code: 'stale',
      current: { name: 'Renamed' },
    })
    expect((await getOrganization(admin)).version).toBe(before.version + 2)
  })
})

describe('the session policy', () => {
  /** A session that began so many minutes ago, and was last used then. */
  const sessionBegun = async ({ begun, used }: { begun: number; used: number }) => {
    const token = newToken()
    await database().$executeRaw`
      INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, address, user_agent)
      VALUES (${hashToken(token)}, ${home.userId}, now() - make_interval(mins => ${begun}::int),
              now() - make_interval(mins => ${used}::int), now() + interval '1 hour', 'test', 'test')`
    return token
  }
  const isOpen = async (token: string) => (await findActorBySession(token, make.origin)) !== null

  test('applies to open sessions of its organization, and to no others', async () => {
    const sessions = [
      await sessionBegun({ begun: 11, used: 11 }),
      await sessionBegun({ begun: 180, used: 1 }),
      await sessionBegun({ begun: 60, used: 1 }),
    ]
    const { admin: stranger } = await make.organization()
    await setSessionPolicy(stranger, { idleMinutes: 2, absoluteHours: 1 })
    await setSessionPolicy(home.admin, { idleMinutes: 10, absoluteHours: 2 })
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, false, true])
    const own = await listOwnSessions(home.admin)
    expect(own).toMatchObject({ idleMinutes: 10, absoluteHours: 2 })
    expect(own.sessions).toHaveLength(2)
  })

  test('never allows more than the server, also if the server allows less later', async () => {
    const { admin, organizationId } = home
    await expectUnchanged(() => setSessionPolicy(admin, { idleMinutes: 31, absoluteHours: 12 }), {
      fields: { idleMinutes: 'The server allows at most 30 minutes.' },
    })
    await expectUnchanged(() => setSessionPolicy(admin, { idleMinutes: '', absoluteHours: '13' }), {
      fields: { absoluteHours: 'The server allows at most 12 hours.' },
    })
    const most = { idleMinutes: 30, absoluteHours: 12 }
    expect(await setSessionPolicy(admin, most)).toMatchObject({ policy: most })
    await database().organization.update({
      where: { id: organizationId },
      data: { sessionIdleMinutes: 60, sessionAbsoluteHours: 24 },
    })
    expect(await isOpen(await sessionBegun({ begun: 31, used: 31 }))).toBe(false)
    expect(await listOwnSessions(admin)).toMatchObject(most)
  })
})

describe('a password policy with an earlier expiry', () => {
  const personWithPasswordOf = async (days: number, fields = {}, membership = home) => {
    const { organizationId, accountId } = membership
    const user = await make.user({ organizationId, accountId }, { passwordHash: 'hash', ...fields })
    await database().$executeRaw`
      UPDATE users SET password_changed_at = now() - make_interval(days => ${days}::int)
       WHERE id = ${user.id}`
  }
  const expiry = (expirationDays: number, confirmedDays = '') => ({
    ...defaultPasswordPolicy,
    expirationDays,
    confirmedDays,
  })

  test('says whom it asks for a new password and when, before it is saved', async () => {
    await personWithPasswordOf(100)
    await personWithPasswordOf(95)
    await personWithPasswordOf(80)
    await personWithPasswordOf(200, { active: false })
    await personWithPasswordOf(200, { mustChangePassword: true })
    await personWithPasswordOf(200, { passwordHash: '!' })
    const other = await make.organization()
    await personWithPasswordOf(200, {}, other)
    const message =
      'This makes passwords expire for 2 people the next time they open the console, 1 person within 30 days, and 1 person later. To go ahead, save again.'
    const fields = { confirmedDays: message }
    await expectUnchanged(() => setPasswordPolicy(home.admin, expiry(90)), { fields })
    await expectUnchanged(() => setPasswordPolicy(home.admin, expiry(90, '60')), { fields })
    expect(await setPasswordPolicy(home.admin, expiry(90, '090'))).toMatchObject({ changed: true })
    const earlier = '1 person within 30 days and 1 person later'
    await expectUnchanged(() => setPasswordPolicy(home.admin, expiry(85)), {
      fields: { confirmedDays: expect.stringContaining(earlier) },
    })
    expect(await setPasswordPolicy(home.admin, expiry(95))).toMatchObject({ changed: true })
  })

  test('says when the first passwords expire later', async () => {
    await personWithPasswordOf(5)
    await expectUnchanged(() => setPasswordPolicy(home.admin, expiry(90)), {
      fields: { confirmedDays: expect.stringContaining('2 people in more than 30 days.') },
    })
  })

  test('asks nothing when passwords expire later than before, or never', async () => {
    await personWithPasswordOf(100)
    await setPasswordPolicy(home.admin, expiry(90, '90'))
    expect(await setPasswordPolicy(home.admin, expiry(91))).toMatchObject({ changed: true })
    expect(await setPasswordPolicy(home.admin, expiry(0))).toMatchObject({ changed: true })
  })

  test('is saved at once by the API, which has nobody to ask', async () => {
    await personWithPasswordOf(100)
    const { confirmedDays: _, ...policy } = expiry(90)
    expect(await setPasswordPolicy(home.admin, policy)).toMatchObject({ changed: true })
  })
})
