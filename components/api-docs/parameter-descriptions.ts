const parameterDescriptions = new Map([
  ['accounts/{id}', 'The ID of the account.'],
  ['accounts/{accountId}', 'The ID of the account.'],
  ['organizations/{id}', 'The ID of your organization.'],
  ['users/{idOrEmail}', 'The ID or email address of the user.'],
  ['sessions/{sessionId}', 'The ID of the session, which it keeps until it ends.'],
  ['roles/{key}', 'The key of the role: `org-admin` or `admin`.'],
  ['If-Match', 'The `ETag` that you read. The request fails with 412 if it is outdated.'],
  ['Idempotency-Key', 'A unique key of 1 to 200 visible ASCII characters. Makes retries safe.'],
  ['ETag', 'The version of the record. Send it as `If-Match` when you change the record.'],
])

/** A parameter of the path means what the segment before it says. */
export function describeParameter(name: string, path: string): string {
  const segment = path.split('/').find((_, index, all) => all[index + 1] === `{${name}}`)
  return parameterDescriptions.get(segment ? `${segment}/{${name}}` : name) ?? ''
}
