import { Status, StatusPill } from '@/components/ui/status'

type Props = { user: { active: boolean; hasPassword: boolean; invited: boolean } }

/** An imported or invited user is active, but can't sign in before they have a password. */
export function UserStatus({ user }: Props) {
  if (!user.active || user.hasPassword) return <Status active={user.active} />
  if (user.invited) return <StatusPill tone="neutral">Invited</StatusPill>
  return <StatusPill tone="warn">No password yet</StatusPill>
}
