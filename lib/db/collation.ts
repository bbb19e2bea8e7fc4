import 'server-only'
import type pg from 'pg'

/**
 * Whether the database knows letters beyond ASCII. To one that does not (its LC_CTYPE is C) they
 * are signs, which the index of parts of names leaves out: what is written in them is found by
 * reading every name.
 */
export async function hasUnicodeCtype(connections: Pick<pg.Pool, 'query'>): Promise<boolean> {
  const { rows } = await connections.query(
    `SELECT datctype NOT IN ('C', 'POSIX') AS known FROM pg_database WHERE datname = current_database()`,
  )
  return rows[0]?.known === true
}
