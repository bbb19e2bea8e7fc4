import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isRandomSecret } from '@/lib/random-secret'

const letters = 'abcdefghijklmnopqrstuvwxyz'

test.each([
  ['16 characters', 'q8Zt1LmX0vB7nRk2'],
  ['16 random bytes', randomBytes(16).toString('hex')],
  ['31 random bytes', randomBytes(31).toString('base64url')],
  ['a placeholder', 'changemechangeme'],
  ['a repeated placeholder', 'changeme'.repeat(8)],
  ['one letter', 'a'.repeat(16)],
  ['one letter in 64 places', 'a'.repeat(64)],
  ['zeros', '0'.repeat(64)],
  ['a repeated secret', randomBytes(16).toString('base64url').repeat(2)],
  ['repeated digits', '0123456789abcdef'.repeat(4)],
  ['the alphabet', `${letters}${letters.toUpperCase()}`],
  ['the alphabet backwards', [...`${letters}0123456789ABCDEFGHIJ`].reverse().join('')],
  ['a sentence about itself', 'this-is-the-very-long-secret-of-my-own-accounts-console-2026'],
])('%s is refused', (_, text) => {
  expect(isRandomSecret(text)).toBe(false)
})

test.each(['base64', 'base64url', 'hex'] as const)(
  '32 random bytes in %s are accepted',
  (encoding) => {
    const secrets = Array.from({ length: 2_000 }, () => randomBytes(32).toString(encoding))
    expect(secrets.filter((secret) => !isRandomSecret(secret))).toEqual([])
  },
)
