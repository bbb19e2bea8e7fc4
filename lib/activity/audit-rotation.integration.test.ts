import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { signHead } from '@/lib/activity/audit-chain'
import { writeAudit } from '@/lib/activity/audit-log'
import { verifyingSecrets } from '@/lib/activity/audit-secrets'
import { signWithNewSecret } from '@/lib/activity/rotate-secret'
import { verifyLog } from '@/lib/activity/verify-log'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import * as make from '@/lib/testing/factories'

const [first, second, third] = ['first-secret', 'second-secret', 'third-secret']
let home: Awaited<ReturnType<typeof make.organization>>

function useSecrets(current: string, previous: string[]) {
  Object.assign(env(), { AUDIT_SECRET: current, AUDIT_SECRET_PREVIOUS: previous })
}

const entry = { operation: 'accounts.update', outcome: 'done' as const }
const append = (count: number) =>
  transaction((db) =>
    writeAudit(
      db,
      home.admin,
      Array.from({ length: count }, () => entry),
    ),
  )
const verify = () => verifyLog(database(), verifyingSecrets(), home.organizationId)

beforeAll(async () => {
  useSecrets(first, [])
  home = await make.organization()
  await append(2_500)
})

test('a log of several batches is intact', async () => {
  expect(await verify()).toMatchObject({ head: { seq: 2_501 }, problem: null })
})

test('rows of earlier secrets stay intact when the secret changes twice', async () => {
  useSecrets(second, [first])
  expect(await verify()).toMatchObject({ problem: null, needsRotation: true })
  await append(1)
  expect(await verify()).toMatchObject({ problem: null, needsRotation: false })
  useSecrets(third, [second, first])
  await signWithNewSecret(home.organizationId, make.origin)
  expect(await verify()).toMatchObject({
    head: { seq: 2_503 },
    problem: null,
    needsRotation: false,
  })
})

test('without the earlier secret, the first row is reported', async () => {
  useSecrets(third, [])
  expect(await verify()).toMatchObject({
    head: { seq: 0 },
    problem: 'row 1 was changed, or was not signed with AUDIT_SECRET.',
  })
})

test('a shorter log that an earlier secret signed is not reported as intact', async () => {
  useSecrets(third, [second, first])
  const { organizationId } = home
  const seq = 2_501
  const { mac } = await database().auditEvent.findUniqueOrThrow({
    where: { organizationId_seq: { organizationId, seq } },
  })
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  await owner.query('SET session_replication_role = replica')
  await owner.query('DELETE FROM audit_events WHERE seq > $1', [seq])
  const seal = signHead(first, organizationId, { seq, mac })
  await owner.query('UPDATE audit_heads SET seq = $1, mac = $2, seal = $3', [seq, mac, seal])
  await owner.end()
  expect(await verify()).toMatchObject({ problem: null, needsRotation: true })
})
