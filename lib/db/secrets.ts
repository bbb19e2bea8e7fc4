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

/** The secrets in this directory, generated on first use. Only their owner can read the file. */
export function secretsIn(directory: string): Secrets {
  const file = path.join(directory, 'secrets.json')
  return read(file) ?? create(file) ?? secretsIn(directory)
}

function read(file: string): Secrets | undefined {
  const text = readIfExists(file)
  if (text === undefined) return undefined
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new SettingsError(`${file} does not contain the secrets. Restore it from a backup.`)
}

function readIfExists(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw inaccessible(file, error)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Linking a written file is atomic: of several first starts, one creates the secrets for all.
function create(file: string): Secrets | undefined {
  const secret = () => randomBytes(32).toString('base64url')
  const secrets: Secrets = {
    AUTH_SECRET: secret(),
    AUDIT_SECRET: secret(),
    ownerPassword: secret(),
    applicationPassword: secret(),
  }
  const own = `${file}.${process.pid}`
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(own, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    linkSync(own, file)
    return secrets
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined
    throw inaccessible(file, error)
  } finally {
    rmSync(own, { force: true })
  }
}

function inaccessible(file: string, error: unknown): SettingsError {
  return new SettingsError(
    `DATA_DIR: ${file} cannot be read or created (${codeOf(error)}). ` +
      'Set DATA_DIR to a directory that this user may write to.',
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
