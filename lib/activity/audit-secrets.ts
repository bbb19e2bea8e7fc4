import 'server-only'
import { env } from '@/lib/env'

export function signingSecret(): string {
  return env().AUDIT_SECRET
}

/** The secrets that verify rows: the one that signs, then the earlier ones. */
export function verifyingSecrets(): string[] {
  return [signingSecret(), ...env().AUDIT_SECRET_PREVIOUS]
}
