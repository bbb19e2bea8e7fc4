import 'server-only'
import type { ActivityEntry, ActivityTarget, NamedUser } from '@/lib/activity-log/view'
import { type Detail, isRecord, recordIn, textIn } from '@/lib/activity-log/wording'

export type EntryRow = {
  organizationId: number
  seq: number
  at: Date
  operation: string
  outcome: string
  detail: string
  address: string
  requestId: string
  actorId: number | null
  actorEmail: string | null
  targetType: string | null
  targetId: number | null
  accountId: number | null
  actorName: string | null
  actorAccountId: number | null
  actorDeletion: string | null
  targetName: string | null
  targetExists: boolean
  targetDeletion: string | null
  /** The target, if it is a user who still exists. */
  userId: number | null
  accountName: string | null
  accountActive: boolean | null
}

export function toEntry(row: EntryRow): ActivityEntry {
  const { organizationId, seq, at, operation, outcome, address, requestId } = row
  const { targetType, targetId } = row
  return {
    organizationId,
    seq,
    at,
    operation,
    outcome,
    detail: parseDetail(row.detail),
    address,
    requestId,
    actor: actorOf(row),
    actorEmail: row.actorEmail ?? '',
    target: targetOf(row),
    targetType,
    targetId,
    account: accountOf(row),
  }
}

function actorOf({ actorId, actorEmail, actorName, actorAccountId, actorDeletion }: EntryRow) {
  if (actorId === null && actorEmail === null) return null
  const name = actorName ?? nameIn(actorDeletion) ?? actorEmail ?? `user ${actorId}`
  const actor: NamedUser = { type: 'user', id: actorId, name, accountId: actorAccountId }
  return actor
}

function targetOf(row: EntryRow): ActivityTarget | undefined {
  const { targetType, targetId: id, targetName, targetExists: exists } = row
  if (targetType === null || id === null) return undefined
  const deletedName = nameIn(row.targetDeletion)
  switch (targetType) {
    case 'account':
      return accountOf(row)
    case 'user': {
      const hasPage = row.userId !== null && row.accountActive === true
      const name = targetName ?? deletedName ?? `user ${id}`
      return { type: 'user', id, name, accountId: hasPage ? row.accountId : null }
    }
    case 'organization':
      return { type: 'organization', id, name: 'the organization', exists: true }
    case 'provider': {
      const name = targetName ?? deletedName ?? `identity provider ${id}`
      return { type: 'provider', id, name, exists }
    }
    case 'job':
      return { type: 'job', id, name: `job ${id}`, exists }
    default:
      return { type: 'other', id, name: `${targetType} ${id}`, exists: false }
  }
}

function accountOf({ accountId: id, accountName, accountActive }: EntryRow) {
  if (id === null) return undefined
  const active = accountActive ?? false
  return { type: 'account' as const, id, name: accountName ?? `account ${id}`, active }
}

/** The name that a deleted user or provider had. */
function nameIn(deletion: string | null): string | undefined {
  if (deletion === null) return undefined
  const before = recordIn(parseDetail(deletion), 'before')
  const fullName = `${textIn(before, 'firstName')} ${textIn(before, 'lastName')}`.trim()
  return fullName || textIn(before, 'name') || textIn(before, 'email') || undefined
}

function parseDetail(text: string): Detail {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    // Another program wrote this row, and the verification of the log says so.
    return {}
  }
}
