import { verdictText } from '@/components/access/verdict-text'
import { Notice } from '@/components/ui/notice'
import { isAllowed, signInVerdict } from '@/lib/access/policy'
import type { SignInFacts } from '@/lib/access/view'
import type { Reader } from '@/lib/reader'

type Props = { facts: SignInFacts; reader: Reader }

export function Verdict({ facts, reader }: Props) {
  const verdict = signInVerdict(facts)
  return (
    <Notice tone={isAllowed(verdict) ? 'ok' : 'warn'}>
      <p className="font-medium">{verdictText(verdict, { facts, reader, now: new Date() })}</p>
    </Notice>
  )
}
