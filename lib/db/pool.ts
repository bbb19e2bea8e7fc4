import pg from 'pg'

// Of a statement that is alive, the server's own limit comes first; these two are for a server that
// says nothing at all. Every request begins with a read, so whoever asks a frozen database is told
// within three seconds, while a transaction's statements may take their time to the limit.
const STATEMENT_MS = 5_000
const IN_TRANSACTION_MS = 6_000
const ALONE_MS = 2_500

/** The connections of one process. */
export function poolOf(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 20,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    query_timeout: IN_TRANSACTION_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
  })
  const query = pool.query.bind(pool)
  // A transaction has a connection of its own; what is asked of the pool itself stands alone.
  return Object.assign(pool, {
    query: (asked: unknown, ...rest: unknown[]) =>
      Reflect.apply(query, pool, [withLimit(asked), ...rest]),
  })
}

function withLimit(asked: unknown): unknown {
  if (typeof asked === 'string') return { text: asked, query_timeout: ALONE_MS }
  if (typeof asked !== 'object' || asked === null || !('text' in asked)) return asked
  return { ...asked, query_timeout: ALONE_MS }
}
