import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { writeAudit } from '@/lib/activity/audit-log'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import { updateOrganization } from '@/lib/organization/commands'
import * as make from '@/lib/testing/factories'
import { tamperings } from '@/lib/testing/tampering'

const ROWS = 12
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
const homes: Awaited<ReturnType<typeof make.organization>>[] = []

beforeAll(async () => {
  for (let count = 0; count < 2; count += 1) {
    const home = await make.organization()
    homes.push(home)
    const entries = Array.from({ length: ROWS - 1 }, (_, n) => ({
      operation: 'accounts.update',
      outcome: 'done' as const,
      detail: { n },
    }))
    await transaction((db) => writeAudit(db, home.admin, entries))
  }
  await owner.connect()
  await owner.query(`
    CREATE TABLE saved_events AS SELECT * FROM audit_events;
    CREATE TABLE saved_heads AS SELECT * FROM audit_heads;
    SET session_replication_role = replica`)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await owner.query(`
    TRUNCATE audit_events, audit_heads;
    INSERT INTO audit_events SELECT * FROM saved_events;
    INSERT INTO audit_heads SELECT * FROM saved_heads`)
})
afterAll(() => owner.end())

async function rename(organizationId: number): Promise<unknown> {
  const home = homes.find((candidate) => candidate.organizationId === organizationId)
  if (!home) throw new Error('no such organization')
  const name = `Renamed ${crypto.randomUUID()}`
  return updateOrganization(home.admin, { name }).then(
    () => 'renamed',
    (error: unknown) => error,
  )
}

const nameOf = (id: number) =>
  database().organization.findUniqueOrThrow({ where: { id }, select: { name: true } })

const length = { length: ROWS }
const logs = () => homes.map(({ organizationId }) => ({ organizationId, ...length }))

test('a command that finds its log damaged changes nothing, says so, and logs what to run', async () => {
  const errors = vi.spyOn(log, 'error').mockReturnValue()
  const [{ organizationId } = { organizationId: 0 }] = logs()
  await owner.query('DELETE FROM audit_events WHERE organization_id = $1 AND seq > 5', [
    organizationId,
  ])
  const before = await nameOf(organizationId)
  expect(await rename(organizationId)).toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('The audit log of your organization is damaged'),
  })
  expect(await nameOf(organizationId)).toEqual(before)
  expect(errors).toHaveBeenCalledWith(
    expect.anything(),
    expect.stringContaining('npm run audit:verify'),
  )
})

test.each(Array.from({ length: 40 }, (_, index) => index))(
  'after tampering %i a command works or finds the damage',
  async (index) => {
    vi.spyOn(log, 'error').mockReturnValue()
    const { organizationId, statements, name } = tamperings(logs(), 40, 13)[index] ?? {}
    for (const statement of statements ?? []) await owner.query(statement)
    const before = await nameOf(organizationId ?? 0)
    const outcome = await rename(organizationId ?? 0)
    if (outcome === 'renamed') return
    expect(outcome, name).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('is damaged'),
    })
    expect(await nameOf(organizationId ?? 0)).toEqual(before)
  },
)
