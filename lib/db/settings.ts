import path from 'node:path'
import { closeDatabase, databasePool } from '@/lib/db/client'
import { hasUnicodeCtype } from '@/lib/db/collation'
import { joinEmbedded } from '@/lib/db/embedded'
import { migrate } from '@/lib/db/migrate'
import { type Secrets, secretsIn } from '@/lib/db/secrets'
import { readSettings, type Settings, SettingsError } from '@/lib/env'

const names = ['AUTH_SECRET', 'AUDIT_SECRET'] as const

type OpenDatabase = { disconnect(): Promise<void>; release(): Promise<void> }

/**
 * Makes the database ready for this process (the embedded one unless DATABASE_URL is set),
 * migrated, and the settings complete in `process.env`.
 */
export async function openDatabase(): Promise<OpenDatabase> {
  const given = readSettings()
  if (given.DATABASE_URL) return openGiven(given, given.DATABASE_URL)
  const secrets = secretsIn(dataDirectory(given))
  fillSecrets(given, secrets)
  const embedded = await joinEmbedded(dataDirectory(given), secrets, [])
  process.env.DATABASE_URL = embedded.urls.application
  try {
    await migrate(embedded.urls)
  } catch (error) {
    await embedded.release()
    throw error
  }
  return { disconnect: closeDatabase, release: embedded.release }
}

/** Whether the program runs as the role that migrates, to which the database refuses nothing. */
export function runsAsOwner({ DATABASE_URL, MIGRATE_DATABASE_URL }: Settings): boolean {
  if (!DATABASE_URL) return false
  return roleOf(MIGRATE_DATABASE_URL ?? DATABASE_URL) === roleOf(DATABASE_URL)
}

/** What an operator should change about this database. */
export async function databaseWarnings(options: { development: boolean }): Promise<string[]> {
  const warnings: string[] = []
  if (!options.development && runsAsOwner(readSettings())) {
    warnings.push('the program owns its tables: set MIGRATE_DATABASE_URL to a separate owner')
  }
  if (!(await hasUnicodeCtype(databasePool()))) {
    warnings.push('LC_CTYPE of the database is C: searches for non-ASCII names are slow')
  }
  return warnings
}

/** Where everything that must survive a restart is kept. */
function dataDirectory({ DATA_DIR }: Settings): string {
  return path.resolve(DATA_DIR)
}

async function openGiven(given: Settings, application: string) {
  const missing = names.filter((name) => !given[name])
  if (process.env.NODE_ENV === 'production' && missing.length > 0) {
    throw new SettingsError(
      `With DATABASE_URL and NODE_ENV=production, set ${missing.join(' and ')} too ` +
        '(32 random bytes each, e.g. from: openssl rand -base64 32), the same on every instance.',
    )
  }
  if (missing.length > 0) fillSecrets(given, secretsIn(dataDirectory(given)))
  const owner = given.MIGRATE_DATABASE_URL ?? application
  await migrate({ owner, application }).catch((error: unknown) => {
    throw new SettingsError(unprepared(given, error), { cause: error })
  })
  return { disconnect: closeDatabase, release: async () => {} }
}

function fillSecrets(given: Settings, secrets: Secrets): void {
  for (const name of names) process.env[name] = given[name] ?? secrets[name]
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

function unprepared({ MIGRATE_DATABASE_URL }: Settings, error: unknown): string {
  const name = MIGRATE_DATABASE_URL ? 'MIGRATE_DATABASE_URL' : 'DATABASE_URL'
  const said = error instanceof Error ? error.message : String(error)
  const [line = ''] = said.trim().split('\n')
  return `The database could not be prepared by the role of ${name}: ${line.replace(/\.$/, '')}.`
}
