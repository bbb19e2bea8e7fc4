import { beforeEach, expect, test } from 'vitest'
import { consumeLoginAttempt, LOGIN_ATTEMPTS } from '@/lib/auth/login-attempts'
import { database } from '@/lib/db/client'
import { createLink } from '@/lib/links/records'
import * as make from '@/lib/testing/factories'
import { peopleCondition } from '@/lib/user-list/conditions'
import { peopleSelectionSchema } from '@/lib/user-list/schema'

const HASH = 'a password hash'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const add = (fields: Parameters<typeof make.user>[1] = {}) =>
  make.user(home, { passwordHash: HASH, ...fields })

/** The last names of everybody whom the filters find, except the founder. */
async function found(filters: object): Promise<string[]> {
  const selection = peopleSelectionSchema.parse({ all: 'on', ...filters })
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT u.last_name AS name FROM users u WHERE ${peopleCondition(home.admin, selection)}
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
