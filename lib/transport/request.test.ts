import { expect, test, vi } from 'vitest'
import { currentLocale } from '@/lib/transport/request'

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
