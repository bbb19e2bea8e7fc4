import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { joinEmbedded } from '@/lib/db/embedded'
import { migrate } from '@/lib/db/migrate'

const secretsSchema = z.object({
  AUTH_SECRET: z.string(),
  AUDIT_SECRET: z.string(),
  ownerPassword: z.string(),
  applicationPassword: z.string(),
})
type Secrets = z.output<typeof secretsSchema>

/** A start that cannot go on until the operator changes something; the message says what. */
export class SettingsError extends Error {}

/** Where everything that must survive a restart is kept. */
function dataDirectory(): string {
  return path.resolve(process.env.DATA_DIR ?? '.data')
}

/**
 * Makes the database ready for this process (the embedded one unless DATABASE_URL is set),
 * migrated, and the settings complete in `process.env`.
 */
export async function openDatabase(): Promise<{ release(): Promise<void> }> {
  const given = process.env.DATABASE_URL
  const secrets = fillSecrets(given !== undefined)
  if (given) {
    await migrate({ owner: process.env.MIGRATE_DATABASE_URL ?? given, application: given })
    return { release: async () => {} }
  }
  const embedded = await joinEmbedded(dataDirectory(), secrets, [])
  process.env.DATABASE_URL = embedded.urls.application
  try {
    await migrate(embedded.urls)
  } catch (error) {
    await embedded.release()
    throw error
  }
  return embedded
}

function fillSecrets(ownDatabase: boolean): Secrets {
  const names = ['AUTH_SECRET', 'AUDIT_SECRET'] as const
  const missing = names.filter((name) => !process.env[name])
  if (ownDatabase && process.env.NODE_ENV === 'production' && missing.length > 0) {
    throw new SettingsError(
      `With DATABASE_URL and NODE_ENV=production, set ${missing.join(' and ')} too ` +
        '(32 random bytes each, e.g. from: openssl rand -base64 32), the same on every instance.',
    )
  }
  const secrets = readSecrets(dataDirectory())
  for (const name of missing) process.env[name] = secrets[name]
  return secrets
}

/** The secrets of this installation, made on first use and readable by its owner alone. */
function readSecrets(directory: string): Secrets {
  const file = path.join(directory, 'secrets.json')
  if (existsSync(file)) return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  mkdirSync(directory, { recursive: true })
  const secret = () => randomBytes(32).toString('base64url')
  const made: Secrets = {
    ...{ AUTH_SECRET: secret(), AUDIT_SECRET: secret() },
    ...{ ownerPassword: secret(), applicationPassword: secret() },
  }
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return made
}
