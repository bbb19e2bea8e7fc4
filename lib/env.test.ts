import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { logLevelSet, settings } from '@/lib/env'

const names = [
  'DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'AUTH_SECRET',
  'AUDIT_SECRET',
  'APP_URL',
  'HOST',
  'PORT',
  'TRUST_PROXY',
  'LOG_LEVEL',
  'DATA_DIR',
  'API_CALLS_PER_MINUTE',
]

beforeEach(() => {
  for (const name of names) vi.stubEnv(name, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the settings', () => {
  test('are as documented when none is given, or an empty one', () => {
    expect(settings()).toEqual({
      HOST: '127.0.0.1',
      PORT: 3000,
      TRUST_PROXY: 0,
      LOG_LEVEL: 'info',
      DATA_DIR: '.data',
      API_CALLS_PER_MINUTE: 6_000,
    })
  })

  test.each([
    ['PORT', '65535', 65_535],
    ['TRUST_PROXY', '2', 2],
    ['APP_URL', 'https://accounts.example.com/', 'https://accounts.example.com'],
    ['HOST', '::1', '::1'],
    ['DATABASE_URL', 'postgresql://role@host/db', 'postgresql://role@host/db'],
    ['API_CALLS_PER_MINUTE', '1', 1],
  ])('takes %s=%s', (name, given, taken) => {
    vi.stubEnv(name, given)
    expect(settings()).toMatchObject({ [name]: taken })
  })

  test.each([
    ...['0', '65536', '-1', '3000.5', '0x50', '1e3', 'abc', ' 80'].map((v) => ['PORT', v]),
    ...['true', 'yes', '-1', '1.5', 'NaN', '1,2', '127.0.0.1'].map((v) => ['TRUST_PROXY', v]),
    ...['ftp://example.com', 'example.com', 'https://a.example/console'].map((v) => ['APP_URL', v]),
    ...['mysql://role@host/db', 'host', 'postgresql://host/db'].map((v) => ['DATABASE_URL', v]),
    ...['host/db'].map((v) => ['MIGRATE_DATABASE_URL', v]),
    ...['short'].flatMap((v) => [
      ['AUTH_SECRET', v],
      ['AUDIT_SECRET', v],
    ]),
    ...['loud', 'INFO'].map((v) => ['LOG_LEVEL', v]),
    ...['0', 'many'].map((v) => ['API_CALLS_PER_MINUTE', v]),
    ['HOST', 'a b'],
  ])('refuses %s=%s in a sentence that names it', (name = '', value = '') => {
    vi.stubEnv(name, value)
    expect(settings).toThrow(new RegExp(`^${name} (must|is) [^\n]*$`))
  })

  test('names each that is wrong, and repeats no secret', () => {
    vi.stubEnv('PORT', 'x')
    vi.stubEnv('AUTH_SECRET', 'hunter2')
    expect(settings).toThrow(/^AUTH_SECRET .*\nPORT .*$/)
    expect(settings).not.toThrow(/hunter2/)
  })
})

test('the logger outlives a wrong level', () => {
  vi.stubEnv('LOG_LEVEL', 'loud')
  expect(logLevelSet()).toBe('info')
})
