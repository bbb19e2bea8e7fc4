import type pg from 'pg'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { type PrismaClient, Prisma as SQL } from '@/lib/db/generated/client'
import { statementName } from '@/lib/db/statement-names'

// Read in @prisma/client 7.10.0.
// A raw query takes twice as long through Prisma as straight through the pool. A client extension
// cannot replace `$queryRaw`, because Prisma hands its extensions to every transaction as well, and
// there a query must use the transaction's own connection. So this is a proxy: `$transaction` runs
// on the client behind it and never sees the replacement.

type Template = Parameters<typeof SQL.sql>

/**
 * The client, with raw queries outside transactions sent straight to the pool. Their errors are
 * mapped here, because a download reads after its operation has returned.
 */
export function withDirectReads(prisma: PrismaClient, pool: pg.Pool): PrismaClient {
  const read = async (...query: Template | [SQL.Sql]): Promise<unknown> => {
    const { text, values } = isTemplate(query) ? SQL.sql(...query) : query[0]
    const name = statementName({ sql: text })
    const run = () => pool.query({ ...(name ? { name } : {}), text, values })
    const { rows } = await mapDatabaseErrors(run)
    return rows
  }
  return new Proxy(prisma, {
    get(client, key) {
      if (key === '$queryRaw') return read
      const value: unknown = Reflect.get(client, key)
      return typeof value === 'function' ? value.bind(client) : value
    },
  })
}

function isTemplate(query: Template | [SQL.Sql]): query is Template {
  return 'raw' in query[0]
}
