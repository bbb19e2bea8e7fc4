import { StatusPill } from '@/components/ui/status'
import { type UserStatus as Status, statusNames } from '@/lib/users/view'

const tones = {
  active: 'ok',
  inactive: 'neutral',
  invited: 'neutral',
  'no-password': 'warn',
  'must-choose-password': 'warn',
  locked: 'warn',
} as const

export function UserStatus({ status }: { status: Status }) {
  return <StatusPill tone={tones[status]}>{statusNames[status]}</StatusPill>
}
