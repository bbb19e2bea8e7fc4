import { database } from '@/lib/db/client'

/** The time columns, as `table.column`, with a value that is not of today by the clock of the database. */
export async function timesOfOtherDays(): Promise<string[]> {
  const columns = await database().$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'
       AND table_name <> '_prisma_migrations'`
  const found = await Promise.all(columns.map(isOfOtherDay))
  return columns.filter((_, index) => found[index]).map(({ table, column }) => `${table}.${column}`)
}

// An invite works for 7 days.
const daysAhead: { [table: string]: number } = { user_links: 7 }

async function isOfOtherDay({ table, column }: { table: string; column: string }) {
  const [row] = await database().$queryRawUnsafe<{ found: boolean }[]>(
    `SELECT EXISTS (SELECT FROM ${table}
                     WHERE abs(extract(epoch FROM ${column} - now())) > 86400 * ${daysAhead[table] ?? 1}) AS found`,
  )
  return row?.found
}
