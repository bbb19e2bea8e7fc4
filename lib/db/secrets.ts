import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { SettingsError } from '@/lib/env'

const schema = z.object({
  AUTH_SECRET: z.string(),
  AUDIT_SECRET: z.string(),
  ownerPassword: z.string(),
  applicationPassword: z.string(),
})
export type Secrets = z.output<typeof schema>

/** The secrets of this installation, made on first use and readable by its owner alone. */
export function secretsIn(directory: string): Secrets {
  const file = path.join(directory, 'secrets.json')
  return read(file) ?? make(file) ?? secretsIn(directory)
}

function read(file: string): Secrets | undefined {
  const text = readFileIfThere(file)
  if (text === undefined) return undefined
  const parsed = schema.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  throw new SettingsError(`${file} does not hold the secrets of an installation. Restore it.`)
}

function readFileIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw inaccessible(file, error)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// A link appears whole or not at all: of several first starts one makes the secrets for all.
function make(file: string): Secrets | undefined {
  const secret = () => randomBytes(32).toString('base64url')
  const made: Secrets = {
    AUTH_SECRET: secret(),
    AUDIT_SECRET: secret(),
    ownerPassword: secret(),
    applicationPassword: secret(),
  }
  const mine = `${file}.${process.pid}`
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(mine, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    linkSync(mine, file)
    return made
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined
    throw inaccessible(file, error)
  } finally {
    rmSync(mine, { force: true })
  }
}

function inaccessible(file: string, error: unknown): SettingsError {
  return new SettingsError(
    `DATA_DIR: ${file} cannot be read or made (${codeOf(error)}). ` +
      'Set DATA_DIR to a directory that this user may write to.',
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
