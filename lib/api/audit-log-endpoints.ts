import { listAuditLog } from '@/lib/activity-log/queries'
import { auditLogParameters } from '@/lib/activity-log/query-schema'
import { auditLogBody, presentAuditLog } from '@/lib/api/audit-log-body'
import { listEndpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'

const row = { schema: auditLogBody, present: presentAuditLog }

export const auditLogEndpoints: Endpoints = {
  '/audit-logs': {
    GET: listEndpoint({
      summary: 'List what happened in the organization',
      operation: listAuditLog,
      query: auditLogParameters,
      row,
    }),
  },
  '/audit-logs/authentication': {
    GET: listEndpoint({
      summary: 'List sign-ins and what belongs to them',
      operation: listAuditLog,
      query: auditLogParameters,
      input: ({ query }) => ({ ...query, authentication: true }),
      row,
    }),
  },
}
