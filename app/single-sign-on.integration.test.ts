import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { GET as start } from '@/app/(sign-in)/login/provider/[key]/route'
import { GET as finish } from '@/app/api/auth/[...nextauth]/route'
import { pendingDenials } from '@/lib/activity/denials'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'
import { IdentityProvider } from '@/lib/testing/identity-provider'
import * as browser from '@/lib/testing/next-request'
import { provider as makeProvider } from '@/lib/testing/provider-factory'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
const site = 'http://localhost:3000'
process.env.NEXTAUTH_URL = site

let idp: IdentityProvider
let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  vi.stubEnv('PRIVATE_PROVIDER_HOSTS', '127.0.0.1')
  idp = await IdentityProvider.start()
})
afterAll(() => idp.close())
beforeEach(async () => {
  browser.clearCookies()
  home = await make.organization()
  idp.authenticatedAt = undefined
})

const sessionToken = () => browser.cookie('console-session')?.value

async function open(url: string): Promise<string> {
  browser.setRequest({ 'x-request-id': randomUUID() })
  const { pathname } = new URL(url, site)
  const request = new NextRequest(new URL(url, site))
  const segments = pathname.split('/')
  const response = pathname.startsWith('/api/auth/')
    ? await finish(request, { params: Promise.resolve({ nextauth: segments.slice(3) }) })
    : await start(request, { params: Promise.resolve({ key: segments[3] ?? '' }) })
  expect(response.status).toBe(303)
  return response.headers.get('location') ?? ''
}

/** What the browser does at the provider: follows redirects with its cookies, until it returns. */
async function visitProvider(url: string): Promise<string> {
  const jar = new Map<string, string>()
  let location = url
  while (!location.startsWith(site)) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(location, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    const next = response.headers.get('location')
    if (!next) throw new Error(`The provider answered ${response.status}: ${await response.text()}`)
    location = new URL(next, location).href
  }
  return location
}

/** Returns where the browser is after a whole sign-in. */
async function signInAt(key: string, query = 'next=/security/accounts'): Promise<string> {
  idp.registerClient(`${site}/api/auth/callback/${key}`)
  return open(await visitProvider(await open(`/login/provider/${key}?${query}`)))
}

const userWith = async (email: string, fields: Parameters<typeof make.user>[1] = {}) => {
  const user = await make.user(home, fields)
  return database().user.update({ where: { id: user.id }, data: { email } })
}

describe('a person whom the provider has verified', () => {
  test('is linked by the address of a verified domain, and later by the subject', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    const user = await userWith(`ada@${domain}`)
    const sub = randomUUID()
    idp.person = { sub, email: `Ada@${domain}`, email_verified: true }
    expect(await signInAt(key, 'next=/security/accounts%3Fq%3Da')).toBe('/security/accounts?q=a')
    const where = { id: hashToken(sessionToken() ?? '') }
    const session = await database().session.findUniqueOrThrow({ where })
    expect(session).toMatchObject({ userId: user.id, method: 'provider' })
    browser.clearCookies()
    idp.person = { sub, email: 'other@elsewhere.example', email_verified: false }
    expect(await signInAt(key)).toBe('/security/accounts')
    expect(await database().userIdentity.count({ where: { userId: user.id } })).toBe(1)
  })
})
