import type { AccountListColumn } from '@/lib/list-settings/policy'

export const columnLabels: { [column in AccountListColumn]: string } = {
  description: 'Description',
  externalId: 'External ID',
  users: 'Users',
  activeUsers: 'Active users',
  lastActivity: 'Last activity',
  created: 'Created',
  updated: 'Updated',
}
