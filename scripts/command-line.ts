import { closeDatabase } from '@/lib/db/client'
import { openDatabase } from '@/lib/db/settings'
import { readSettingsOrExit, SettingsError } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** Reads the options; what is not one ends the program with a sentence and how to use it. */
export function optionsOf<T>(usage: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const [said = ''] = String(error instanceof Error ? error.message : error).split(/[.\n]/)
    process.stderr.write(`${said}.\n${usage}\n`)
    process.exit(1)
  }
}

/**
 * Runs a command of the host: its input is checked before the database opens, and what it is
 * refused for is told in sentences.
 */
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
    process.stderr.write(`${sentences(error, usage).join('\n')}\n`)
  }
}

function sentences(error: unknown, usage: string): string[] {
  if (error instanceof SettingsError) return [error.message]
  if (!(error instanceof AppError)) throw error
  const told = Object.values(error.fields)
  return told.length > 0 ? [...told, usage] : [error.message]
}
