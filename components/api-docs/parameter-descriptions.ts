const parameterDescriptions = new Map([
  ['id', 'The ID of the account.'],
  ['idOrEmail', 'The ID or email address of the user.'],
  ['key', 'The key of the role: `org-admin` or `admin`.'],
  ['If-Match', 'The `ETag` that you read. The request fails with 412 if it is outdated.'],
  ['Idempotency-Key', 'A unique key of 1 to 200 visible ASCII characters. Makes retries safe.'],
  ['ETag', 'The version of the record. Send it as `If-Match` when you change the record.'],
])

export function describeParameter(name: string): string {
  return parameterDescriptions.get(name) ?? ''
}
