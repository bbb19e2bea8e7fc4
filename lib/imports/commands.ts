import 'server-only'
import { accountNotFound, lockAccount } from '@/lib/accounts/records'
import { requireRecentAuthentication } from '@/lib/authorize'
import { AppError } from '@/lib/errors'
import { accountImporter } from '@/lib/imports/account-importer'
import { createImport, readImport } from '@/lib/imports/create-import'
import { processBatch } from '@/lib/imports/process-batch'
import { importAccountsSchema, importUsersSchema } from '@/lib/imports/schema'
import { userImporter } from '@/lib/imports/user-importer'
import { userUpdates } from '@/lib/imports/user-updates'
import { whyNotConfirmable } from '@/lib/jobs/policy'
import { jobNotFound, lockJob } from '@/lib/jobs/records'
import { jobKeySchema } from '@/lib/jobs/schema'
import { isImport } from '@/lib/jobs/view'
import { command } from '@/lib/operation'

export const importAccounts = command({
  name: 'accounts.import',
  permission: 'accounts:write',
  input: importAccountsSchema,
  prepare: ({ actor, db, input }) => readImport({ actor, db }, 'accounts.import', input.content),
  run({ actor, db, input, prepared, audit }): Promise<{ id: number }> {
    const { rows, ...columns } = prepared
    const parameters = { file: cleanFileName(input.file), ...columns }
    return createImport({ actor, db, audit }, rows, { kind: 'accounts.import', parameters })
  },
})

export const importUsers = command({
  name: 'users.import',
  permission: 'users:write',
  input: importUsersSchema,
  target: ({ accountId: id }) => ({ type: 'account', id }),
  prepare: ({ actor, db, input: { mode, content } }) =>
    readImport({ actor, db }, mode === 'add' ? 'users.import' : 'users.update', content),
  async run({ actor, db, input, prepared, audit }): Promise<{ id: number }> {
    const { accountId, mode } = input
    const account = await lockAccount(db, actor, accountId)
    if (!account.active) throw accountNotFound()
    const { rows, ...columns } = prepared
    const parameters = { file: cleanFileName(input.file), ...columns, accountId, mode }
    return createImport({ actor, db, audit }, rows, { kind: 'users.import', parameters })
  },
})

/** Starts to import a file that was checked, as the person who confirms it. */
export const confirmImport = command({
  name: 'imports.confirm',
  permission: 'jobs:write',
  recentAuthentication: 'for-some-changes',
  input: jobKeySchema,
  target: ({ id }) => ({ type: 'job', id }),
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const job = await lockJob(db, actor, input.id)
    if (!isImport(job)) throw jobNotFound()
    const reason = whyNotConfirmable(job)
    if (reason) throw new AppError('conflict', reason)
    const { id, kind } = job
    // A file of users can give them the Account Admin role.
    if (kind === 'users.import') requireRecentAuthentication(actor)
    await db.$executeRaw`
      UPDATE jobs SET state = 'running', last_row = 0, processed = rejected, result = NULL,
             user_id = ${actor.userId},
             email = ${actor.email}, address = ${actor.origin.address}, updated_at = now()
       WHERE id = ${id}`
    audit({ target: { type: 'job', id }, detail: { kind } })
    return { id }
  },
})

export const importAccountsBatch = processBatch(accountImporter, 'accounts:write')
export const importUsersBatch = processBatch(userImporter, 'users:write', userUpdates)

function cleanFileName(name: string): string {
  const visible = name.toWellFormed().replace(/\p{C}/gu, '')
  const lastPart = visible.split(/[\\/]/).at(-1) ?? ''
  return lastPart.slice(0, 100).toWellFormed() || 'file.csv'
}
