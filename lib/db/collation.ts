import 'server-only'
import type pg from 'pg'

/**
 * Whether the database treats letters beyond ASCII as letters. With LC_CTYPE=C the trigram index
 * leaves them out, so a search for a Cyrillic name reads every row.
 */
export async function hasUnicodeCtype(connections: Pick<pg.Pool, 'query'>): Promise<boolean> {
  const { rows } = await connections.query(
    `SELECT datctype NOT IN ('C', 'POSIX') AS unicode FROM pg_database
      WHERE datname = current_database()`,
  )
  return rows[0]?.unicode === true
}
