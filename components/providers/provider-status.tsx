import { StatusPill } from '@/components/ui/status'
import type { ProviderView } from '@/lib/providers/view'

type Props = { provider: Pick<ProviderView, 'active' | 'required'> }

export function ProviderStatus({ provider: { active, required } }: Props) {
  if (!active) return <StatusPill tone="neutral">Inactive</StatusPill>
  return <StatusPill tone="ok">{required ? 'Required' : 'Active'}</StatusPill>
}
