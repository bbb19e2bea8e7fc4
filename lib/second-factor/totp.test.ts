import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { newRecoveryCodes } from '@/lib/second-factor/recovery-codes'
import { findTimeStep, newTotpSecret, setupUri } from '@/lib/second-factor/totp'

const { base32: secret } = Secret.fromUTF8('12345678901234567890')

// Appendix B of RFC 6238, whose codes have 8 digits: apps show the last 6.
test.each([
  [59, '94287082', 0x1],
  [1_111_111_109, '07081804', 0x23523ec],
  [1_111_111_111, '14050471', 0x23523ed],
  [1_234_567_890, '89005924', 0x273ef07],
  [2_000_000_000, '69279037', 0x3f940aa],
  [20_000_000_000, '65353130', 0x27bc86aa],
])('at second %i of RFC 6238 the code %s belongs to step %i', (seconds, code, step) => {
  expect(findTimeStep(secret, code.slice(2), seconds)).toBe(step)
})

test('a code works one step before and after its own, and no further', () => {
  const step = 0x23523ed
  const stepAt = (offset: number) => findTimeStep(secret, '050471', (step + offset) * 30)
  expect([-2, -1, 0, 1, 2].map(stepAt)).toEqual([undefined, step, step, step, undefined])
})

test.each(['050470', '14050471', '5471', '', 'abcdef'])('%s is a wrong code', (code) => {
  expect(findTimeStep(secret, code, 1_111_111_111)).toBeUndefined()
})

test('every secret is new and has 160 bits', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(newTotpSecret()).not.toBe(newTotpSecret())
})

test('the QR code names the organization and the user, whatever characters are in them', () => {
  const uri = setupUri(secret, { issuer: 'R&D: Ünit?', email: 'a+b@example.com' })
  const { protocol, host, pathname, searchParams } = new URL(uri)
  expect([protocol, host]).toEqual(['otpauth:', 'totp'])
  expect(decodeURIComponent(pathname)).toBe('/R&D  Ünit?:a+b@example.com')
  expect(searchParams.get('issuer')).toBe('R&D  Ünit?')
  expect(searchParams.get('secret')).toBe(secret)
})

test('ten recovery codes of 120 bits each are given out at a time', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([a-km-np-z2-9]{4}-){5}[a-km-np-z2-9]{4}$/)
})
