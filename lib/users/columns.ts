import type { Columns } from '@/lib/columns'

const names = { firstName: 'text', lastName: 'text', email: 'text' } as const

/** What only the API and files show and change. */
export const contactColumns = {
  externalId: 'text',
  phone: 'text',
  street1: 'text',
  street2: 'text',
  city: 'text',
  stateProvince: 'text',
  postalCode: 'text',
  country: 'text',
} as const satisfies Columns

/** What the console shows. */
export const listedUserColumns = {
  id: 'int',
  accountId: 'int',
  ...names,
  orgAdmin: 'boolean',
  accountAdmin: 'boolean',
  active: 'boolean',
  version: 'int',
  lastLoginAt: 'timestamptz?',
  createdAt: 'timestamptz',
} as const satisfies Columns

/** All that is read of a user: neither their password nor their secret. */
export const userColumns = {
  ...listedUserColumns,
  mustChangePassword: 'boolean',
  ...contactColumns,
} as const satisfies Columns

/** The columns that users edit and that the audit log records. */
export const editableUserColumns = {
  ...names,
  orgAdmin: 'boolean',
  accountAdmin: 'boolean',
  active: 'boolean',
  ...contactColumns,
} as const satisfies Columns

/** What a file of users holds. */
export const userFileColumns = {
  ...names,
  accountAdmin: 'boolean',
  ...contactColumns,
} as const satisfies Columns
