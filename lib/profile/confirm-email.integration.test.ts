import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type Actor, findActorBySession } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { decryptParameters } from '@/lib/mail/encrypted-parameters'
import { cancelEmailChange, changeOwnEmail } from '@/lib/profile/commands'
import { confirmEmail } from '@/lib/profile/confirm-email'
import { getOwnProfile } from '@/lib/profile/queries'
import * as make from '@/lib/testing/factories'
import { updateUser } from '@/lib/users/commands'

// Before the settings are read.
vi.stubEnv('SMTP_URL', 'smtp://localhost:1')
vi.stubEnv('MAIL_FROM', 'accounts@example.com')

const db = database()

let home: Awaited<ReturnType<typeof make.organization>>
let person: Awaited<ReturnType<typeof make.user>>
let actor: Actor
beforeEach(async () => {
  home = await make.organization()
  person = await make.user(home)
  actor = await make.actorFor(person.id)
})

const newAddress = () => `new.${person.email}`
const storedEmail = async () =>
  (await db.user.findUniqueOrThrow({ where: { id: person.id } })).email

/** The link of the last mail to this address. */
async function linkTo(recipient: string): Promise<string> {
  const [mail] = await db.mail.findMany({ where: { recipient }, orderBy: { createdAt: 'desc' } })
  const parameters = mail && decryptParameters(mail.id, mail.parameters ?? new Uint8Array())
  return z.object({ url: z.string() }).parse(parameters).url
}

async function requestLink(email = newAddress(), by = actor): Promise<string> {
  expect(await changeOwnEmail(by, { email })).toEqual({ outcome: 'pending', email })
  return linkTo(email)
}

async function expectEnded(link: string): Promise<void> {
  const before = await make.databaseSnapshot()
  await expect(confirmEmail(make.origin, { link })).rejects.toMatchObject({ code: 'invalid' })
  expect(await make.databaseSnapshot()).toBe(before)
}

test('a new email waits for its link, and the profile shows it until then', async () => {
  await make.createSession(person.id)
  const email = newAddress()
  const link = await requestLink(email)
  expect(link).toMatch(/\/confirm-email#[\w-]{43}$/)
  expect(await storedEmail()).toBe(person.email)
  const pendingEmail = { email, expiresAt: expect.any(Date) }
  expect(await getOwnProfile(actor)).toMatchObject({ confirmsEmail: true, pendingEmail })
  expect(await db.session.count({ where: { userId: person.id } })).toBe(2)

  expect(await confirmEmail(make.origin, { link })).toEqual({ email })
  expect(await storedEmail()).toBe(email)
  expect(await db.session.count({ where: { userId: person.id } })).toBe(0)
  const notices = await db.mail.findMany({ where: { recipient: person.email } })
  expect(notices).toMatchObject([{ template: 'email-changed' }])
  await expectEnded(link)
})

test('the session of the browser that confirms goes on', async () => {
  const [sessionToken] = [await make.createSession(person.id), await make.createSession(person.id)]
  const link = await requestLink()
  await confirmEmail({ ...make.origin, sessionToken }, { link })
  expect(await findActorBySession(sessionToken, make.origin)).toMatchObject({ email: newAddress() })
  expect(await db.session.count({ where: { userId: person.id } })).toBe(1)
})

test.each<[string, () => Promise<unknown>]>([
  ['it is canceled', () => cancelEmailChange(actor)],
  ['another address is entered', () => requestLink(`other.${person.email}`)],
  ['it expires', () => make.expireLinks(person.id)],
  ['the user is deactivated', () => updateUser(home.admin, { id: person.id, active: false })],
  [
    'an administrator changes the address',
    () => updateUser(home.admin, { id: person.id, email: `admin.${person.email}` }),
  ],
])('a link no longer works once %s', async (_, end) => {
  const link = await requestLink()
  await end()
  await expectEnded(link)
})

test('an address that was taken in between stays with its user, and the link can be used later', async () => {
  const link = await requestLink()
  const second = await make.user(home)
  await db.user.update({ where: { id: second.id }, data: { email: newAddress() } })
  const before = await make.databaseSnapshot()
  const taken = { code: 'conflict', fields: { email: expect.stringContaining('already belongs') } }
  await expect(confirmEmail(make.origin, { link })).rejects.toMatchObject(taken)
  expect(await make.databaseSnapshot()).toBe(before)
  await db.user.delete({ where: { id: second.id } })
  expect(await confirmEmail(make.origin, { link })).toEqual({ email: newAddress() })
})

test('of two links to one address that are confirmed at the same time, one works', async () => {
  const second = await make.actorFor((await make.user(home)).id)
  const email = newAddress()
  const links = [await requestLink(email), await requestLink(email, second)]
  const confirmed = await Promise.allSettled(
    links.map((link) => confirmEmail(make.origin, { link })),
  )
  expect(confirmed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await db.user.count({ where: { email } })).toBe(1)
})

test('a link confirmed twice at the same time changes the address once', async () => {
  const link = await requestLink()
  const confirm = () => confirmEmail(make.origin, { link })
  const results = await Promise.allSettled([confirm(), confirm()])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const where = { operation: 'profile.confirmEmail', targetId: person.id }
  expect(await db.auditEvent.count({ where })).toBe(1)
})

test('administrators change their own email on their profile too', async () => {
  const before = await make.databaseSnapshot()
  const change = { id: home.userId, email: `new.${home.email}` }
  await expect(updateUser(home.admin, change)).rejects.toMatchObject({
    code: 'conflict',
    fields: { email: expect.stringContaining('on your profile') },
  })
  expect(await make.databaseSnapshot()).toBe(before)
  await requestLink(change.email, home.admin)
})

test('mailboxes are not flooded: three links an address and five a user in 15 minutes', async () => {
  const email = newAddress()
  for (const _ of [1, 2, 3]) await requestLink(email)
  await expect(changeOwnEmail(actor, { email })).rejects.toMatchObject({ code: 'rate-limited' })
  for (const number of [1, 2]) await requestLink(`${number}.${email}`)
  const sixth = changeOwnEmail(actor, { email: `3.${email}` })
  await expect(sixth).rejects.toMatchObject({ code: 'rate-limited' })
  expect(await db.userLink.count({ where: { userId: person.id } })).toBe(1)
})

test('a network that tries wrong links has to wait', async () => {
  const link = await requestLink()
  const origin = { ...make.origin, address: '203.0.113.77' }
  for (let attempt = 0; attempt < 20; attempt++) {
    await expect(confirmEmail(origin, { link: 'wrong' })).rejects.toMatchObject({ code: 'invalid' })
  }
  await expect(confirmEmail(origin, { link })).rejects.toMatchObject({ code: 'rate-limited' })
  expect(await storedEmail()).toBe(person.email)
})
