import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getUserDetails } from '@/lib/access/queries'
import { listRecentChanges } from '@/lib/activity-log/queries'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'

const ROWS = 20_000
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
let home: Awaited<ReturnType<typeof make.organization>>

beforeAll(async () => {
  home = await make.organization()
  const { organizationId } = home
  await owner.connect()
  // Every second row is a sign-in, and most are of another user than the one that is looked at.
  await owner.query(
    `WITH head AS (
       UPDATE audit_heads SET seq = seq + $2, mac = repeat('0', 64)
        WHERE organization_id = $1 RETURNING organization_id, seq - $2 AS last)
     INSERT INTO audit_events (organization_id, seq, at, operation, outcome, target_type, target_id,
                               address, request_id, detail, mac)
     SELECT organization_id, last + n, now(),
            CASE n % 2 WHEN 0 THEN 'session.signIn' ELSE 'users.update' END, 'done', 'user',
            CASE WHEN n % 100 = 0 THEN $3 ELSE n END, '192.0.2.1', 'test', '{}', repeat('0', 64)
       FROM head, generate_series(1, $2::int) n`,
    [organizationId, ROWS, home.userId],
  )
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
