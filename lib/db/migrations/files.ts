import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { SettingsError } from '@/lib/env'

export type Migration = {
  name: string
  sql: string
  checksum: string
  /** Includes the versions that landed before the file was frozen. */
  knownChecksums: string[]
}

type Landed = { checksum: string; name: string; file: string }

/** The migrations in the order they apply. Throws if one has changed since it landed. */
export function readMigrations(directory = path.resolve('prisma', 'migrations')): Migration[] {
  const landed = readLanded(path.join(directory, 'checksums.txt'))
  return readdirSync(directory)
    .toSorted()
    .filter((name) => existsSync(path.join(directory, name, 'migration.sql')))
    .map((name) => {
      const versions = landed.filter((version) => version.name === name)
      return readMigration(path.join(directory, name, 'migration.sql'), name, versions)
    })
}

function readMigration(file: string, name: string, landed: Landed[]): Migration {
  // A checkout on Windows may end lines with CRLF.
  const sql = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  const checksum = sha256(sql)
  const frozen = landed.find((version) => version.file === 'migration.sql')
  if (frozen && frozen.checksum !== checksum) {
    throw new SettingsError(`${file} has changed since it landed. Restore it from its release.`)
  }
  const versions = [checksum, sha256(sql.replaceAll('\n', '\r\n'))]
  return { name, sql, checksum, knownChecksums: [...versions, ...landed.map((l) => l.checksum)] }
}

/** Reads the format of `sha256sum`: a checksum and a path on each line. */
function readLanded(list: string): Landed[] {
  if (!existsSync(list)) return []
  const lines = readFileSync(list, 'utf8').matchAll(/^(\w{64}) {2}([^/\s]+)\/(\S+)$/gm)
  return [...lines].map(([, checksum = '', name = '', file = '']) => ({ checksum, name, file }))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
