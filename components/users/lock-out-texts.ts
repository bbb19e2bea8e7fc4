import { formatCount, formatTime } from '@/components/ui/format'
import { type TimeProps, toTimeProps } from '@/components/ui/time'
import type { Reader } from '@/lib/reader'
import type { LockOut } from '@/lib/users/view'

export type LockOutTexts = {
  title: string
  /** How many wrong passwords there were. */
  attempts: string
  since: TimeProps | undefined
  /** When the user can sign in again; undefined if they have to be unlocked. */
  until: TimeProps | undefined
  networks: string
}

export function toLockOutTexts(lockOut: LockOut, reader: Reader): LockOutTexts {
  const { lockedAt, blockedUntil, firstAt, attempts, networks } = lockOut
  const time = (date: Date | null) => (date ? toTimeProps(date, reader, formatTime) : undefined)
  return {
    title: lockedAt ? 'Sign-in is locked' : 'Sign-in is paused',
    attempts: formatCount(attempts, 'wrong password', reader.locale),
    since: time(firstAt),
    until: lockedAt ? undefined : time(blockedUntil),
    networks: networks.join(', '),
  }
}
