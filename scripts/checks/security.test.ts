import { expect, test } from 'vitest'
import { formatLimit } from '@/scripts/checks/security/format.mjs'
import { limitValue } from '@/scripts/checks/security/limits.mjs'

test.each([
  ['TICKET_SECONDS', 300, '5 minutes'],
  ['SESSION_ABSOLUTE_HOURS', 12, '12 hours'],
  ['TIMEOUT_MS', 2_500, '2.5 seconds'],
  ['SESSION_IDLE_MINUTES', 1, '1 minute'],
  ['BODY_LIMIT', 65_536, '64 KB'],
  ['MAX_FILE_MB', 25, '25 MB'],
  ['MAX_ROWS', 200_000, '200,000'],
  ['RETENTION', '30 days', '30 days'],
])('writes %s = %s as %s', (name, value, text) => {
  expect(formatLimit(name, value)).toBe(text)
})

test.each([
  ['lib/passwords/policy.ts', 'PASSWORD_MAX', '256'],
  ['server/limits.ts', 'UPLOAD_LIMIT', '26 MB'],
  ['lib/auth/password-hash.ts', 'memoryCost', '64 MiB'],
  ['lib/passwords/policy.ts', 'NO_SUCH_LIMIT', 'undefined'],
])('reads %s: %s', async (file, name, text) => {
  expect(await limitValue(file, name)).toBe(text)
})
