import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'

/**
 * Applies what `prisma migrate deploy` would, with Prisma's own engine in its WASM form: the
 * native one is downloaded when it is first needed, which a closed network does not allow.
 */
export async function applyMigrations(url: string, directory: string): Promise<string[]> {
  await loadEngine()
  const connections = new WholeScripts({ connectionString: url })
  const factory = bindMigrationAwareSqlAdapterFactory(connections)
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: datamodels(directory) },
    () => {},
    factory,
  )
  try {
    const { appliedMigrationNames } = await schemaEngine.applyMigrations({
      migrationsList: migrationsIn(directory),
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    schemaEngine.free()
    await connections.close()
  }
}

// The adapter cuts a script at every semicolon, also inside a function's body. Sent whole, it is
// also one transaction: a migration that fails leaves nothing behind.
class WholeScripts extends PrismaPg {
  private readonly adapters: Awaited<ReturnType<PrismaPg['connect']>>[] = []

  override async connect() {
    const adapter = await super.connect()
    this.adapters.push(adapter)
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script)
    }
    return adapter
  }

  async close() {
    for (const adapter of this.adapters) await adapter.dispose()
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

let loaded: Promise<void> | undefined

function loadEngine(): Promise<void> {
  loaded ??= instantiate()
  return loaded
}

async function instantiate(): Promise<void> {
  const module = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  )
  const bytes = readFileSync(path.join(path.dirname(module), 'schema_engine_bg.wasm'))
  const imports = Object.fromEntries(Object.entries(engine).map(withPatientTimers))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports })
  engine.__wbg_set_wasm(instance.exports)
  const begin = instance.exports.__wbindgen_start
  if (typeof begin === 'function') begin()
}

// The engine's time limits go on after its work is done; they must not hold the process back.
type Import = [name: string, value: WebAssembly.ImportValue]

function withPatientTimers([name, value]: Import): Import {
  if (!name.startsWith('__wbg_setTimeout_')) return [name, value]
  return [name, (callback: () => void, ms: number) => setTimeout(callback, ms).unref()]
}
