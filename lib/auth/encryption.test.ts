import { expect, test } from 'vitest'
import { decrypt, decryptWithAny, encrypt } from '@/lib/auth/encryption'

const secrets = ['a secret of this test', '5']
const encrypted = encrypt('second-factor', 'JBSWY3DPEHPK3PXP', secrets)

test('a text is decrypted with the secrets and for the purpose it was encrypted with', () => {
  expect(decrypt('second-factor', encrypted, secrets)).toBe('JBSWY3DPEHPK3PXP')
  expect(decryptWithAny('mail', encrypted, [secrets])).toBeUndefined()
  expect(decryptWithAny('second-factor', encrypted, [['another', '5']])).toBeUndefined()
})

test('a copy in a row of another owner is of no use', () => {
  expect(decryptWithAny('second-factor', encrypted, [['a secret of this test', '6']])).toBe(
    undefined,
  )
})

test('the same text is encrypted differently each time, and a changed byte is noticed', () => {
  expect(encrypt('second-factor', 'JBSWY3DPEHPK3PXP', secrets)).not.toEqual(encrypted)
  for (const index of encrypted.keys()) {
    const changed = encrypted.with(index, (encrypted[index] ?? 0) ^ 1)
    expect(decryptWithAny('second-factor', changed, [secrets])).toBeUndefined()
  }
})
