import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { changePassword } from '@/lib/sessions/commands'
import { recoverUser } from '@/lib/sessions/recovery'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { addUser } from '@/lib/users/add-user'
import { updateUser } from '@/lib/users/commands'
import { getActiveUser } from '@/lib/users/queries'

const { PASSWORD: password } = make

let home: Awaited<ReturnType<typeof make.organization>>
let user: { id: number; email: string }
beforeEach(async () => {
  home = await make.organization()
  const person = { firstName: 'Grace', lastName: 'Hopper', password }
  const email = `${crypto.randomUUID()}@example.com`
  user = (await addUser(home.admin, { accountId: 'default', ...person, email })).user
})

const age = (days: number) =>
  database().$executeRaw`UPDATE users
    SET password_changed_at = password_changed_at - interval '1 day' * ${days} WHERE id = ${user.id}`
const tryToSignIn = (typed = password) =>
  signIn({ ...make.origin, address: crypto.randomUUID() }, { email: user.email, password: typed })
const wrong = { code: 'invalid', message: 'The email address or password is wrong.' }
const hasExpired = async () =>
  (await getActiveUser(home.admin, { id: user.id })).user.initialPasswordExpired

describe('an initial password', () => {
  test('that nobody used for 30 days is rejected like a wrong one', async () => {
    await age(30)
    const before = await make.databaseSnapshot()
    await expect(tryToSignIn()).rejects.toMatchObject(wrong)
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await hasExpired()).toBe(true)
  })

  test('works until then, and for good once it was used', async () => {
    await age(29)
    expect(await hasExpired()).toBe(false)
    await tryToSignIn()
    await age(300)
    expect(await hasExpired()).toBe(false)
    await expect(tryToSignIn()).resolves.toBeDefined()
  })

  test('that an administrator or the host sets again has 30 days of its own', async () => {
    await tryToSignIn()
    await updateUser(home.admin, { id: user.id, password: 'Another-horse-8' })
    await age(31)
    await expect(tryToSignIn('Another-horse-8')).rejects.toMatchObject(wrong)
    await recoverUser(make.origin, { email: user.email, password: 'Recovered-horse-9' })
    await expect(tryToSignIn('Recovered-horse-9')).resolves.toBeDefined()
  })

  test('is none after its user chose another one', async () => {
    await tryToSignIn()
    const chosen = { password: 'Another-horse-8', repeatedPassword: 'Another-horse-8' }
    await changePassword(await make.actorFor(user.id), { currentPassword: password, ...chosen })
    await age(300)
    await expect(tryToSignIn('Another-horse-8')).resolves.toBeDefined()
  })
})
