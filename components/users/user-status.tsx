import { Status, StatusPill } from '@/components/ui/status'

/** An imported user is active, but can't sign in before someone sets their password. */
export function UserStatus({ user }: { user: { active: boolean; hasPassword: boolean } }) {
  if (!user.active || user.hasPassword) return <Status active={user.active} />
  return <StatusPill tone="warn">No password yet</StatusPill>
}
