import { formatCount } from '@/components/ui/format'
import { type TimeProps, toTimeProps } from '@/components/ui/time'
import type { Reader } from '@/lib/reader'
import type { SecondFactorView } from '@/lib/second-factor/view'

export type FactorTexts = { since: TimeProps; recoveryCodes: string }

/** For client components, whose texts the server formats. */
export function toFactorTexts(factor: SecondFactorView, reader: Reader): FactorTexts {
  return {
    since: toTimeProps(factor.createdAt, reader),
    recoveryCodes: formatCount(factor.recoveryCodes, 'recovery code', reader.locale),
  }
}
