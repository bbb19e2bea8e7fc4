// Runs beside the server, in a process of its own: prepares in the database what a story starts
// from. Its parent asks over the channel between them.
import { hashPassword } from '@/lib/auth/password-hash'
import { closeDatabase, databasePool } from '@/lib/db/client'
import { openDatabase } from '@/lib/db/settings'
import * as make from '@/lib/testing/factories'

type Place = { organizationId: number; accountId: number }
type Fields = Parameters<typeof make.user>[1]

let passwordHash: Promise<string> | undefined

const tasks = {
  /** An organization with its default account and its administrator. */
  async organization(name?: string) {
    const { admin, ...made } = await make.organization(name)
    return { ...made, password: make.PASSWORD, firstName: admin.firstName }
  },
  async account(organizationId: number, fields: { name?: string; active?: boolean } = {}) {
    return make.account(organizationId, fields)
  },
  /** A user who can sign in. */
  async user(place: Place, fields: Fields = {}) {
    passwordHash ??= hashPassword(make.PASSWORD)
    const made = await make.user(place, { passwordHash: await passwordHash, ...fields })
    return { ...made, password: make.PASSWORD }
  },
  /** What the tables hold, asked in SQL. */
  async rows(sql: string, values: unknown[] = []) {
    // A connection of its own: what a story asks may take longer than what a page may.
    const client = await databasePool().connect()
    const { rows } = await client
      .query<Record<string, unknown>>(sql, values)
      .finally(() => client.release())
    return rows
  },
}

export type Tasks = typeof tasks
export type Call = {
  [K in keyof Tasks]: { id: number; name: K; values: Parameters<Tasks[K]> }
}[keyof Tasks]
export type Reply = { id: number; value?: unknown; error?: string }

function run(call: Call): Promise<unknown> {
  switch (call.name) {
    case 'organization':
      return tasks.organization(...call.values)
    case 'account':
      return tasks.account(...call.values)
    case 'user':
      return tasks.user(...call.values)
    case 'rows':
      return tasks.rows(...call.values)
  }
}

const { release } = await openDatabase()
process.on('disconnect', async () => {
  await closeDatabase()
  await release()
})
process.on('message', async (call: Call) => {
  const reply = await run(call).then(
    (value): Reply => ({ id: call.id, value }),
    (error: unknown): Reply => ({ id: call.id, error: String(error) }),
  )
  process.send?.(reply)
})
process.send?.({ id: 0 } satisfies Reply)
