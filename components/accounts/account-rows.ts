import { writtenDay, writtenNumber } from '@/components/ui/formats'
import type { AccountView } from '@/lib/accounts/view'

/** What the list shows of an account, written in the reader's language. */
export type AccountRow = ReturnType<typeof accountRow>

export function accountRow(account: AccountView, locale: string) {
  const { id, name, description, externalId, defaultAccount, userCount, createdAt } = account
  return {
    ...{ id, name, description, externalId, defaultAccount },
    users: writtenNumber(userCount, locale),
    created: createdAt.toISOString(),
    day: writtenDay(createdAt, locale),
  }
}
