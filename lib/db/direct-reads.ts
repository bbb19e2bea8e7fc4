import type pg from 'pg'
import { type PrismaClient, Prisma as SQL } from '@/lib/db/generated/client'
import { statementName } from '@/lib/db/statement-names'

type Template = Parameters<typeof SQL.sql>

/**
 * The client, with raw queries that go straight to the connections: on the way through Prisma a
 * statement takes twice as long. Within a transaction nothing changes, for it has a client of its own,
 * which is made from the one given here.
 */
export function withDirectReads(prisma: PrismaClient, pool: pg.Pool): PrismaClient {
  const read = async (...asked: Template | [SQL.Sql]): Promise<unknown> => {
    const { text, values } = isTemplate(asked) ? SQL.sql(...asked) : asked[0]
    const name = statementName({ sql: text })
    const { rows } = await pool.query({ ...(name ? { name } : {}), text, values })
    return rows
  }
  return new Proxy(prisma, {
    get(client, key) {
      if (key === '$queryRaw') return read
      const known: unknown = Reflect.get(client, key)
      // Bound to the client itself, so that a transaction is made from that and not from this proxy.
      return typeof known === 'function' ? known.bind(client) : known
    },
  })
}

function isTemplate(asked: Template | [SQL.Sql]): asked is Template {
  return 'raw' in asked[0]
}
