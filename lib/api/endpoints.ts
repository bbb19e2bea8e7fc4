import { accountKeySchema } from '@/lib/accounts/schema'
import { accessEndpoints } from '@/lib/api/access-endpoints'
import { accountEndpoints } from '@/lib/api/account-endpoints'
import { auditLogEndpoints } from '@/lib/api/audit-log-endpoints'
import { linkEndpoints } from '@/lib/api/link-endpoints'
import { organizationEndpoints } from '@/lib/api/organization-endpoints'
import { policyEndpoints } from '@/lib/api/policy-endpoints'
import { userEndpoints } from '@/lib/api/user-endpoints'
import { id } from '@/lib/ids'
import { sessionId } from '@/lib/sessions/schema'
import type { Endpoints } from '@/lib/transport/find-endpoint'
import { requireValidKeys } from '@/lib/transport/path-keys'
import { userKeySchema } from '@/lib/users/schema'

const collections = {
  organizations: { key: id, notFound: 'Organization not found.' },
  accounts: { key: accountKeySchema.shape.id, notFound: 'Account not found.' },
  users: { key: userKeySchema.shape.id, notFound: 'User not found.' },
  sessions: { key: sessionId, notFound: 'Session not found.' },
}

export const endpoints: Endpoints = requireValidKeys(
  {
    ...accountEndpoints,
    ...userEndpoints,
    ...accessEndpoints,
    ...linkEndpoints,
    ...organizationEndpoints,
    ...auditLogEndpoints,
    ...policyEndpoints,
  },
  collections,
)
