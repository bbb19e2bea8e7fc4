import { expect, test } from 'vitest'
import { whyNoPasskeys } from '@/lib/passkey-url'

test.each([
  'https://accounts.example.com',
  'https://accounts.example.com:8443',
  'https://intranet',
  'https://1.example.com',
  'http://localhost:3000',
  'http://console.localhost:3000',
])('%s has passkeys', (url) => {
  expect(whyNoPasskeys(url)).toBeUndefined()
})

test.each([
  'http://127.0.0.1:3000',
  'https://127.0.0.1',
  'https://192.0.2.1:8443',
  'https://[2001:db8::1]',
  'http://[::1]:3000',
])('%s has none, because it is an IP address', (url) => {
  expect(whyNoPasskeys(url)).toMatch(/IP address/)
})

test.each(['http://accounts.example.com', 'http://localhost.example.com', 'http://intranet:3000'])(
  '%s has none, because it is not secure',
  (url) => {
    expect(whyNoPasskeys(url)).toMatch(/HTTPS/)
  },
)
