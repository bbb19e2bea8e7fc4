import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { hashPassword } from '@/lib/auth/password-hash'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { createLink, type LinkPurpose, linkUrl } from '@/lib/links/records'
import { setPasswordPolicy } from '@/lib/organization/policies'
import { defaultPasswordPolicy } from '@/lib/passwords/policy'
import { openLink, setPassword } from '@/lib/sessions/set-password'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { updateUser } from '@/lib/users/commands'
import { endUserLinks } from '@/lib/users/links'

const db = database()
const password = 'Brave-new-w0rld'

let home: Awaited<ReturnType<typeof make.organization>>
let user: Awaited<ReturnType<typeof make.user>>
beforeEach(async () => {
  home = await make.organization()
  user = await make.user(home, { secret: randomUUID(), mustChangePassword: true })
})

let hosts = 0
const newOrigin = () => ({
  ...make.origin,
  address: `10.0.${Math.floor(++hosts / 200)}.${hosts % 200}`,
})

async function newLink(purpose: LinkPurpose = 'password') {
  const { organizationId, id: userId } = user
  const newEmail = purpose === 'email' ? { newEmail: 'new@example.com' } : {}
  const link = { userId, organizationId, purpose, createdBy: home.userId, ...newEmail }
  return (await createLink(db, link)).token
}

describe('a user who sets a password with a link', () => {
  test('signs in with it, and nothing that came before works', async () => {
    const [link, other] = [await newLink(), await newLink('invite')]
    await make.createSession(user.id)
    await setPassword(newOrigin(), { link, password })
    const stored = await db.user.findUniqueOrThrow({
      where: { id: user.id },
      include: { sessions: true, links: true },
    })
    expect(stored).toMatchObject({
      secretHash: null,
      mustChangePassword: false,
      initialPassword: false,
      sessions: [],
      links: [],
    })
    await expect(openLink(newOrigin(), { link: other })).rejects.toMatchObject({ code: 'invalid' })
    await expect(signIn(newOrigin(), { email: user.email, password })).resolves.toBeDefined()
  })

  test('is audited as themselves, without the link', async () => {
    const link = await newLink('invite')
    await setPassword(newOrigin(), { link, password })
    const event = await db.auditEvent.findFirstOrThrow({
      where: { organizationId: home.organizationId, operation: 'profile.setPassword' },
    })
    expect(event).toMatchObject({ actorId: user.id, targetId: user.id, outcome: 'done' })
    expect(JSON.parse(event.detail)).toEqual({
      link: 'invite',
      sessionsEnded: 0,
      secretEnded: true,
    })
  })

  test('gets in from this browser although strangers have locked the login', async () => {
    await db.failedAttempt.create({
      data: {
        subject: hashToken(user.email),
        source: '',
        attempts: 100,
        userId: user.id,
        networks: [],
      },
    })
    const login = { email: user.email, password }
    const { deviceToken } = await setPassword(newOrigin(), { link: await newLink(), password })
    await expect(signIn(newOrigin(), login)).rejects.toMatchObject({ code: 'rate-limited' })
    await expect(signIn({ ...newOrigin(), deviceToken }, login)).resolves.toBeDefined()
    await expect(signIn(newOrigin(), login)).resolves.toBeDefined()
  })
})

test('opening a link, as mail scanners do, uses nothing up', async () => {
  const link = await newLink()
  const before = await make.databaseSnapshot()
  for (let opened = 0; opened < 30; opened += 1) {
    const { email } = await openLink(newOrigin(), { link })
    expect(email).toBe(user.email)
  }
  expect(await make.databaseSnapshot()).toBe(before)
})

test.each([
  ['the whole URL', (token: string) => linkUrl(token)],
  ['the URL with an encoded #', (token: string) => linkUrl(token).replace('#', '%23')],
  ['the URL with spaces around it', (token: string) => ` ${linkUrl(token)}\n`],
  ['the token alone', (token: string) => token],
])('a person can paste %s', async (_, pasted) => {
  const { token } = await openLink(newOrigin(), { link: pasted(await newLink()) })
  expect(token).toMatch(/^[\w-]{43}$/)
})

describe('a password that is rejected leaves the link as it is', () => {
  test.each([
    ['too short for the policy', 'Short-1'],
    ['a common one', 'Password-123'],
    ['with the name of the user', 'Chuck-norris-7'],
  ])('%s', async (_, rejected) => {
    const link = await newLink()
    const before = await make.databaseSnapshot()
    await expect(setPassword(newOrigin(), { link, password: rejected })).rejects.toMatchObject({
      fields: { password: expect.any(String) },
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('one that the user had before', async () => {
    await setPasswordPolicy(home.admin, {
      ...defaultPasswordPolicy,
      previousPasswordCount: 3,
    })
    await db.user.update({
      where: { id: user.id },
      data: { passwordHash: await hashPassword(password) },
      select: { id: true },
    })
    const link = await newLink()
    await expect(setPassword(newOrigin(), { link, password })).rejects.toMatchObject({
      fields: { password: 'You used this password before. Choose another one.' },
    })
    await expect(openLink(newOrigin(), { link })).resolves.toBeDefined()
  })
})

const dead: [reason: string, make: () => Promise<string>][] = [
  ['unknown', async () => 'x'.repeat(43)],
  ['no link at all', async () => 'hello'],
  [
    'used',
    async () => {
      const link = await newLink()
      await setPassword(newOrigin(), { link, password: 'Another-w0rld' })
      return link
    },
  ],
  [
    'expired',
    async () => {
      const link = await newLink()
      await make.expireLinks(user.id)
      return link
    },
  ],
  [
    'revoked',
    async () => {
      const link = await newLink()
      await endUserLinks(home.admin, { id: user.id })
      return link
    },
  ],
  [
    'of a deactivated user',
    async () => {
      const link = await newLink()
      await updateUser(home.admin, { id: user.id, active: false })
      return link
    },
  ],
  ['for another purpose', () => newLink('email')],
]

test.each(dead)(
  'a link that is %s opens nothing and sets nothing, with the same answer',
  async (_, link) => {
    const token = await link()
    const before = await make.databaseSnapshot()
    const denial = {
      code: 'invalid',
      message: expect.stringMatching(/^This link doesn't work\. It works once/),
      fields: {},
    }
    await expect(openLink(newOrigin(), { link: token })).rejects.toMatchObject(denial)
    await expect(setPassword(newOrigin(), { link: token, password })).rejects.toMatchObject(denial)
    expect(await make.databaseSnapshot()).toBe(before)
  },
)

test('a link sets one of two passwords that are sent at once', async () => {
  const link = await newLink()
  const set = () => setPassword(newOrigin(), { link, password })
  const results = await Promise.allSettled([set(), set()])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a network can try 20 wrong links in 15 minutes, and as many right ones as it likes', async () => {
  const origin = newOrigin()
  const link = await newLink()
  const wrong = () => openLink(origin, { link: 'y'.repeat(43) })
  for (let attempt = 0; attempt < 19; attempt += 1) {
    await expect(wrong()).rejects.toMatchObject({ code: 'invalid' })
  }
  await openLink(origin, { link })
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await expect(wrong()).rejects.toMatchObject({ code: 'invalid' })
  }
  await expect(wrong()).rejects.toMatchObject({ code: 'rate-limited' })
  await expect(openLink(origin, { link })).rejects.toMatchObject({ code: 'rate-limited' })
  await expect(openLink(newOrigin(), { link })).resolves.toBeDefined()
})
