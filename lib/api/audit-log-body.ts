import { z } from 'zod'
import { describeEntry } from '@/lib/activity-log/columns'
import type { ActivityEntry } from '@/lib/activity-log/view'

// Cloud Elements names the fields of its audit logs in this style, and only these.
export const auditLogBody = z
  .strictObject({
    id: z.int().meta({ description: 'The number of the entry in the log.' }),
    timestamp: z.iso.datetime().meta({ example: '2026-03-03T14:32:00.000Z' }),
    message: z.string().meta({ example: 'Ada Probe deleted Acme; 12 users were deactivated.' }),
    operation: z.string().meta({ example: 'accounts.delete' }),
    outcome: z.string().meta({ description: '`done`, or `refused` if it was denied.' }),
    user_id: z.int().nullable().meta({ description: 'The user who did it.' }),
    user_email: z.string().meta({ description: 'Their email address at that time.' }),
    org_id: z.int(),
    account_id: z.int().nullable().meta({ description: 'The account that the entry is about.' }),
    target_type: z.string().nullable().meta({ example: 'account' }),
    target_id: z.int().nullable(),
    ip_address: z.string(),
    request_id: z.string(),
    detail: z.record(z.string(), z.unknown()).meta({
      description: 'The values `before` and `after`, or the `reason` of a denial.',
    }),
  })
  .meta({ id: 'AuditLog' })

export function presentAuditLog(entry: ActivityEntry): z.input<typeof auditLogBody> {
  return {
    id: entry.seq,
    timestamp: entry.at.toISOString(),
    message: describeEntry(entry),
    operation: entry.operation,
    outcome: entry.outcome,
    user_id: entry.actor?.id ?? null,
    user_email: entry.actorEmail,
    org_id: entry.organizationId,
    account_id: entry.account?.id ?? null,
    target_type: entry.targetType,
    target_id: entry.targetId,
    ip_address: entry.address,
    request_id: entry.requestId,
    detail: entry.detail,
  }
}
