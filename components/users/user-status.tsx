import { StatusPill } from '@/components/ui/status'
import { type UserStatus as Status, statusNames } from '@/lib/users/view'

const tones = {
  active: 'ok',
  inactive: 'neutral',
  invited: 'neutral',
  'no-password': 'warn',
  // They can sign in.
  'must-choose-password': 'ok',
  locked: 'warn',
} as const

export function UserStatus({ status }: { status: Status }) {
  const mustChoose = status === 'must-choose-password'
  const pill = (
    <StatusPill tone={tones[status]}>{statusNames[mustChoose ? 'active' : status]}</StatusPill>
  )
  if (!mustChoose) return pill
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      {pill}
      <span className="text-help text-text-2">{statusNames[status]}</span>
    </span>
  )
}
