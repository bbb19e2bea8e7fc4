import { formatTime } from '@/components/ui/format'
import { type TimeProps, toTimeProps } from '@/components/ui/time'
import type { Reader } from '@/lib/reader'
import type { OpenLink } from '@/lib/users/view'

export type LinkTexts = { before: string; time: TimeProps; after: string; expired: boolean }

const names = { password: 'A reset link', invite: 'An invite' } as const

export function toLinkTexts(link: OpenLink, reader: Reader): LinkTexts {
  const { purpose, expiresAt, expired } = link
  return {
    before: `${names[purpose]} ${expired ? 'expired on' : 'works until'}`,
    time: toTimeProps(expiresAt, reader, formatTime),
    after: expired ? ' without being used.' : '.',
    expired,
  }
}
