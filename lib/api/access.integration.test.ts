import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { sessionBody } from '@/lib/api/session-body'
import { findActorBySession } from '@/lib/auth/actor'
import { consumeLoginAttempt } from '@/lib/auth/login-attempts'
import { database } from '@/lib/db/client'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let user: Awaited<ReturnType<typeof make.user>>
beforeEach(async () => {
  home = await make.organization()
  api = apiClient(endpoints, home)
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  user = await make.user({ organizationId, accountId }, { secret: randomUUID() })
})

const isOpen = async (token: string) => (await findActorBySession(token, make.origin)) !== null

const listSessions = async () =>
  z.array(sessionBody).parse((await api(`GET /users/${user.id}/sessions`)).body)

async function lockOut(): Promise<void> {
  const attempt = { login: user.email, userId: user.id, address: '198.51.100.7', device: undefined }
  for (let index = 0; index < 5; index += 1) await consumeLoginAttempt(attempt)
}

test('PUT /users/{id}/unlock lets a user sign in again, once', async () => {
  await lockOut()
  const locked = await api(`GET /users/${user.id}`)
  expect(locked.body).toMatchObject({ accountLocked: true, accountNonLocked: false })
  const unlocked = await api(`PUT /users/${user.email}/unlock`)
  expect(unlocked).toMatchObject({ status: 200, body: { id: user.id, accountLocked: false } })
  const { headers, body } = await api(`GET /users/${user.id}`)
  expect(body).toMatchObject({ accountLocked: false, accountNonLocked: true })
  expect(unlocked.headers.get('ETag')).toBe(headers.get('ETag'))
  expect(await api(`PUT /users/${user.id}/unlock`)).toMatchObject({ status: 200 })
  const where = { operation: 'users.unlock', targetId: user.id }
  expect(await database().auditEvent.count({ where })).toBe(1)
})

test('the sessions of a user are listed and ended one by one, or all at once', async () => {
  const tokens = await Promise.all([1, 2, 3].map(() => make.createSession(user.id)))
  const path = `/users/${user.id}/sessions`
  const [first, ...others] = await listSessions()
  expect(others).toHaveLength(2)
  expect(first).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    createdDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    lastUsedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    address: 'test',
    browser: 'Unknown browser',
  })
  const end = `DELETE ${path}/${first?.id}`
  expect(await api(end)).toMatchObject({ status: 200 })
  expect(await listSessions()).toEqual(others)
  expect(await api(end)).toMatchObject({ status: 200 })
  expect(await api(`DELETE ${path}`)).toMatchObject({ status: 200 })
  expect(await listSessions()).toEqual([])
  expect(await Promise.all(tokens.map(isOpen))).toEqual([false, false, false])
})

test("a caller's own sessions end without a password, which the API doesn't have", async () => {
  const token = await make.createSession(home.userId)
  expect(await api(`DELETE /users/${home.userId}/sessions`)).toMatchObject({ status: 200 })
  expect(await isOpen(token)).toBe(false)
})

test('DELETE /users/{id}/secret ends the User Secret, also a second time', async () => {
  const secretOf = async () =>
    (await database().user.findUniqueOrThrow({ where: { id: user.id } })).secretHash
  expect(await secretOf()).not.toBeNull()
  const path = `/users/${user.id}/secret`
  expect(await api(`DELETE ${path}`)).toMatchObject({ status: 200, body: { id: user.id } })
  expect(await secretOf()).toBeNull()
  expect(await api(`DELETE ${path}`)).toMatchObject({ status: 200 })
  const where = { operation: 'users.withdrawSecret', targetId: user.id }
  expect(await database().auditEvent.count({ where })).toBe(1)
})

test('a user of another organization is not found, and nothing of theirs ends', async () => {
  const elsewhere = apiClient(endpoints, await make.organization())
  await lockOut()
  await make.createSession(user.id)
  const [session] = await listSessions()
  const before = await make.databaseSnapshot()
  const calls = [
    `PUT /users/${user.id}/unlock`,
    `GET /users/${user.id}/sessions`,
    `DELETE /users/${user.id}/sessions`,
    `DELETE /users/${user.id}/sessions/${session?.id}`,
    `DELETE /users/${user.id}/secret`,
  ]
  for (const call of calls) expect(await elsewhere(call), call).toMatchObject({ status: 404 })
  expect(await make.databaseSnapshot()).toBe(before)
  expect((await api(`GET /users/${user.id}`)).body).toMatchObject({ accountLocked: true })
})

test('what is no ID of a session is not found', async () => {
  const { status, body } = await api(`DELETE /users/${user.id}/sessions/1`)
  expect(status).toBe(404)
  expect(body).toMatchObject({ message: 'Session not found.' })
})
