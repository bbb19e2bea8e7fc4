import { StatusPill } from '@/components/ui/status'
import { type UserStatus as Status, statusNames } from '@/lib/users/view'

const tones = {
  active: 'ok',
  inactive: 'neutral',
  invited: 'neutral',
  'no-password': 'warn',
  locked: 'warn',
} as const

export function UserStatus({ status }: { status: Status }) {
  // Who must choose a password can sign in.
  const shown = status === 'must-choose-password' ? 'active' : status
  return (
    <>
      <StatusPill tone={tones[shown]}>{statusNames[shown]}</StatusPill>
      {shown !== status && (
        <span className="ms-2 text-help text-text-2 tabular:in-[td]:ms-0 tabular:in-[td]:block">
          {statusNames[status]}
        </span>
      )}
    </>
  )
}
