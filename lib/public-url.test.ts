import { expect, test } from 'vitest'
import { publicUrl } from '@/lib/public-url'

test.each<[string, Partial<Parameters<typeof publicUrl>[0]>]>([
  ['https://accounts.example.com', { APP_URL: 'https://accounts.example.com', HOST: '0.0.0.0' }],
  ['http://localhost:3000', {}],
  ['http://localhost:8080', { HOST: '0.0.0.0', PORT: 8080 }],
  ['http://localhost:3000', { HOST: '::' }],
  ['http://192.0.2.7:3000', { HOST: '192.0.2.7' }],
  ['http://[2001:db8::7]:3000', { HOST: '2001:db8::7' }],
])('the console is opened at %s with %o', (url, changed) => {
  expect(publicUrl({ HOST: '127.0.0.1', PORT: 3000, ...changed })).toBe(url)
})
