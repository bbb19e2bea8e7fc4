import 'server-only'
import { randomBytes } from 'node:crypto'
import { hashToken } from '@/lib/auth/tokens'

const RECOVERY_CODES = 10

// Without characters that look alike: 32, so each holds 5 bits.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
// 120 bits: too many to guess, so a plain hash is enough.
const LENGTH = 24

export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
}

function newRecoveryCode(): string {
  const characters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return characters.join('').replace(/.{4}(?=.)/g, '$&-')
}

/** The form in which codes are stored. Spaces, hyphens and capitals don't matter. */
export function hashRecoveryCode(code: string): string {
  return hashToken(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
}
