import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Origin } from '@/lib/auth/actor'
import { closeDatabase } from '@/lib/db/client'
import { openDatabase } from '@/lib/db/settings'
import { readSettingsOrExit, SettingsError } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { generatePassword } from '@/lib/passwords/generate'

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

/** Runs a command after its input is checked, so that a typo never opens the database. */
export async function runCommand<T>(
  usage: string,
  check: () => T,
  run: (input: T) => Promise<void>,
): Promise<void> {
  readSettingsOrExit()
  try {
    const input = check()
    const { release } = await openDatabase()
    try {
      await run(input)
    } finally {
      await closeDatabase()
      await release()
    }
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${errorLines(error, usage).join('\n')}\n`)
  }
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

/** Reads the password from standard input, or generates one, which then has to be shown. */
export async function readPassword({ fromStdin }: { fromStdin: boolean }) {
  if (fromStdin) return { password: (await text(process.stdin)).replace(/\r?\n$/, '') }
  const generated = generatePassword()
  return { password: generated, generated }
}

export function printResult(rows: Row[], { json, note }: { json: boolean; note: string }): void {
  const present = rows.filter(([, , value]) => value !== undefined)
  const width = Math.max(...present.map(([, label]) => label.length)) + 1
  const lines = present.map(([, label, value]) => `${label.padEnd(width)} ${value}`)
  const result = Object.fromEntries(present.map(([key, , value]) => [key, value]))
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n${note}\n`)
}
