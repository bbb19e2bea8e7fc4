import 'server-only'
import type { Origin } from '@/lib/auth/actor'
import { log } from '@/lib/log'
import { processSingleton } from '@/lib/process-singleton'

export type DenialKind = keyof typeof limits

const MINUTE_MS = 60_000

const limits = {
  denied: { max: 30, ms: MINUTE_MS },
  'wrong-password': { max: 10, ms: MINUTE_MS },
  // Attempts beyond a rate limit say nothing new until it has passed.
  'rate-limited': { max: 1, ms: 15 * MINUTE_MS },
}

type Author = { organizationId: number; userId: number | null; origin: Origin }
type Denial = { operation: string; kind: DenialKind }
type Period = { requestIds: Set<string>; suppressed: number }

const periods = processSingleton('denial-limits', () => new Map<string, Period>())

/**
 * Whether a denial goes into the audit log: the first of a request, and at most 30 per person and
 * minute. Anyone can be denied any number of times, so otherwise anyone could fill the log and keep
 * its head locked. The application log has the number of the others.
 */
export function admitDenial(author: Author, { operation, kind }: Denial): boolean {
  const { organizationId, userId, origin } = author
  // Strangers who guess passwords don't use up what is written about the person.
  const scope = kind === 'denied' ? kind : `${kind}:${operation}`
  const key = `${organizationId}:${userId}:${scope}`
  const period = periods.get(key) ?? startPeriod(key, { organizationId, userId, kind })
  if (period.requestIds.has(origin.requestId)) return false
  if (period.requestIds.size >= limits[kind].max) {
    period.suppressed += 1
    return false
  }
  period.requestIds.add(origin.requestId)
  return true
}

type Subject = Omit<Author, 'origin'> & { kind: DenialKind }

function startPeriod(key: string, subject: Subject): Period {
  const period: Period = { requestIds: new Set(), suppressed: 0 }
  periods.set(key, period)
  const end = () => {
    periods.delete(key)
    const { suppressed } = period
    if (suppressed > 0) log.warn({ ...subject, suppressed }, 'denials are not in the audit log')
  }
  setTimeout(end, limits[subject.kind].ms).unref()
  return period
}
