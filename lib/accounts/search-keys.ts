import 'server-only'
import { normalizeForSearch } from '@/lib/normalize-for-search'

/** The columns that searches compare, to be written with the columns they are made from. */
export function searchKeys({ name, externalId }: { name: string; externalId: string }) {
  return { nameKey: normalizeForSearch(name), externalKey: normalizeForSearch(externalId) }
}
