import 'server-only'
import type { Database } from '@/lib/db/sql'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { OrganizationView, SessionLimits } from '@/lib/organization/view'
import { parsePasswordPolicy } from '@/lib/passwords/records'
import { secondFactorPolicySchema } from '@/lib/second-factor/schema'

/** The versions of the parts that have a form of their own. */
type PartVersion =
  | 'nameVersion'
  | 'passwordPolicyVersion'
  | 'sessionPolicyVersion'
  | 'secondFactorPolicyVersion'

const columns = {
  id: true,
  name: true,
  nameVersion: true,
  createdAt: true,
  version: true,
  passwordPolicy: true,
  passwordPolicyVersion: true,
  sessionIdleMinutes: true,
  sessionAbsoluteHours: true,
  sessionPolicyVersion: true,
  secondFactorPolicy: true,
  secondFactorGraceDays: true,
  secondFactorPolicyVersion: true,
} as const

export async function findOrganization(db: Database, id: number): Promise<OrganizationView> {
  const row = await db.organization.findUniqueOrThrow({ where: { id }, select: columns })
  const { sessionIdleMinutes, sessionAbsoluteHours, secondFactorGraceDays, ...fields } = row
  return {
    ...fields,
    passwordPolicy: parsePasswordPolicy(row.passwordPolicy),
    sessionPolicy: { idleMinutes: sessionIdleMinutes, absoluteHours: sessionAbsoluteHours },
    sessionLimits: sessionLimits(),
    secondFactorPolicy: secondFactorPolicySchema.parse({
      requirement: row.secondFactorPolicy,
      graceDays: secondFactorGraceDays,
    }),
  }
}

export function sessionLimits(): SessionLimits {
  const { SESSION_IDLE_MINUTES, SESSION_ABSOLUTE_HOURS } = env()
  return { idleMinutes: SESSION_IDLE_MINUTES, absoluteHours: SESSION_ABSOLUTE_HOURS }
}

/** How long sessions last: what the organization chose, or less if the server allows less. */
export async function readSessionLifetime(db: Database, id: number): Promise<SessionLimits> {
  const { sessionPolicy, sessionLimits: most } = await findOrganization(db, id)
  return {
    idleMinutes: Math.min(sessionPolicy.idleMinutes ?? Infinity, most.idleMinutes),
    absoluteHours: Math.min(sessionPolicy.absoluteHours ?? Infinity, most.absoluteHours),
  }
}

/** Locks and reads an organization, so that its settings change one command at a time. */
export async function lockOrganization(db: Database, id: number): Promise<OrganizationView> {
  await db.$executeRaw`SELECT 1 FROM organizations WHERE id = ${id} FOR NO KEY UPDATE`
  return findOrganization(db, id)
}

/** Rejects a form that was filled before someone else changed the same part. */
export function requireVersion(
  version: number | undefined,
  currentVersion: number,
  current: object,
): void {
  if (version === undefined || version === currentVersion) return
  const texts = Object.entries(current).map(([name, value]) => [name, String(value ?? '')])
  throw new AppError('stale', 'Someone else changed this while you were editing it.', {
    current: Object.fromEntries(texts),
    version: currentVersion,
  })
}

type Change = Parameters<Database['organization']['update']>[0]['data']

/** Returns the new version of the part. */
export async function saveOrganization(
  db: Database,
  before: OrganizationView,
  part: PartVersion,
  change: Change,
): Promise<number> {
  const version = before.version + 1
  const versions = { version, [part]: version }
  await db.organization.update({
    where: { id: before.id },
    data: { ...change, ...versions },
    select: { id: true },
  })
  return version
}
