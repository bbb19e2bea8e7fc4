import 'server-only'
import { processSingleton } from '@/lib/process-singleton'
import { discover, type ProviderMetadata } from '@/lib/providers/discovery'

const LIFETIME_MS = 10 * 60_000
// Visitors start sign-ins, so they must not make this server call a provider at will.
const FAILURE_LIFETIME_MS = 5_000
const MAX_ENTRIES = 1_000

type Entry = { metadata: Promise<ProviderMetadata>; expiresAt: number }

const entries = processSingleton('provider-metadata', () => new Map<string, Entry>())

/** The same as `discover`, for up to ten minutes without asking the provider again. */
export function discoverCached(issuer: string): Promise<ProviderMetadata> {
  const known = entries.get(issuer)
  if (known && known.expiresAt > Date.now()) return known.metadata
  if (entries.size >= MAX_ENTRIES) entries.clear()
  const entry = { metadata: discover(issuer), expiresAt: Date.now() + LIFETIME_MS }
  entries.set(issuer, entry)
  entry.metadata.catch(() => {
    entry.expiresAt = Date.now() + FAILURE_LIFETIME_MS
  })
  return entry.metadata
}
