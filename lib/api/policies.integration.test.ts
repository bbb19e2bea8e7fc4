import { beforeEach, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
beforeEach(async () => {
  home = await make.organization()
  api = apiClient(endpoints, home)
})

const sessions = '/organizations/session-policy'
const secondFactor = '/organizations/second-factor-policy'

describe.each([
  ['/organizations/me', { name: 'Renamed' }],
  ['/organizations/password-policies', { minLength: 12 }],
  [sessions, { idleMinutes: 10, absoluteHours: 8 }],
  [secondFactor, { requirement: 'org-admins', graceDays: 30 }],
])('PUT %s', (path, body) => {
  test('with the ETag of an earlier state changes nothing: 412', async () => {
    const etag = async () => (await api(`GET ${path}`)).headers.get('etag') ?? ''
    const first = await etag()
    const changed = await api(`PUT ${path}`, body, { 'If-Match': first })
    expect(changed).toMatchObject({ status: 200, body })
    expect(changed.headers.get('etag')).toBe(await etag())
    expect(await etag()).not.toBe(first)
    const before = await make.databaseSnapshot()
    expect((await api(`PUT ${path}`, body, { 'If-Match': first })).status).toBe(412)
    expect(await make.databaseSnapshot()).toBe(before)
    const read = await api(`GET ${path}`)
    expect(read.body).toMatchObject(body)
    expect(await api(`PUT ${path}`, read.body)).toMatchObject({ status: 200, body: read.body })
  })
})

test('the ETag of the organization changes with its password policy', async () => {
  const { headers } = await api('GET /organizations/me')
  await api('PUT /organizations/password-policies', { minLength: 12 })
  const ifMatch = { 'If-Match': headers.get('etag') ?? '' }
  expect((await api('PUT /organizations/me', { name: 'Late' }, ifMatch)).status).toBe(412)
  expect((await api('GET /organizations/me')).body).toMatchObject({ name: home.name })
})

test.each([
  [sessions, { idleMinutes: 1 }, 'idleMinutes'],
  [sessions, { idleMinutes: 31 }, 'idleMinutes'],
  [sessions, { absoluteHours: '8' }, 'absoluteHours'],
  [sessions, { absoluteHours: 13 }, 'absoluteHours'],
  [secondFactor, { requirement: 'nobody' }, 'requirement'],
  [secondFactor, { requirement: 'everyone', graceDays: 91 }, 'graceDays'],
])('PUT %s with %j names what is wrong', async (path, body, field) => {
  const before = await make.databaseSnapshot()
  const response = await api(`PUT ${path}`, body)
  expect(response).toMatchObject({ status: 400, body: { errors: [{ field }] } })
  expect(await make.databaseSnapshot()).toBe(before)
})

test('a session policy without limits follows the server', async () => {
  await api(`PUT ${sessions}`, { idleMinutes: 10, absoluteHours: 8 })
  const none = { idleMinutes: null, absoluteHours: null }
  expect(await api(`PUT ${sessions}`, {})).toMatchObject({ status: 200, body: none })
  expect((await api(`GET ${sessions}`)).body).toEqual(none)
})

test('a secret can be reset so that the old one works for 24 hours', async () => {
  const path = '/organizations/me/secret'
  const { status, body } = await api(`PUT ${path}?overlapHours=24`)
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { secret: expect.any(String), previousSecretUntil: expect.stringMatching(/Z$/) },
  })
  expect((await api('GET /organizations/me')).status).toBe(200)
  const before = await make.databaseSnapshot()
  expect((await api(`PUT ${path}?overlapHours=48`)).status).toBe(400)
  expect(await make.databaseSnapshot()).toBe(before)
})
