import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { readTable } from '@/lib/imports/file'
import { accountImporter, lockedAccount, userImporter } from '@/lib/imports/importers'
import { processBatch } from '@/lib/imports/process-batch'
import type { Table } from '@/lib/imports/rows'
import { createImportSchema, type ImportKind, importWorkSchema } from '@/lib/imports/schema'
import { addJob, addRows } from '@/lib/jobs/progress'
import { command } from '@/lib/operation'

const OPEN_MAX = 5
const AT_ONCE = 1_000

/** Takes in a file with accounts, or with users of one account; it is checked before it is imported. */
export const createImport = command({
  name: 'imports.create',
  permission: 'accounts:write',
  input: createImportSchema,
  async prepare({ actor, db, input }): Promise<Table> {
    await requireRoom(db, actor, OPEN_MAX - 1)
    return readTable(kindOf(input), input.content)
  },
  async run({ actor, db, input, prepared, audit }): Promise<{ id: number }> {
    const { accountId, file } = input
    if (accountId) await lockedAccount(db, actor.organizationId, accountId)
    const { rows, ignored } = prepared
    const parameters = { file: fileName(file), ignored, ...(accountId ? { accountId } : {}) }
    const id = await addJob(db, actor, {
      kind: kindOf(input),
      state: 'checking',
      parameters,
      total: rows.length,
    })
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      await addRows(db, id, rows.slice(from, from + AT_ONCE))
    }
    // Files that are sent at the same moment pass one after the other, each when all of it is there.
    await db.$executeRaw`SELECT pg_advisory_xact_lock(4, ${actor.organizationId}::int)`
    await requireRoom(db, actor, OPEN_MAX)
    audit({ target: { type: 'job', id }, detail: { ...parameters, rows: rows.length } })
    return { id }
  },
})

/** Checks or imports the next accounts of a file; false when there is nothing to do. */
export const workOnAccountsImport = command({
  name: 'imports.workOnAccounts',
  permission: 'accounts:write',
  input: importWorkSchema,
  run: ({ actor, db, input, audit }) => processBatch(accountImporter, { actor, db, input, audit }),
})

/** The same for the users of one account. */
export const workOnUsersImport = command({
  name: 'imports.workOnUsers',
  permission: 'users:write',
  input: importWorkSchema,
  run: ({ actor, db, input, audit }) => processBatch(userImporter, { actor, db, input, audit }),
})

function kindOf({ accountId }: { accountId?: number | undefined }): ImportKind {
  return accountId === undefined ? 'accounts.import' : 'users.import'
}

async function requireRoom(db: Database, { organizationId }: Actor, most: number): Promise<void> {
  const open = await db.job.count({
    where: {
      organizationId,
      kind: { in: ['accounts.import', 'users.import'] },
      state: { in: ['checking', 'ready', 'running'] },
    },
  })
  if (open <= most) return
  const message = `${OPEN_MAX} imports are open. Finish or cancel one of them first.`
  throw new AppError('conflict', message)
}

function fileName(sent: string): string {
  const name = sent.toWellFormed().replace(/\p{C}/gu, '').split(/[\\/]/).at(-1) ?? ''
  return name.slice(0, 100).toWellFormed() || 'file.csv'
}
