const parameterDescriptions = new Map([
  ['id', 'The ID of the account.'],
  ['idOrEmail', 'The ID of the user, or their e-mail address.'],
  ['key', 'The key of the role: `org-admin` or `admin`.'],
  ['If-Match', 'The `ETag` that was read: change this version and no other.'],
  ['Idempotency-Key', '1 to 200 visible characters of your choice: makes a retry safe.'],
  ['ETag', 'The version, for `If-Match`.'],
])

/** What a parameter or a header means, where the document leaves it at the name. */
export function describeParameter(name: string): string {
  return parameterDescriptions.get(name) ?? ''
}
