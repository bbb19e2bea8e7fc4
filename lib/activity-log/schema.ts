/** The kinds of activity, by how the names of their operations begin. */
const activityKinds = {
  accounts: ['accounts', 'deletions'],
  users: ['users'],
  'sign-ins': ['session'],
  profile: ['profile'],
  settings: ['organization', 'providers', 'mail', 'audit', 'verifications', 'console'],
  jobs: ['imports', 'jobs'],
} as const

type ActivityKind = keyof typeof activityKinds

const kinds = ['accounts', 'users', 'sign-ins', 'profile', 'settings', 'jobs'] as const

/** The kind of an operation. Every operation of this version has one. */
export function kindOf(operation: string): ActivityKind | undefined {
  const [beginning] = operation.split('.')
  return kinds.find((kind) => activityKinds[kind].some((each) => each === beginning))
}
