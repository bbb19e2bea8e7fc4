import { toTimeProps } from '@/components/ui/time'
import type { Reader } from '@/lib/reader'

type StoredSecret = { createdAt: Date | null }

/** Null without a secret, undefined if nobody recorded when it was created. */
export function secretCreated(secret: StoredSecret | null, reader: Reader) {
  if (secret === null) return null
  return secret.createdAt === null ? undefined : toTimeProps(secret.createdAt, reader)
}
