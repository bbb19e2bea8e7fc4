import type { Columns } from '@/lib/columns'

/** What can change, what the audit log keeps of an account, and what a file of accounts holds. */
export const editableAccountColumns = {
  name: 'text',
  description: 'text',
  externalId: 'text',
} as const satisfies Columns

/** What the console and the API show. */
export const accountColumns = {
  id: 'int',
  organizationId: 'int',
  ...editableAccountColumns,
  defaultAccount: 'boolean',
  active: 'boolean',
  userCount: 'int',
  activeUserCount: 'int',
  version: 'int',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
} as const satisfies Columns

/** What a command needs to know besides. */
export const lockedAccountColumns = {
  ...accountColumns,
  accountAdmin: 'boolean',
  deactivationId: 'uuid?',
} as const satisfies Columns

/** What is read of a user's account along with the user. */
export const userAccountColumns = {
  name: 'text',
  active: 'boolean',
  defaultAccount: 'boolean',
  accountAdmin: 'boolean',
} as const satisfies Columns
