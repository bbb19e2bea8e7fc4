import type { Columns } from '@/lib/columns'

/** The columns that users edit, that the audit log records and that a CSV file contains. */
export const editableAccountColumns = {
  name: 'text',
  description: 'text',
  externalId: 'text',
} as const satisfies Columns

export const accountColumns = {
  id: 'int',
  organizationId: 'int',
  ...editableAccountColumns,
  defaultAccount: 'boolean',
  active: 'boolean',
  userCount: 'int',
  activeUserCount: 'int',
  lastActivityAt: 'timestamptz?',
  version: 'int',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
} as const satisfies Columns

export const lockedAccountColumns = {
  ...accountColumns,
  accountAdmin: 'boolean',
  deactivationId: 'uuid?',
} as const satisfies Columns

/** The columns of an account that are read with each of its users. */
export const userAccountColumns = {
  name: 'text',
  active: 'boolean',
  defaultAccount: 'boolean',
  accountAdmin: 'boolean',
} as const satisfies Columns
