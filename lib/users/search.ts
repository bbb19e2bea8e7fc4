import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import { normalizeEmail } from '@/lib/email'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { containsWord, idIn, searchWords } from '@/lib/search-words'
import { normalizeIdentifier } from '@/lib/text'

/**
 * Finds users `u` by words of the name and the email address, by ID or by external ID. Undefined
 * without a search.
 */
export function searchCondition(q: string): SQL.Sql | undefined {
  const text = normalizeForSearch(q)
  if (text === '') return undefined
  const key = SQL.sql`u.search_key`
  const words = searchWords(text)
  const conditions = [containsWord(key, text), SQL.sql`u.external_id = ${normalizeIdentifier(q)}`]
  if (words.length > 1) {
    const hasWords = words.map((word) => containsWord(key, word))
    conditions.push(SQL.join(hasWords, ' AND ', '(', ')'))
  }
  const id = idIn(text)
  if (id !== undefined) conditions.push(SQL.sql`u.id = ${id}::int`)
  return SQL.join(conditions, ' OR ', '(', ')')
}

/**
 * The same among all users of an organization. The address of one of them finds nobody else: looking
 * for it inside the addresses of a million others takes 80 ms.
 */
export async function searchOrganization(
  db: Database,
  organizationId: number,
  q: string,
): Promise<SQL.Sql | undefined> {
  if (!q.includes('@')) return searchCondition(q)
  const email = normalizeEmail(q)
  const owners = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM users WHERE organization_id = ${organizationId} AND email = ${email}`
  return owners.length > 0 ? SQL.sql`u.email = ${email}` : searchCondition(q)
}
