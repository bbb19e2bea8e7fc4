import { accountNotFound } from '@/lib/accounts/records'
import { accountKeySchema } from '@/lib/accounts/schema'
import { accountEndpoints } from '@/lib/api/account-endpoints'
import { organizationEndpoints } from '@/lib/api/organization-endpoints'
import { userEndpoints } from '@/lib/api/user-endpoints'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/ids'
import type { Endpoints } from '@/lib/transport/find-endpoint'
import { requireValidKeys } from '@/lib/transport/path-keys'
import { userNotFound } from '@/lib/users/records'
import { userKeySchema } from '@/lib/users/schema'

const collections = {
  organizations: {
    key: id,
    notFound: () => new AppError('not-found', 'Organization not found.'),
  },
  accounts: { key: accountKeySchema.shape.id, notFound: accountNotFound },
  users: { key: userKeySchema.shape.id, notFound: userNotFound },
}

export const endpoints: Endpoints = requireValidKeys(
  { ...accountEndpoints, ...userEndpoints, ...organizationEndpoints },
  collections,
)
