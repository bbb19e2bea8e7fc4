/** What the log calls the values of an entry, and what people read. Other names are spelled out. */
export const fieldLabels: { readonly [field: string]: string } = {
  externalId: 'External ID',
  email: 'Email address',
  orgAdmin: 'Org Admin',
  accountAdmin: 'Account Admin',
  mustChangePassword: 'Must choose a new password',
  accountId: 'Account ID',
  undoes: 'Undoes job',
  deletion: 'Undoes job',
  change: 'What changes',
  held: 'Has the role now',
  purpose: 'Link for',
  link: 'Link for',
  secretEnded: 'User Secret ended',
  previousUntil: 'The old secret works until',
  attempts: 'Wrong passwords',
  by: 'Verified by',
  removed: 'Removed domain',
  provider: 'Identity provider ID',
  providerId: 'Identity provider ID',
  outcome: 'Result',
  replaced: 'Replaced an earlier one',
  userAgent: 'Browser',
  permission: 'Missing permission',
  first: 'First entry',
  last: 'Last entry',
  minLength: 'Minimum length',
  minUppercase: 'Uppercase letters',
  minLowercase: 'Lowercase letters',
  minNumbers: 'Digits',
  minSymbols: 'Symbols',
  symbolCharacterSet: 'Allowed symbols',
  previousPasswordCount: 'Former passwords refused',
  expirationDays: 'Days until passwords expire',
  idleMinutes: 'Minutes without use',
  absoluteHours: 'Hours in total',
  requirement: 'Second factor',
  graceDays: 'Days to set it up',
  query: 'Conditions',
  q: 'Search',
  clientId: 'Client ID',
  emergencyUserId: 'Emergency administrator (user ID)',
}

/** Numbers of records, which have no separators. */
export const idFields: readonly string[] = [
  'id',
  'accountId',
  'job',
  'undoes',
  'deletion',
  'provider',
  'providerId',
  'emergencyUserId',
]

const links = { invite: 'A first password', password: 'A new password' }

export const valueLabels: {
  readonly [field: string]: { readonly [value: string]: string } | undefined
} = {
  role: { 'org-admin': 'Org Admin', admin: 'Account Admin' },
  purpose: links,
  link: links,
  change: {
    deactivate: 'Deactivate',
    reactivate: 'Reactivate',
    'require-password': 'Require a new password',
    'grant-admin': 'Give Account Admin',
    'revoke-admin': 'Remove Account Admin',
    'make-links': 'Make links',
    delete: 'Delete',
  },
  kind: {
    'accounts.import': 'Import of accounts',
    'users.import': 'Import of users',
    'accounts.delete': 'Deletion of accounts',
    'accounts.restore': 'Restoring accounts',
    'audit.verify': 'Verification',
  },
  mode: { add: 'Add only', update: 'Update only', both: 'Add and update' },
}
