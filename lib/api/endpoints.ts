import { accountEndpoints } from '@/lib/api/account-endpoints'
import { organizationEndpoints } from '@/lib/api/organization-endpoints'
import { userEndpoints } from '@/lib/api/user-endpoints'
import type { Endpoints } from '@/lib/transport/find-endpoint'

export const endpoints: Endpoints = {
  ...accountEndpoints,
  ...userEndpoints,
  ...organizationEndpoints,
}
