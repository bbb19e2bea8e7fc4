import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Origin } from '@/lib/auth/actor'
import { closeDatabase } from '@/lib/db/client'
import { openDatabase } from '@/lib/db/settings'
import { readSettingsOrExit, SettingsError } from '@/lib/env'
import { AppError } from '@/lib/errors'

type Options = NonNullable<ParseArgsConfig['options']>
type Row = [key: string, label: string, value: string | number | undefined]

export function readOptions<T extends Options>(usage: string, options: T) {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    const [message = ''] = String(error instanceof Error ? error.message : error).split(/\.\s|\n/)
    process.stderr.write(`${message}.\n${usage}\n`)
    process.exit(1)
  }
}

// As shells report a program that a signal ended.
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }
const CLOSED_PIPE = 141

/** Runs a command after its input is checked, so that a typo never opens the database. */
export async function runCommand<T>(
  usage: string,
  check: () => T,
  run: (input: T) => Promise<void>,
): Promise<void> {
  readSettingsOrExit()
  const interruption = new AbortController()
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.once(signal, () => interruption.abort(code))
  }
  // The reader of a pipe, such as `head`, needs no more.
  process.stdout.on('error', () => interruption.abort(CLOSED_PIPE))
  try {
    const input = check()
    const { release } = await openDatabase(interruption.signal)
    try {
      await Promise.race([run(input), rejectOnAbort(interruption.signal)])
    } finally {
      if (!interruption.signal.aborted) await closeDatabase()
      await release()
    }
  } catch (error) {
    if (interruption.signal.aborted) process.exit(interruption.signal.reason)
    process.exitCode = 1
    process.stderr.write(`${errorLines(error, usage).join('\n')}\n`)
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

function errorLines(error: unknown, usage: string): string[] {
  if (error instanceof SettingsError) return [error.message]
  if (!(error instanceof AppError)) throw error
  const fields = Object.values(error.fields)
  return fields.length > 0 ? [...fields, usage] : [error.message]
}

export function commandOrigin(command: string): Origin {
  return { address: 'host', requestId: randomUUID(), userAgent: command }
}

export async function readPasswordFromStdin(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}

export function printResult(rows: Row[], { json, note }: { json: boolean; note: string }): void {
  const present = rows.filter(([, , value]) => value !== undefined)
  const width = Math.max(...present.map(([, label]) => label.length)) + 1
  const lines = present.map(([, label, value]) => `${label.padEnd(width)} ${value}`)
  const result = Object.fromEntries(present.map(([key, , value]) => [key, value]))
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n${note}\n`)
}
