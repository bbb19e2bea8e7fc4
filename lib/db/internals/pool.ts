import pg from 'pg'
import { plannerSettings } from '@/lib/db/planner-settings'
import { limitRead } from '@/lib/read-limit'

// Read in pg 8.23.1.
// A pool has one `query_timeout` for all its queries, and `pool.query` is the one place that only
// queries outside a transaction go through: a transaction checks out a client and queries that.

// A live server ends a statement at its own limit. The two client limits are for a server that no
// longer responds. Every request begins with a read outside a transaction, so it fails within three
// seconds then, while the statements of a transaction may use the whole server limit. `limitRead`
// shortens the limit of a read by the time that earlier reads of the same request took.
const STATEMENT_MS = 5_000
const IN_TRANSACTION_MS = 6_000
const SINGLE_QUERY_MS = 2_500

export function createPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    options: plannerSettings.map((setting) => `-c ${setting}`).join(' '),
    max: 20,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    query_timeout: IN_TRANSACTION_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
  })
  const query = pool.query.bind(pool)
  return Object.assign(pool, {
    query: (config: unknown, ...rest: unknown[]) =>
      limitRead(SINGLE_QUERY_MS, (ms) =>
        Reflect.apply(query, pool, [withTimeout(config, ms), ...rest]),
      ),
  })
}

function withTimeout(config: unknown, ms: number): unknown {
  if (typeof config === 'string') return { text: config, query_timeout: ms }
  if (typeof config !== 'object' || config === null || !('text' in config)) return config
  return { ...config, query_timeout: ms }
}
