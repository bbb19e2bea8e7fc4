import { expect, test, vi } from 'vitest'
import { currentLocale, safePath } from '@/lib/transport/request'

const requestHeaders = vi.hoisted(() => new Headers())
vi.mock('next/headers', () => ({
  headers: async () => requestHeaders,
  cookies: async () => new Map(),
}))

test.each([
  ['de-DE,de;q=0.9,en;q=0.8', 'de-DE'],
  ['fr', 'fr'],
  ['', 'en'],
  ['*', 'en'],
  ['xx-yy-zz', 'en'],
  ['de-de-de', 'en'],
  ['zh-cmn-cmn', 'en'],
  ['de-x', 'en'],
  ['\u00e4', 'en'],
])('Accept-Language "%s" selects the locale %s', async (header, locale) => {
  requestHeaders.set('accept-language', header)
  expect(await currentLocale()).toBe(locale)
})

test.each([
  '/security/accounts',
  '/security/accounts/42?add#users',
  '/security/accounts?q=%C3%A9vora&sort=id',
  '/',
])('after signing in, %s opens as it is', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  '//evil.test/a',
  '/.//evil.test/a',
  '/x/..//evil.test',
  '/%2e//evil.test',
  '/%2E%2e//evil.test',
  '/.///evil.test',
  '/a/b/../..//evil.test',
  '/\\evil.test',
  '/.\\\\evil.test',
  '/\t/evil.test',
  '/\n//evil.test',
  '\\\\evil.test',
  'https://evil.test',
  'evil.test',
  'javascript:alert(1)',
  '//',
  '',
  42,
  null,
  ['/security'],
])('after signing in, %j opens the home page', (path) => {
  expect(safePath(path)).toBe('/')
})

test('a path is normalized and loses what the router added to it', () => {
  expect(safePath('/security/./x/../accounts')).toBe('/security/accounts')
  expect(safePath('/security/accounts?q=a&_rsc=1x2y3')).toBe('/security/accounts?q=a')
  expect(safePath('/security/accounts?_rsc=1x2y3')).toBe('/security/accounts')
})
