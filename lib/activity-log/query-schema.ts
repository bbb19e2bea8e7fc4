import { z } from 'zod'
import { id } from '@/lib/ids'
import { listParameters } from '@/lib/listing/schema'

const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'Must be a date or a time, such as 2026-01-31 or 2026-01-31T15:56:44.000Z.',
  })
  .optional()

/** The parameters of the audit log in the API. All of them apply. */
export const auditLogParameters = listParameters.pick({ pageSize: true, nextPage: true }).extend({
  where: z.string().default('').meta({
    description:
      "A CEQL condition, such as `operation = 'accounts.delete' AND timestamp >= '2026-01-31'`. An index finds each `id`, `request_id`, `user_id`, `account_id` and `target_id`, operations, outcomes and ranges of time, also joined by OR. Other conditions are compared entry by entry, which is refused if it takes too long.",
  }),
  from: moment.meta({ description: 'The first day in UTC, or the earliest time.' }),
  to: moment.meta({ description: 'The last day in UTC, or the latest time.' }),
  userId: id.optional().meta({ description: 'The ID of the user who did it.' }),
  accountId: id.optional().meta({ description: 'The ID of the account it was about.' }),
})

export const listAuditLogSchema = auditLogParameters.extend({
  /** Only sign-ins and what belongs to them. */
  authentication: z.boolean().default(false),
})

export type AuditLogParameters = z.output<typeof listAuditLogSchema>
