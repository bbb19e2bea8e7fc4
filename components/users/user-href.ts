/** The page of a user. */
export function userHref(user: { id: number; accountId: number }): string {
  return `/security/accounts/${user.accountId}/users/${user.id}`
}
