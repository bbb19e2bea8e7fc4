// The floors of `lib`, from the ground up. A folder or file imports only from the floors below
// its own, so folders on the same floor don't import each other.

/** Values and types that run anywhere and import nothing but zod. */
const values = [
  'changes',
  'columns',
  'csv',
  'errors',
  'flag',
  'ids',
  'issue-message',
  'passkey-request',
  'passkey-url',
  'paths',
  'plural',
  'provider-error',
  'query-params',
  'random-secret',
  'reader',
  'search-letters',
  'single-keys',
  'smtp-settings',
  'taken',
  'text',
  'theme',
]

/** The same, made of the values above. */
const composedValues = ['email', 'form-state', 'normalize-for-search', 'search-text']

const nounFloors = [
  ['links', 'mail'],
  ['passkeys', 'passwords', 'roles'],
  ['accounts'],
  ['list-settings', 'users'],
  ['second-factor'],
  ['organization', 'user-list'],
  ['providers'],
  ['jobs', 'profile', 'sessions'],
  ['access', 'activity-log', 'deletions', 'imports', 'settings', 'user-jobs', 'verifications'],
]

const floors = [
  values,
  composedValues,
  [
    'background-loop',
    'process-singleton',
    'parse-input',
    'browser-name',
    'display-email',
    'event-loop',
    'setting-formats',
  ],
  ['env'],
  ['log', 'public-url', 'read-limit'],
  ['db'],
  ['search-words'],
  ['auth'],
  ['activity', 'ceql', 'health', 'idempotency'],
  ['authorize', 'listing'],
  ['run-command'],
  ['operation'],
  ...nounFloors,
  ['transport'],
  ['api', 'job-handlers'],
  ['startup'],
]

module.exports = { floors, nouns: nounFloors.flat(), values: [...values, ...composedValues] }
