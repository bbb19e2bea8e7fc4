import { beforeEach, expect, test, vi } from 'vitest'
import { sessionCookie } from '@/lib/auth/cookies'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'
import { listenDuringTests, sendLines } from '@/lib/testing/raw-http'
import { createHttpServer } from '@/server/http'

const pages = vi.fn(async () => {})
const options = { host: '127.0.0.1', port: 3000, development: false, secure: false, proxies: 0 }
const server = createHttpServer(pages, options)
listenDuringTests([server])

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

async function post(path: string, headers: string[]): Promise<number> {
  const head = [`POST ${path} HTTP/1.1`, 'Host: localhost:3000', ...headers, 'Content-Length: 0']
  const response = await sendLines(server, { lines: [...head, '', ''], end: /"\}$/ })
  return Number(response.split(' ')[1])
}

const cookie = (token: string) => `Cookie: a=b; ${sessionCookie().name}=${token}`
const foreign = 'Origin: http://evil.test'

const denials = () =>
  database().auditEvent.findMany({
    where: { organizationId: home.organizationId, outcome: 'refused' },
  })

test.each(['/security/accounts', '/profile', '/login', '/sign-out/confirm'])(
  'a form from another site to %s leaves one audit row of the person who is signed in',
  async (path) => {
    const token = await make.createSession(home.userId)
    const before = await make.databaseSnapshot()
    expect(await post(path, [cookie(token), foreign])).toBe(403)
    expect(await denials()).toMatchObject([
      {
        actorId: home.userId,
        operation: 'console.sendForm',
        detail: JSON.stringify({ reason: 'This form was not sent from this site.' }),
      },
    ])
    expect(await make.databaseSnapshot()).toBe(before)
    expect(pages).not.toHaveBeenCalled()
  },
)

test('a form without an Origin leaves one as well', async () => {
  const token = await make.createSession(home.userId)
  expect(await post('/profile', [cookie(token)])).toBe(403)
  expect(await denials()).toHaveLength(1)
})

test('a form without a session, or with a wrong one, leaves none', async () => {
  expect(await post('/profile', [foreign])).toBe(403)
  expect(await post('/profile', [cookie('wrong'), foreign])).toBe(403)
  expect(await denials()).toEqual([])
})

test('a file of someone who may not import leaves one', async () => {
  const { id } = await make.user(home)
  const token = await make.createSession(id)
  const own = 'Origin: http://localhost:3000'
  const head = ['POST /security/accounts/import HTTP/1.1', 'Host: localhost:3000', own]
  const lines = [...head, cookie(token), 'Content-Length: 70000', '', '']
  const response = await sendLines(server, { lines, end: /"\}$/ })
  expect(response).toMatch(/^HTTP\/1\.1 403 /)
  expect(await denials()).toMatchObject([{ actorId: id, operation: 'console.sendForm' }])
})
