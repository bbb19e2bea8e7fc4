import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { schemaEngine } from '@/lib/db/internals/schema-engine-wasm'
import { WholeScriptAdapter } from '@/lib/db/internals/whole-script-adapter'

/**
 * Applies what `prisma migrate deploy` would, with Prisma's own engine in its WASM form. Prisma
 * downloads the native engine on first use, which fails behind a firewall. A migration warns of what it
 * decided about the data.
 */
export async function applyMigrations(
  url: string,
  directory: string,
  onWarning: (message: string) => void,
): Promise<string[]> {
  const { SchemaEngine } = await schemaEngine()
  const connections = new WholeScriptAdapter(url, onWarning)
  const factory = bindMigrationAwareSqlAdapterFactory(connections)
  const engine = await SchemaEngine.new({ datamodels: datamodels(directory) }, () => {}, factory)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationsIn(directory),
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    engine.free()
    await connections.close()
  }
}

function datamodels(directory: string): [string, string][] {
  const file = path.resolve(directory, '..', 'schema.prisma')
  return [[file, readFileSync(file, 'utf8')]]
}

function migrationsIn(baseDir: string) {
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(path.join(baseDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.toSorted().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  }
}
