import { createWriteStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { exportLogs } from '@/lib/activity/export-log'
import { database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readOptions, runCommand } from '@/scripts/command-line'

const usage = 'Usage: npm run audit:export -- [--output log.ndjson]'
const { output } = readOptions(usage, { output: { type: 'string' } })

function check(): string | undefined {
  if (output && existsSync(output)) throw new AppError('conflict', `${output} already exists.`)
  return output
}

await runCommand(usage, check, async (file) => {
  const log = exportLogs(database())
  // The log names people and their addresses.
  if (file) await pipeline(log, createWriteStream(file, { flags: 'wx', mode: 0o600 }))
  else await pipeline(log, process.stdout, { end: false })
})
