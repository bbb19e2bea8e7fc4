import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { createLink } from '@/lib/links/records'
import { changeOwnEmail, updateOwnName } from '@/lib/profile/commands'
import { getOwnProfile } from '@/lib/profile/queries'
import * as make from '@/lib/testing/factories'
import { updateUser } from '@/lib/users/commands'
import { searchUsers } from '@/lib/users/queries'

const db = database()

let home: Awaited<ReturnType<typeof make.organization>>
let person: Awaited<ReturnType<typeof make.apiUser>>
let actor: Actor
beforeEach(async () => {
  home = await make.organization()
  const { id: accountId } = await make.account(home.organizationId, { name: 'Acme' })
  person = await make.apiUser(home, accountId, { firstName: 'Grace', lastName: 'Hopper' })
  actor = await make.actorFor(person.id)
})

const stored = () => db.user.findUniqueOrThrow({ where: { id: person.id } })
const newAddress = () => `new.${person.email}`

async function expectUnchanged(run: () => Promise<unknown>, error: object) {
  const before = await make.databaseSnapshot()
  await expect(run()).rejects.toMatchObject(error)
  expect(await make.databaseSnapshot()).toBe(before)
}

describe('without mail', () => {
  test('people change their own name at once, and are found by it', async () => {
    const change = { version: 1, firstName: 'Ada', lastName: 'Lovelace' }
    expect(await updateOwnName(actor, change)).toEqual({ version: 2, changed: true })
    expect(await getOwnProfile(actor)).toMatchObject({ firstName: 'Ada', lastName: 'Lovelace' })
    const { accountId } = person
    const { rows } = await searchUsers(home.admin, { accountId, q: 'lovelace' })
    expect(rows).toMatchObject([{ id: person.id }])
    expect(await updateOwnName(actor, { ...change, version: 2 })).toMatchObject({ changed: false })
    expect(await stored()).toMatchObject({ version: 2 })
  })

  test('their email changes at once, ends other sessions and links, and keeps the secret', async () => {
    await make.createSession(person.id)
    const { organizationId } = home
    await createLink(db, {
      organizationId,
      userId: person.id,
      purpose: 'password',
      createdBy: home.userId,
    })
    const email = newAddress()
    expect(await getOwnProfile(actor)).toMatchObject({ confirmsEmail: false })
    const change = await changeOwnEmail(actor, { version: 1, email: email.toUpperCase() })
    expect(change).toEqual({ outcome: 'changed', email, version: 2 })
    expect(await stored()).toMatchObject({ email, secretHash: hashToken(person.userSecret) })
    expect(await db.session.count({ where: { userId: person.id } })).toBe(1)
    expect(await db.userLink.count({ where: { userId: person.id } })).toBe(0)
    expect(await changeOwnEmail(actor, { email })).toMatchObject({ outcome: 'unchanged' })
  })

  test('an administrator who changes their own email as a user follows the same rule', async () => {
    await make.createSession(home.userId)
    const before = await db.session.count({ where: { userId: home.userId } })
    expect(before).toBeGreaterThan(1)
    await updateUser(home.admin, { id: home.userId, email: `new.${home.email}` })
    expect(await db.session.count({ where: { userId: home.userId } })).toBe(1)
  })

  test('another user with a new email stays signed in', async () => {
    await updateUser(home.admin, { id: person.id, email: newAddress() })
    expect(await db.session.count({ where: { userId: person.id } })).toBe(1)
  })
})

test('what was saved since the page was opened is shown, and kept', async () => {
  await updateUser(home.admin, { id: person.id, lastName: 'Theirs' })
  const message = 'Someone else changed your profile while you were editing.'
  const stale = {
    code: 'stale',
    message,
    version: 2,
    current: { lastName: 'Theirs', email: person.email },
  }
  const name = { version: 1, firstName: 'Ada', lastName: 'Mine' }
  await expectUnchanged(() => updateOwnName(actor, name), stale)
  await expectUnchanged(() => changeOwnEmail(actor, { version: 1, email: newAddress() }), stale)
})

test('only administrators learn who has a taken email', async () => {
  const message = 'This email address already belongs to a user. Use another.'
  const taken = { code: 'conflict', message, fields: { email: message }, link: undefined }
  await expectUnchanged(() => changeOwnEmail(actor, { email: home.email }), taken)
  const other = await make.organization()
  await expectUnchanged(() => changeOwnEmail(actor, { email: other.email }), taken)
  await expectUnchanged(() => changeOwnEmail(home.admin, { email: person.email }), {
    fields: { email: expect.stringContaining('Grace Hopper in the account “Acme”') },
  })
})

test('of two people who take one address at the same time, one gets it', async () => {
  const second = await make.actorFor((await make.user(home)).id)
  const email = newAddress()
  const results = await Promise.allSettled([
    changeOwnEmail(actor, { email }),
    changeOwnEmail(second, { email }),
  ])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await db.user.count({ where: { email } })).toBe(1)
})
