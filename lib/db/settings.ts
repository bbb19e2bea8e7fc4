import path from 'node:path'
import { closeDatabase, databasePool } from '@/lib/db/client'
import { hasUnicodeCtype } from '@/lib/db/collation'
import { joinEmbedded } from '@/lib/db/embedded/join'
import { migrate } from '@/lib/db/migrate'
import { type Secrets, secretsIn } from '@/lib/db/secrets'
import { readSettings, type Settings, SettingsError } from '@/lib/env'

const secretNames = ['AUTH_SECRET', 'AUDIT_SECRET'] as const

type OpenDatabase = { disconnect(): Promise<void>; release(): Promise<void> }

/**
 * Connects to the database of DATABASE_URL, or starts the embedded one, and migrates it. Missing
 * settings are added to `process.env`. Aborting rolls back a migration that runs.
 */
export async function openDatabase(signal?: AbortSignal): Promise<OpenDatabase> {
  const settings = readSettings()
  return settings.DATABASE_URL
    ? openExternal(settings, settings.DATABASE_URL, signal)
    : openEmbedded(settings, signal)
}

async function openEmbedded(settings: Settings, signal?: AbortSignal): Promise<OpenDatabase> {
  const directory = path.resolve(settings.DATA_DIR)
  const secrets = secretsIn(directory)
  setSecrets(settings, secrets)
  const embedded = await joinEmbedded(directory, secrets, [])
  process.env.DATABASE_URL = embedded.urls.application
  process.env.MIGRATE_DATABASE_URL = embedded.urls.owner
  try {
    await migrate(embedded.urls, signal)
  } catch (error) {
    await embedded.release()
    throw error
  }
  return { disconnect: closeDatabase, release: embedded.release }
}

async function openExternal(
  settings: Settings,
  application: string,
  signal?: AbortSignal,
): Promise<OpenDatabase> {
  const missing = secretNames.filter((name) => !settings[name])
  if (process.env.NODE_ENV === 'production' && missing.length > 0) {
    throw new SettingsError(
      `With DATABASE_URL and NODE_ENV=production, set ${missing.join(' and ')} too ` +
        '(32 random bytes each, e.g. from: openssl rand -base64 32), the same on every instance.',
    )
  }
  if (missing.length > 0) setSecrets(settings, secretsIn(path.resolve(settings.DATA_DIR)))
  const owner = settings.MIGRATE_DATABASE_URL ?? application
  await migrate({ owner, application }, signal).catch((error: unknown) => {
    throw new SettingsError(describeFailure(settings, error), { cause: error })
  })
  return { disconnect: closeDatabase, release: async () => {} }
}

function setSecrets(settings: Settings, secrets: Secrets): void {
  for (const name of secretNames) process.env[name] = settings[name] ?? secrets[name]
}

function describeFailure({ MIGRATE_DATABASE_URL }: Settings, error: unknown): string {
  const setting = MIGRATE_DATABASE_URL ? 'MIGRATE_DATABASE_URL' : 'DATABASE_URL'
  const message = error instanceof Error ? error.message : String(error)
  const [line = ''] = message.trim().split('\n')
  return `Could not migrate the database with ${setting}: ${line.replace(/\.$/, '')}.`
}

export async function databaseWarnings(
  settings: Settings,
  { development }: { development: boolean },
): Promise<string[]> {
  const warnings: string[] = []
  if (!development && runsAsOwner(settings)) {
    warnings.push('the program owns its tables: set MIGRATE_DATABASE_URL to a separate owner')
  }
  if (!(await hasUnicodeCtype(databasePool()))) {
    warnings.push('LC_CTYPE of the database is C: searches for non-ASCII names are slow')
  }
  return warnings
}

/** Whether one role both migrates and serves, so that the program has every privilege. */
function runsAsOwner({ DATABASE_URL, MIGRATE_DATABASE_URL }: Settings): boolean {
  if (!DATABASE_URL) return false
  return roleOf(MIGRATE_DATABASE_URL ?? DATABASE_URL) === roleOf(DATABASE_URL)
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
