import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readLogLevel, readSettings } from '@/lib/env'

const names = [
  'DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'AUTH_SECRET',
  'AUTH_SECRET_PREVIOUS',
  'AUDIT_SECRET',
  'AUDIT_SECRET_PREVIOUS',
  'APP_URL',
  'CORS_ORIGINS',
  'HOST',
  'PORT',
  'TRUST_PROXY',
  'LOG_LEVEL',
  'DATA_DIR',
  'API_CALLS_PER_MINUTE',
  'SMTP_URL',
  'MAIL_FROM',
  'PRIVATE_PROVIDER_HOSTS',
  'DNS_SERVERS',
  'SESSION_IDLE_MINUTES',
  'SESSION_ABSOLUTE_HOURS',
  'AUDIT_RETENTION_DAYS',
]

beforeEach(() => {
  for (const name of names) vi.stubEnv(name, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const rejected: { [name: string]: string[] } = {
  PORT: ['0', '65536', '-1', '3000.5', '0x50', '1e3', 'abc', ' 80'],
  TRUST_PROXY: ['true', 'yes', '-1', '1.5', 'NaN', '1,2', '127.0.0.1'],
  APP_URL: ['ftp://example.com', 'example.com', 'https://a.example/console'],
  CORS_ORIGINS: [
    '*',
    'null',
    'https://*.example.com',
    'app.example.com',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://App.example.com',
    'https://app.example.com:443',
    'https://user@app.example.com',
    'ftp://app.example.com',
    'https://a.example https://b.example',
    'https://a.example,',
    ',',
  ],
  DATABASE_URL: ['mysql://role@host/db', 'host', 'postgresql://host/db'],
  MIGRATE_DATABASE_URL: ['host/db'],
  AUTH_SECRET: ['short', 'changemechangeme', 'a'.repeat(64)],
  AUDIT_SECRET: ['short'],
  AUTH_SECRET_PREVIOUS: [','],
  AUDIT_SECRET_PREVIOUS: [',', 'one,,two'],
  LOG_LEVEL: ['loud', 'INFO'],
  API_CALLS_PER_MINUTE: ['0', 'many'],
  HOST: ['a b'],
  SESSION_IDLE_MINUTES: ['0', '721', '30 min'],
  SESSION_ABSOLUTE_HOURS: ['0', '721', '1.5'],
  AUDIT_RETENTION_DAYS: ['29', '36501', 'never'],
  PRIVATE_PROVIDER_HOSTS: ['https://login.example.com', 'a b', 'Login.example.com', ','],
  DNS_SERVERS: ['dns.example.com', '192.0.2', '192.0.2.53,', '192.0.2.53:x'],
  SMTP_URL: [
    'mail.example.com',
    'https://mail.example.com',
    'smtp://',
    'smtp://user@mail.example.com',
    'smtp://user:100%@mail.example.com',
    'smtp://user:%ff@mail.example.com',
    'smtp://mail.example.com/path',
    'smtp://mail.example.com?disableFileAccess=false',
    'smtps://mail.example.com?requireTLS=false',
  ],
  MAIL_FROM: [
    'accounts',
    'Accounts',
    'Accounts accounts@example.com',
    'a@example.com, b@example.com',
    'Accounts <accounts@example.com',
    'Accounts\n <accounts@example.com>',
  ],
}

describe('settings', () => {
  test('have the documented defaults when unset or empty', () => {
    expect(readSettings()).toEqual({
      HOST: '127.0.0.1',
      PORT: 3000,
      SESSION_IDLE_MINUTES: 30,
      SESSION_ABSOLUTE_HOURS: 12,
      TRUST_PROXY: 0,
      LOG_LEVEL: 'info',
      DATA_DIR: '.data',
      API_CALLS_PER_MINUTE: 6_000,
      PRIVATE_PROVIDER_HOSTS: [],
      AUTH_SECRET_PREVIOUS: [],
      AUDIT_SECRET_PREVIOUS: [],
    })
  })

  test.each([
    ['PORT', '65535', 65_535],
    ['TRUST_PROXY', '2', 2],
    ['APP_URL', 'https://accounts.example.com/', 'https://accounts.example.com'],
    ['HOST', '::1', '::1'],
    ['DATABASE_URL', 'postgresql://role@host/db', 'postgresql://role@host/db'],
    ['API_CALLS_PER_MINUTE', '1', 1],
    ['PRIVATE_PROVIDER_HOSTS', 'login.internal, 10.0.0.5', ['login.internal', '10.0.0.5']],
    ['DNS_SERVERS', '192.0.2.53:5353,[::1]:53', ['192.0.2.53:5353', '[::1]:53']],
    ['AUDIT_SECRET_PREVIOUS', 'older, weak', ['older', 'weak']],
    ['CORS_ORIGINS', 'https://a.example', ['https://a.example']],
    [
      'CORS_ORIGINS',
      'https://a.example, http://localhost:5173',
      ['https://a.example', 'http://localhost:5173'],
    ],
  ])('accept %s=%s', (name, value, parsed) => {
    vi.stubEnv(name, value)
    expect(readSettings()).toMatchObject({ [name]: parsed })
  })

  test.each(
    Object.entries(rejected).flatMap(([name, values]) => values.map((value) => ({ name, value }))),
  )('reject $name=$value with a message that names the variable', ({ name, value }) => {
    vi.stubEnv(name, value)
    expect(readSettings).toThrow(new RegExp(`^${name} must be [^\n]*$`))
  })

  test.each([
    ['smtp://localhost:1025'],
    ['smtp://relay.example.com?requireTLS=false'],
    ['smtps://user%40example.com:p%40ss@mail.example.com:465'],
  ])('accept SMTP_URL=%s', (value) => {
    vi.stubEnv('SMTP_URL', value)
    vi.stubEnv('MAIL_FROM', 'accounts@example.com')
    expect(readSettings()).toMatchObject({ SMTP_URL: value })
  })

  test.each([
    ['accounts@example.com', { name: '', address: 'accounts@example.com' }],
    ['Accounts <accounts@example.com>', { name: 'Accounts', address: 'accounts@example.com' }],
    ['"Acme, Inc." <a@example.com>', { name: 'Acme, Inc.', address: 'a@example.com' }],
  ])('accept MAIL_FROM=%s', (value, parsed) => {
    vi.stubEnv('SMTP_URL', 'smtp://localhost:1025')
    vi.stubEnv('MAIL_FROM', value)
    expect(readSettings()).toMatchObject({ MAIL_FROM: parsed })
  })

  test.each([
    ['SMTP_URL', 'smtp://localhost', 'MAIL_FROM'],
    ['MAIL_FROM', 'accounts@example.com', 'SMTP_URL'],
  ])('with %s alone say that mail needs both', (present, value, missing) => {
    vi.stubEnv(present, value)
    expect(readSettings).toThrow(`${missing} must be set too, because ${present} is`)
  })

  test('report every wrong variable without repeating a secret', () => {
    vi.stubEnv('PORT', 'x')
    vi.stubEnv('AUTH_SECRET', 'hunter2')
    expect(readSettings).toThrow(/^AUTH_SECRET .*\nPORT .*$/)
    expect(readSettings).not.toThrow(/hunter2/)
  })
})

test('a wrong log level does not stop the logger', () => {
  vi.stubEnv('LOG_LEVEL', 'loud')
  expect(readLogLevel()).toBe('info')
})
