import { archiveOldRows, isArchived } from '@/lib/activity/archive-log'
import { organizationsToArchive } from '@/lib/activity/old-rows'
import type { Origin } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { commandOrigin, readOptions, runCommand } from '@/scripts/command-line'

const usage = 'Usage: AUDIT_RETENTION_DAYS=… npm run audit:archive'
readOptions(usage, {})

async function archive(origin: Origin, organizationId: number, days: number): Promise<void> {
  const next = () => archiveOldRows(origin, organizationId, { days })
  let result = await next()
  for (; isArchived(result); result = await next()) {
    const { entries, file } = result
    process.stdout.write(`Organization ${organizationId}: ${entries} rows moved to ${file}.\n`)
  }
  if (result === 'busy')
    throw new AppError('conflict', 'Another process moves old rows. Try again.')
}

await runCommand(
  usage,
  () => commandOrigin('audit:archive'),
  async (origin) => {
    const days = env().AUDIT_RETENTION_DAYS
    if (days === undefined) throw new AppError('invalid', 'AUDIT_RETENTION_DAYS is not set.')
    for (const organizationId of await organizationsToArchive(database(), days)) {
      await archive(origin, organizationId, days).catch((error: unknown) => {
        process.exitCode = 1
        process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
      })
    }
    if (process.exitCode === 1) return
    process.stdout.write(`Rows older than ${days} days are in files.\n`)
  },
)
