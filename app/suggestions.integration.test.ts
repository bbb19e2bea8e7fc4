import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { GET } from '@/app/security/suggestions/route'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))

let home: Awaited<ReturnType<typeof make.organization>>

beforeEach(async () => {
  browser.clearCookies()
  browser.setRequest()
  home = await make.organization()
  await signInAs(home.userId)
})

async function signInAs(userId: number) {
  const { set } = await browser.cookies()
  set('console-session', await make.createSession(userId))
}

async function suggestions(q: string) {
  const query = new URLSearchParams({ q })
  const response = await GET(new NextRequest(`http://localhost:3000/security/suggestions?${query}`))
  return { status: response.status, body: await response.json() }
}

test('accounts and users are suggested with the paths of their pages', async () => {
  const account = await make.account(home.organizationId, { name: 'Orion Labs', externalId: 'o-1' })
  const parent = { organizationId: home.organizationId, accountId: account.id }
  const user = await make.user(parent, { firstName: 'Olga', lastName: 'Orion', active: false })
  expect(await suggestions('orion')).toEqual({
    status: 200,
    body: [
      {
        label: 'Accounts',
        options: [
          {
            label: 'Orion Labs',
            detail: `ID ${account.id} · o-1`,
            href: `/security/accounts/${account.id}`,
          },
        ],
      },
      {
        label: 'Users',
        options: [
          {
            label: 'Olga Orion',
            detail: `${user.email} · Orion Labs · Inactive`,
            href: `/security/accounts/${account.id}/users/${user.id}`,
          },
        ],
      },
    ],
  })
})

test('beyond five of a kind, the last suggestion leads to all of them', async () => {
  for (let n = 0; n < 6; n++) await make.account(home.organizationId, { name: `Pine & Co ${n}` })
  const { body } = await suggestions('pine & co')
  expect(body).toHaveLength(1)
  expect(body[0].options).toHaveLength(6)
  expect(body[0].options[5]).toEqual({
    label: 'Show all accounts found',
    href: '/security/accounts?q=pine+%26+co',
  })
})

test('nothing is suggested for an empty text and for a condition', async () => {
  for (const q of ['', '  ', '\u200b', "name = 'Ada'"]) {
    expect(await suggestions(q)).toEqual({ status: 200, body: [] })
  }
})

test('only administrators of an organization get suggestions, and only of their own', async () => {
  const other = await make.organization()
  await make.account(other.organizationId, { name: 'Foreign Lands' })
  expect((await suggestions('foreign')).body).toEqual([])
  const account = await make.account(home.organizationId, { name: 'Home Lands' })
  const user = await make.user({ organizationId: home.organizationId, accountId: account.id })
  await signInAs(user.id)
  const denied = await suggestions('home')
  expect(denied.status).toBe(403)
  expect(JSON.stringify(denied.body)).not.toContain('Home Lands')
  browser.clearCookies()
  expect((await suggestions('home')).status).toBe(401)
  const denials = () =>
    database().auditEvent.findMany({
      where: { organizationId: home.organizationId, actorId: user.id, outcome: 'refused' },
      select: { operation: true },
    })
  await expect.poll(denials).toEqual([{ operation: expect.stringMatching(/suggest|find/) }])
})
