import 'server-only'
import type { Database } from '@/lib/db/sql'
import { whyRejected } from '@/lib/db/transaction'

type Outcome<T> = { applied: T[]; denied: { item: T; reason: string }[] }

/**
 * Applies a change to all items except those for which a rule of the database denies it. Someone may
 * have taken an email address, for example, since the batch looked for its owner. After a denial, each
 * half is tried on its own, so that the others are changed.
 */
export async function applyPermitted<T>(
  db: Database,
  items: T[],
  apply: (items: T[]) => Promise<unknown>,
): Promise<Outcome<T>> {
  if (items.length === 0) return { applied: [], denied: [] }
  const reason = await whyRejected(db, () => apply(items))
  if (reason === undefined) return { applied: items, denied: [] }
  if (items.length === 1) return { applied: [], denied: items.map((item) => ({ item, reason })) }
  const middle = Math.ceil(items.length / 2)
  const first = await applyPermitted(db, items.slice(0, middle), apply)
  const second = await applyPermitted(db, items.slice(middle), apply)
  return {
    applied: [...first.applied, ...second.applied],
    denied: [...first.denied, ...second.denied],
  }
}
