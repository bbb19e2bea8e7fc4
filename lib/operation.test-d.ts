import { createAccount, updateAccount } from '@/lib/accounts/commands'
import { searchAccounts } from '@/lib/accounts/list'
import { getAccount } from '@/lib/accounts/queries'
import type { Actor } from '@/lib/auth/actor'
import { runQuery } from '@/lib/transport/page'

/** Calls that must not compile: `tsc` reports each directive that no longer finds an error. */
export const wrongInputs = (actor: Actor) => [
  createAccount(actor, { name: 'Acme' }),
  // @ts-expect-error A required field is missing.
  createAccount(actor, { description: 'Acme' }),
  // @ts-expect-error The input is missing.
  createAccount(actor),
  // @ts-expect-error The name of the field is misspelled.
  updateAccount(actor, { id: 1, nmae: 'Acme' }),
  // @ts-expect-error The field has another type.
  updateAccount(actor, { id: 1, active: 'yes' }),
  searchAccounts(actor),
  // @ts-expect-error The list cannot be sorted by this column.
  searchAccounts(actor, { sort: 'description' }),
  getAccount(actor, { id: '1' }),
  // @ts-expect-error An input from outside has to go through runUntrusted.
  getAccount(actor, JSON.parse('{}') as unknown),
  // @ts-expect-error A page names the fields of its query, too.
  runQuery(getAccount, { name: 'Acme' }),
]
