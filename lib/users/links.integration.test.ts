import { beforeEach, describe, expect, test } from 'vitest'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { database } from '@/lib/db/client'
import { setPassword } from '@/lib/sessions/set-password'
import * as make from '@/lib/testing/factories'
import { addUser } from '@/lib/users/add-user'
import { updateUser } from '@/lib/users/commands'
import { createUserLink, endUserLinks } from '@/lib/users/links'
import { getActiveUser, searchUsers } from '@/lib/users/queries'

const db = database()

let home: Awaited<ReturnType<typeof make.organization>>
let user: Awaited<ReturnType<typeof make.user>>
beforeEach(async () => {
  home = await make.organization()
  user = await make.user(home)
})

const tokenIn = (url: string) => url.split('#')[1] ?? ''
const linkCount = () => db.userLink.count({ where: { userId: user.id } })

async function shownUser() {
  const { accountId } = home
  const { rows } = await searchUsers(home.admin, { accountId })
  const { user: shown, link } = await getActiveUser(home.admin, { id: user.id })
  const listed = rows.find(({ id }) => id === user.id)
  return { listed: listed?.invited, invited: shown.invited, hasPassword: shown.hasPassword, link }
}

describe('a link for a user', () => {
  test('is an invite without a password and a reset link with one, unless the purpose is given', async () => {
    const { link: invite } = await createUserLink(home.admin, { id: user.id })
    expect(invite.purpose).toBe('invite')
    const other = await make.user(home, { passwordHash: 'some hash' })
    const { link: reset } = await createUserLink(home.admin, { id: other.email })
    expect(reset.purpose).toBe('password')
    const { link: given } = await createUserLink(home.admin, { id: other.id, purpose: 'invite' })
    expect(given.purpose).toBe('invite')
  })

  test('replaces earlier ones, and is audited without its token', async () => {
    const { link: first } = await createUserLink(home.admin, { id: user.id })
    const { link: second } = await createUserLink(home.admin, { id: user.id })
    expect(await linkCount()).toBe(1)
    const password = 'Brave-new-w0rld'
    const denied = setPassword(make.origin, { link: first.url, password })
    await expect(denied).rejects.toMatchObject({ code: 'invalid' })
    await setPassword(make.origin, { link: second.url, password })
    const events = await db.auditEvent.findMany({
      where: { organizationId: home.organizationId, operation: 'users.createLink' },
    })
    expect(events).toHaveLength(2)
    expect(JSON.stringify(events)).not.toContain(tokenIn(second.url))
  })

  test.each([
    ['yourself', async () => ({ id: home.userId })],
    [
      'a deactivated user',
      async () => {
        await updateUser(home.admin, { id: user.id, active: false })
        return { id: user.id }
      },
    ],
  ])('is not made for %s', async (_, key) => {
    const input = await key()
    const before = await make.databaseSnapshot()
    await expect(createUserLink(home.admin, input)).rejects.toMatchObject({ code: 'conflict' })
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('can be revoked, once', async () => {
    await createUserLink(home.admin, { id: user.id })
    expect(await endUserLinks(home.admin, { id: user.id })).toMatchObject({ ended: 1 })
    expect(await endUserLinks(home.admin, { id: user.id })).toMatchObject({ ended: 0 })
    const revoked = { organizationId: home.organizationId, operation: 'users.endLinks' }
    expect(await db.auditEvent.count({ where: revoked })).toBe(1)
  })
})

describe('a user without a password is shown as invited', () => {
  test('until the invite expires', async () => {
    expect(await shownUser()).toMatchObject({ listed: false, invited: false, link: undefined })
    await createUserLink(home.admin, { id: user.id })
    expect(await shownUser()).toMatchObject({ listed: true, invited: true, hasPassword: false })
    await make.expireLinks(user.id)
    expect(await shownUser()).toMatchObject({
      listed: false,
      invited: false,
      link: { purpose: 'invite', expired: true },
    })
  })

  test('until they use it', async () => {
    const { link } = await createUserLink(home.admin, { id: user.id })
    await setPassword(make.origin, { link: link.url, password: 'Brave-new-w0rld' })
    expect(await shownUser()).toMatchObject({
      listed: false,
      invited: false,
      hasPassword: true,
      link: undefined,
    })
  })
})

describe('a new user gets', () => {
  const fields = () => ({
    accountId: 'default' as const,
    firstName: 'Grace',
    lastName: 'Hopper',
    email: `grace.${Date.now()}.${Math.random()}@example.com`,
  })

  test('an invite link instead of a password', async () => {
    const added = await addUser(home.admin, {
      ...fields(),
      firstPassword: 'link',
      password: '',
      mustChangePassword: true,
    })
    expect(added).toMatchObject({ password: undefined, link: { purpose: 'invite' } })
    const stored = await db.user.findUniqueOrThrow({ where: { id: added.user.id } })
    expect(stored).toMatchObject({
      passwordHash: NO_PASSWORD,
      initialPassword: false,
      mustChangePassword: false,
    })
    const link = added.link?.url ?? ''
    await setPassword(make.origin, { link, password: 'Brave-new-w0rld' })
  })

  test('a generated password, without the one that was typed before', async () => {
    const typed = 'Typed-before-1'
    const { password, link } = await addUser(home.admin, {
      ...fields(),
      firstPassword: 'generated',
      password: typed,
    })
    expect(password).toMatch(/^(?!Typed).{20,}$/)
    expect(link).toBeUndefined()
  })

  test('nothing if no password was typed', async () => {
    const before = await make.databaseSnapshot()
    await expect(addUser(home.admin, { ...fields(), password: '' })).rejects.toMatchObject({
      fields: { password: 'Password is required.' },
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
