import { beforeAll, expect, test, vi } from 'vitest'
import { signHead, signRow } from '@/lib/activity/audit-chain'
import { type AuditEntry, writeAudit } from '@/lib/activity/audit-log'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { updateOrganization } from '@/lib/organization/commands'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
})

const entry: AuditEntry = { operation: 'accounts.update', outcome: 'done' }
const append = (entries = [entry], write = writeAudit) =>
  transaction((db) => write(db, home.admin, entries, new Date()))

/** The log as it is stored, with every signature checked. */
async function verifiedLog() {
  const { organizationId } = home
  const secret = env().AUDIT_SECRET
  const rows = await database().auditEvent.findMany({
    where: { organizationId },
    orderBy: { seq: 'asc' },
  })
  let previous = ''
  for (const [index, { mac, ...row }] of rows.entries()) {
    expect(row.seq).toBe(index + 1)
    expect(mac).toBe(signRow(secret, row, previous))
    previous = mac
  }
  const head = await database().auditHead.findUniqueOrThrow({ where: { organizationId } })
  expect(head.seq).toBe(rows.length)
  expect(head.seal).toBe(signHead(secret, organizationId, { seq: rows.length, mac: previous }))
  return rows
}

/** The module as another process would load it, with heads of its own. */
async function otherProcess() {
  vi.resetModules()
  Reflect.deleteProperty(globalThis, Symbol.for('accounts-console.audit-heads'))
  return import('@/lib/activity/audit-log')
}

test('appends the rows of a command in one statement', async () => {
  await append()
  const before = await verifiedLog()
  const statements = await statementsOf(() => updateOrganization(home.admin, { name: 'Renamed' }))
  const texts = statements.map(({ text }) => text)
  expect(texts.filter((text) => text.includes('audit_'))).toEqual([
    expect.stringContaining('INSERT INTO audit_events'),
  ])
  expect(texts.at(-1)).toBe('COMMIT')
  expect(await verifiedLog()).toHaveLength(before.length + 1)
})

test('reads the head again after a rollback', async () => {
  await append()
  const before = await verifiedLog()
  const rolledBack = transaction(async (db) => {
    await writeAudit(db, home.admin, [entry], new Date())
    throw new Error('rolled back')
  })
  await expect(rolledBack).rejects.toThrow('rolled back')
  await append()
  expect(await verifiedLog()).toHaveLength(before.length + 1)
})

test('stays unbroken when two processes append 50 commands at once, some rolled back', async () => {
  const before = await verifiedLog()
  const other = await otherProcess()
  const append = async (n: number): Promise<number> => {
    const write = n % 2 === 0 ? writeAudit : other.writeAudit
    const entries = n % 3 === 0 ? [entry, entry] : [entry]
    try {
      return await transaction(async (db) => {
        await write(db, home.admin, entries, new Date())
        if (n % 5 === 0) throw new Error('rolled back')
        return entries.length
      })
    } catch (error) {
      // On a busy machine some commands wait too long for a connection or the head.
      return error instanceof AppError ? append(n) : 0
    }
  }
  const written = await Promise.all(Array.from({ length: 50 }, (_, n) => append(n)))
  const total = written.reduce((sum, rows) => sum + rows, 0)
  expect(written.filter((rows) => rows > 0)).toHaveLength(40)
  expect(await verifiedLog()).toHaveLength(before.length + total)
}, 60_000)
