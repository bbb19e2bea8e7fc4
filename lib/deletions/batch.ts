import 'server-only'

const USERS_AT_ONCE = 20_000

/** How many accounts one bit of work takes at most. */
export const MAX_BATCH_ACCOUNTS = 500

/** As many of these accounts as one bit of work can take with their users, but at least one. */
export function takeBatch<A>(accounts: A[], usersOf: (account: A) => number): A[] {
  let users = 0
  return accounts.filter((account, place) => {
    users += usersOf(account)
    return place === 0 || users <= USERS_AT_ONCE
  })
}
