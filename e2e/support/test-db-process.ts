// Writes test data to the database of a running server. Playwright's workers cannot load the
// program's modules, so they call this process over its IPC channel.
import { randomUUID } from 'node:crypto'
import { closeDatabase, databasePool } from '@/lib/db/client'
import { openDatabase } from '@/lib/db/settings'
import * as make from '@/lib/testing/factories'

type Membership = { organizationId: number; accountId: number }
type Fields = Parameters<typeof make.user>[1]

const tasks = {
  async organization(name?: string) {
    const { admin, ...created } = await make.organization(name)
    const sessionToken = await make.createSession(created.userId)
    return { ...created, password: make.PASSWORD, firstName: admin.firstName, sessionToken }
  },
  async account(organizationId: number, fields: Parameters<typeof make.account>[1] = {}) {
    return make.account(organizationId, fields)
  },
  async user(membership: Membership, fields: Fields = {}) {
    const credentials = { passwordHash: await make.hashOfPassword(), secret: randomUUID() }
    const created = await make.user(membership, { ...credentials, ...fields })
    return { ...created, password: make.PASSWORD }
  },
  async session(userId: number) {
    return { sessionToken: await make.createSession(userId) }
  },
  async rows(sql: string, values: unknown[] = []) {
    // A client of its own, because queries straight to the pool have a short timeout.
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
    case 'session':
      return tasks.session(...call.values)
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
