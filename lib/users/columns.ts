import type { Columns } from '@/lib/columns'

const names = { firstName: 'text', lastName: 'text', email: 'text' } as const

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

export const editableUserColumns = {
  ...names,
  orgAdmin: 'boolean',
  accountAdmin: 'boolean',
  active: 'boolean',
  ...contactColumns,
} as const satisfies Columns

export const userFileColumns = {
  ...names,
  accountAdmin: 'boolean',
  ...contactColumns,
} as const satisfies Columns
