import { beforeEach, describe, expect, test } from 'vitest'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import {
  consumeLink,
  createLink,
  endLinks,
  findLink,
  type LinkPurpose,
  linkUrl,
} from '@/lib/links/records'
import { replacePassword } from '@/lib/passwords/records'
import * as make from '@/lib/testing/factories'
import { deleteUser, updateUser } from '@/lib/users/commands'

const db = database()
const password: LinkPurpose[] = ['password', 'invite']

let home: Awaited<ReturnType<typeof make.organization>>
let user: Awaited<ReturnType<typeof make.user>>
beforeEach(async () => {
  home = await make.organization()
  user = await make.user(home)
})

async function newLink(purpose: LinkPurpose = 'password', newEmail?: string): Promise<string> {
  const { organizationId, id: userId } = user
  const link = { userId, organizationId, purpose, createdBy: home.userId }
  return (await createLink(db, newEmail === undefined ? link : { ...link, newEmail })).token
}

test('a link has 256 random bits in the fragment of its URL, and the database only their hash', async () => {
  const token = await newLink()
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(linkUrl(token)).toMatch(new RegExp(`^http://localhost:\\d+/set-password#${token}$`))
  expect(await make.databaseSnapshot()).not.toContain(token)
})

test.each<[LinkPurpose, number]>([
  ['password', 24],
  ['invite', 7 * 24],
])(
  'a link of the purpose %s expires after %i hours by the clock of the database',
  async (purpose, hours) => {
    const token = await newLink(purpose)
    const [link] = await db.$queryRaw<{ hours: number }[]>`
    SELECT extract(epoch FROM expires_at - created_at)::int / 3600 AS hours
      FROM user_links WHERE user_id = ${user.id}`
    expect(link).toEqual({ hours })
    await make.expireLinks(user.id)
    expect(await findLink(db, token, password)).toBeUndefined()
    expect(await consumeLink(db, token, password)).toBeUndefined()
  },
)

describe('a link works', () => {
  test('until it is used, for one of two requests at once', async () => {
    const token = await newLink()
    expect(await findLink(db, token, password)).toMatchObject({ userId: user.id })
    const use = () => transaction((tx) => consumeLink(tx, token, password))
    const used = await Promise.all([use(), use()])
    expect(used.filter(Boolean)).toEqual([expect.objectContaining({ userId: user.id })])
    expect(await findLink(db, token, password)).toBeUndefined()
  })

  test('for its own purpose only', async () => {
    const email = await newLink('email', 'new@example.com')
    expect(await findLink(db, email, password)).toBeUndefined()
    expect(await consumeLink(db, email, ['email'])).toMatchObject({ newEmail: 'new@example.com' })
  })

  test.each<[string, () => Promise<unknown>]>([
    ['it is ended', () => endLinks(db, user.id)],
    ['someone sets a password', () => setPassword()],
    ['the user is deactivated', () => updateUser(home.admin, { id: user.id, active: false })],
    ['the user is deleted', () => deleteUser(home.admin, { id: user.id })],
    [
      'the user gets another address',
      () => updateUser(home.admin, { id: user.id, email: `x-${user.email}` }),
    ],
  ])('until %s', async (_, change) => {
    const tokens = [await newLink(), await newLink('invite'), await newLink()]
    await change()
    for (const token of tokens) expect(await findLink(db, token, password)).toBeUndefined()
    expect(await db.userLink.count({ where: { userId: user.id } })).toBe(0)
  })
})

test('links of one purpose end without the others', async () => {
  const [reset, email] = [await newLink(), await newLink('email', 'new@example.com')]
  expect(await endLinks(db, user.id, ['email'])).toBe(1)
  expect(await findLink(db, email, ['email'])).toBeUndefined()
  expect(await findLink(db, reset, password)).toBeDefined()
})

function setPassword() {
  const flags = { mustChangePassword: false, initialPassword: false, changedBy: 'user' as const }
  return transaction((tx) => replacePassword(tx, user.id, { passwordHash: NO_PASSWORD, ...flags }))
}
