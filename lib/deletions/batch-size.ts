import 'server-only'

export const MAX_BATCH_ACCOUNTS = 500
const MAX_BATCH_USERS = 20_000

/** Limits a batch by the users of its accounts; at least one account is always taken. */
export function limitByUsers<A>(accounts: A[], countUsers: (account: A) => number): A[] {
  let users = 0
  return accounts.filter((account, index) => {
    users += countUsers(account)
    return index === 0 || users <= MAX_BATCH_USERS
  })
}
