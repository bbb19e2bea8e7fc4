import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getUserDetails } from '@/lib/access/queries'
import { listRecentChanges } from '@/lib/activity-log/queries'
import * as make from '@/lib/testing/factories'
import { addEntries } from '@/lib/testing/log-entries'
import { statementsOf } from '@/lib/testing/statements'

const ROWS = 20_000
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
let home: Awaited<ReturnType<typeof make.organization>>

beforeAll(async () => {
  home = await make.organization()
  await owner.connect()
  // Every second row is a sign-in, and most are of another user than the one that is looked at.
  await addEntries(owner, home.organizationId, {
    count: ROWS,
    columns: {
      at: 'now()',
      operation: "CASE n % 2 WHEN 0 THEN 'session.signIn' ELSE 'users.update' END",
      target_type: "'user'",
      target_id: `CASE WHEN n % 100 = 0 THEN ${home.userId} ELSE n END`,
    },
  })
  await owner.query('VACUUM ANALYZE audit_events')
}, 60_000)
afterAll(() => owner.end())

async function planOf({ text, values }: { text: string; values: unknown[] }): Promise<string> {
  const { rows } = await owner.query(`EXPLAIN ${text}`, values)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

test('the last sign-ins of a user are read from their index, whatever the log holds', async () => {
  const run = () => getUserDetails(home.admin, { id: home.userId })
  const statements = await statementsOf(run)
  const [statement] = statements.filter(({ text }) => text.includes('FROM audit_events'))
  if (!statement) throw new Error('Nobody read the audit log.')
  expect(await planOf(statement)).toContain('audit_events_sign_ins')
  expect((await run()).attempts).toHaveLength(5)
})

test('so are the last changes of a record', async () => {
  const [statement] = await statementsOf(() => listRecentChanges(home.admin, { user: home.userId }))
  if (!statement) throw new Error('Nobody read the audit log.')
  const plan = await planOf(statement)
  expect(plan).toContain('audit_events_by_target')
  expect(plan).not.toContain('Seq Scan on audit_events')
})
