import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { getUserDetails } from '@/lib/access/queries'
import { consumeLoginAttempt } from '@/lib/auth/login-attempts'
import { database } from '@/lib/db/client'
import { recoverUser } from '@/lib/sessions/recovery'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { unlockUser } from '@/lib/users/access'
import { deleteUser } from '@/lib/users/commands'
import { getActiveUser } from '@/lib/users/queries'

const { PASSWORD: password } = make

let home: Awaited<ReturnType<typeof make.organization>>
let login: { email: string; userId: number }
beforeEach(async () => {
  home = await make.organization()
  login = home
})

let hosts = 0
const newOrigin = () => ({ ...make.origin, requestId: randomUUID(), address: newAddress() })
const newAddress = () => `10.${Math.floor(++hosts / 200)}.${hosts % 200}.7`

/** Wrong passwords from networks of their own. */
async function failMany(
  times: number,
  { email, userId }: { email: string; userId?: number } = login,
) {
  for (let attempt = 0; attempt < times; attempt += 1) {
    const address = newAddress()
    await consumeLoginAttempt({ login: email, userId, address, device: undefined })
  }
}

const locked = {
  code: 'rate-limited',
  message:
    'There were too many wrong passwords. Sign in with a browser you used before, or ask an administrator to unlock you.',
}
const signInAs = (email: string, origin = newOrigin()) => signIn(origin, { email, password })

async function auditedUnlocks(): Promise<number> {
  const { organizationId } = home
  return database().auditEvent.count({ where: { organizationId, operation: 'users.unlock' } })
}

describe('after 100 wrong passwords in a row', () => {
  test('the right one is rejected on an unknown device, like that of an unknown user', async () => {
    await failMany(99)
    await signInAs(home.email)
    await failMany(100)
    const before = await make.databaseSnapshot()
    await expect(signInAs(home.email)).rejects.toMatchObject(locked)
    const unknown = `${randomUUID()}@example.com`
    await failMany(100, { email: unknown })
    await expect(signInAs(unknown)).rejects.toMatchObject(locked)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('a trusted device still signs in, which ends the lock-out', async () => {
    const { deviceToken } = await signInAs(home.email)
    await failMany(100)
    await expect(signInAs(home.email)).rejects.toMatchObject(locked)
    await signInAs(home.email, Object.assign(newOrigin(), { deviceToken }))
    await expect(signInAs(home.email)).resolves.toBeDefined()
  })

  test('the command on the host lets the user in', async () => {
    await failMany(100)
    const recovered = { email: home.email, password: 'Recovered-horse-9' }
    await recoverUser(make.origin, recovered)
    await expect(signIn(newOrigin(), recovered)).resolves.toBeDefined()
  })
})

describe('an administrator', () => {
  beforeEach(async () => {
    login = await make.organization()
    const { organizationId, accountId } = home
    const user = await make.user({ organizationId, accountId })
    login = { email: user.email, userId: user.id }
  })

  const notLocked = { lockedAt: null, blockedUntil: null, attempts: 0, networks: [] }
  const lockOutOf = async (id: number) => (await getUserDetails(home.admin, { id })).facts.lockOut

  test('sees who is locked out, since when and from where roughly, and unlocks them', async () => {
    const { userId: id, email } = login
    expect(await lockOutOf(id)).toMatchObject(notLocked)
    await failMany(100)
    const { user } = await getActiveUser(home.admin, { id })
    expect(user.signInBlocked).toBe(true)
    expect(await lockOutOf(id)).toMatchObject({
      lockedAt: expect.any(Date),
      firstAt: expect.any(Date),
      attempts: 100,
      networks: [1, 2, 3].map(() => expect.stringMatching(/^10\.\d+\.\d+\.0\/24$/)),
    })

    expect(await unlockUser(home.admin, { id })).toMatchObject({ changed: true })
    expect(await auditedUnlocks()).toBe(1)
    expect(await lockOutOf(id)).toMatchObject(notLocked)
    await expect(signInAs(email)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('sees until when five wrong passwords from one network pause it, and ends that', async () => {
    const { userId, email } = login
    const attempt = { login: email, userId, address: newAddress(), device: undefined }
    for (let index = 0; index < 5; index += 1) await consumeLoginAttempt(attempt)
    await expect(consumeLoginAttempt(attempt)).rejects.toMatchObject({ code: 'rate-limited' })
    const lockOut = await lockOutOf(userId)
    expect(lockOut).toMatchObject({ lockedAt: null, attempts: 5 })
    expect(Number(lockOut?.blockedUntil)).toBeGreaterThan(Date.now())
    await unlockUser(home.admin, { id: userId })
    await expect(consumeLoginAttempt(attempt)).resolves.toBeUndefined()
  })

  test('changes nothing by unlocking a user who can sign in', async () => {
    await failMany(3)
    expect(await unlockUser(home.admin, { id: login.userId })).toMatchObject({ changed: false })
    expect(await auditedUnlocks()).toBe(0)
    const failed = await database().failedAttempt.findMany({ where: { userId: login.userId } })
    expect(failed).toMatchObject([{ attempts: 3 }])
  })

  test('of another organization neither sees nor unlocks them', async () => {
    await failMany(100)
    const { admin } = await make.organization()
    await expect(unlockUser(admin, { id: login.userId })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(signInAs(login.email)).rejects.toMatchObject(locked)
  })

  test('leaves no counts of a user whom they delete', async () => {
    await failMany(100)
    await deleteUser(home.admin, { id: login.userId })
    expect(await database().failedAttempt.count({ where: { userId: login.userId } })).toBe(0)
  })
})
