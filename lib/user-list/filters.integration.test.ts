import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { consumeLoginAttempt, LOGIN_ATTEMPTS } from '@/lib/auth/login-attempts'
import { requireRelyingParty } from '@/lib/auth/relying-party'
import { database } from '@/lib/db/client'
import { createLink } from '@/lib/links/records'
import { defaultPasswordPolicy } from '@/lib/passwords/policy'
import * as make from '@/lib/testing/factories'
import { peopleCondition } from '@/lib/user-list/conditions'
import { peopleSelectionSchema } from '@/lib/user-list/schema'

const HASH = 'a password hash'

const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const add = (fields: Parameters<typeof make.user>[1] = {}) =>
  make.user(home, { passwordHash: HASH, ...fields })

/** The last names of everybody whom the filters find, except the founder. */
async function found(filters: object): Promise<string[]> {
  const selection = peopleSelectionSchema.parse({ all: 'on', ...filters })
  const condition = await peopleCondition(database(), home.admin, selection)
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT u.last_name AS name FROM users u WHERE ${condition}
     ORDER BY name`
  return rows.map(({ name }) => name).filter((name) => name !== 'Founder')
}

async function invite(userId: number): Promise<void> {
  const { organizationId } = home
  await createLink(database(), { userId, organizationId, purpose: 'invite', createdBy: null })
}

async function block(userId: number): Promise<void> {
  const { email } = await database().user.findUniqueOrThrow({ where: { id: userId } })
  const attempt = { login: email, userId, address: '192.0.2.7', device: undefined }
  for (let count = 0; count < LOGIN_ATTEMPTS; count += 1) await consumeLoginAttempt(attempt)
}

test('statuses find whom their words describe, and active is everyone not deactivated', async () => {
  await add({ lastName: 'Active' })
  await add({ lastName: 'Inactive', active: false })
  await add({ lastName: 'Must', mustChangePassword: true })
  await add({ lastName: 'None', passwordHash: '!' })
  await invite((await add({ lastName: 'Invited', passwordHash: '!' })).id)
  await make.expireLinks(
    await add({ lastName: 'Late', passwordHash: '!' }).then(async ({ id }) => {
      await invite(id)
      return id
    }),
  )
  await block((await add({ lastName: 'Blocked' })).id)
  await block((await add({ lastName: 'Both', mustChangePassword: true })).id)
  expect(await found({ status: 'inactive' })).toEqual(['Inactive'])
  expect(await found({ status: 'invited' })).toEqual(['Invited'])
  expect(await found({ status: 'no-password' })).toEqual(['Late', 'None'])
  expect(await found({ status: 'must-choose-password' })).toEqual(['Must'])
  expect(await found({ status: 'locked' })).toEqual(['Blocked', 'Both'])
  expect(await found({ status: ['invited', 'locked'] })).toEqual(['Blocked', 'Both', 'Invited'])
  expect(await found({ status: 'active' })).toHaveLength(7)
  expect(await found({ status: ['active', 'inactive', 'locked'] })).toHaveLength(8)
  expect(await found({ status: 'unknown' })).toHaveLength(8)
})

test('a password that the policy has expired is one to choose again', async () => {
  const old = await add({ lastName: 'Old' })
  await add({ lastName: 'New' })
  const locked = await add({ lastName: 'Locked' })
  await block(locked.id)
  const expires = { passwordPolicy: { ...defaultPasswordPolicy, expirationDays: 30 } }
  await database().user.updateMany({
    where: { id: { in: [old.id, locked.id] } },
    data: { passwordChangedAt: daysAgo(31) },
  })
  expect(await found({ status: 'must-choose-password' })).toEqual([])
  await database().organization.update({ where: { id: home.organizationId }, data: expires })
  expect(await found({ status: 'must-choose-password' })).toEqual(['Old'])
  expect(await found({ status: 'locked' })).toEqual(['Locked'])
})

test('roles are found whether given to the user or inherited from the account', async () => {
  const { organizationId, accountId } = home
  const other = await make.account(organizationId, { accountAdmin: true })
  await add({ lastName: 'Given', accountAdmin: true })
  await add({ lastName: 'Org', orgAdmin: true })
  await make.user({ organizationId, accountId: other.id }, { lastName: 'Inherits' })
  const gone = await make.account(organizationId, { accountAdmin: true, active: false })
  await make.user({ organizationId, accountId: gone.id }, { lastName: 'Gone', active: false })
  await make.user({ organizationId, accountId }, { lastName: 'Plain' })
  expect(await found({ role: 'admin' })).toEqual(['Given', 'Inherits'])
  expect(await found({ role: 'org-admin' })).toEqual(['Org'])
  expect(await found({ role: 'org' })).toEqual(['Given', 'Org', 'Plain'])
  expect(await found({ role: 'default-user' })).toEqual(['Gone', 'Inherits'])
  expect(await found({ role: ['org-admin', 'admin'] })).toEqual(['Given', 'Inherits', 'Org'])
})

test('an authenticator app or a passkey of this console is a second factor', async () => {
  const { id: host } = requireRelyingParty()
  await add({ lastName: 'Without' })
  await giveAuthenticator((await add({ lastName: 'App' })).id)
  await givePasskey((await add({ lastName: 'Passkey' })).id, host)
  await givePasskey((await add({ lastName: 'Foreign' })).id, 'other.example')
  const both = await add({ lastName: 'Both' })
  await givePasskey(both.id, host)
  await giveAuthenticator(both.id)
  expect(await found({ secondFactor: 'none' })).toEqual(['Foreign', 'Without'])
  await database().secondFactor.delete({ where: { userId: both.id } })
  expect(await found({ secondFactor: 'none' })).toEqual(['Foreign', 'Without'])
  await database().passkey.deleteMany({ where: { userId: both.id } })
  expect(await found({ secondFactor: 'none' })).toEqual(['Both', 'Foreign', 'Without'])
})

test('people are found by when they last signed in, new people not before their time', async () => {
  const signedIn = async (lastName: string, days: number | null, createdDays: number) => {
    const { id } = await add({ lastName })
    await owner.query(
      `UPDATE users SET last_login_at = now() - interval '1 day' * $2::int,
              created_at = now() - interval '1 day' * $3::int WHERE id = $1`,
      [id, days, createdDays],
    )
  }
  await signedIn('Today', 0, 400)
  await signedIn('Month', 31, 400)
  await signedIn('Quarter', 91, 400)
  await signedIn('Half', 181, 400)
  await signedIn('Never', null, 400)
  await signedIn('New', null, 1)
  expect(await found({ signedIn: 'never' })).toEqual(['Never', 'New'])
  expect(await found({ signedIn: '180' })).toEqual(['Half', 'Never'])
  expect(await found({ signedIn: '90' })).toEqual(['Half', 'Never', 'Quarter'])
  expect(await found({ signedIn: '30' })).toEqual(['Half', 'Month', 'Never', 'Quarter'])
  expect(await found({ signedIn: ['never', '180'] })).toEqual(['Half', 'Never', 'New'])
  expect(await found({ signedIn: '90', status: 'inactive' })).toEqual([])
})

test('a selection of nobody, and people of another organization, match nobody', async () => {
  const other = await make.organization()
  const selection = (ids: unknown) => peopleSelectionSchema.parse({ id: ids })
  for (const ids of [[], other.userId, 'x']) {
    const condition = await peopleCondition(database(), home.admin, selection(ids))
    const rows = await database().$queryRaw<object[]>`SELECT u.id FROM users u WHERE ${condition}`
    expect(rows).toEqual([])
  }
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

async function giveAuthenticator(userId: number): Promise<void> {
  await database().secondFactor.create({ data: { userId, secret: Buffer.from('x'), lastStep: 0 } })
}

async function givePasskey(userId: number, rpId: string): Promise<void> {
  const key = { publicKey: Buffer.from('x'), counter: 0, transports: [], name: 'Key' }
  const backup = { backupEligible: false, backedUp: false }
  const credentialId = `${userId}-${rpId}`
  await database().passkey.create({ data: { userId, rpId, credentialId, ...key, ...backup } })
}
