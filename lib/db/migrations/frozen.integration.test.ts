import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyPending, migrate } from '@/lib/db/migrate'
import { readMigrations } from '@/lib/db/migrations/files'
import { readCatalog } from '@/lib/testing/catalog'
import { emptyDatabase } from '@/lib/testing/migrations'

const folder = '20261125000000_api'
const ignoreWarnings = () => undefined

let directory = ''
let file = ''
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'console-migrations-'))
  cpSync('prisma/migrations', directory, { recursive: true })
  file = path.join(directory, folder, 'migration.sql')
})
afterEach(() => rmSync(directory, { recursive: true }))

test('a migration that has changed since it landed stops the start', () => {
  writeFileSync(file, `${readFileSync(file, 'utf8')}-- edited\n`)
  expect(() => readMigrations(directory)).toThrow(
    `${file} has changed since it landed. Restore it from its release.`,
  )
})

test('a checkout with other line ends is the same migration', () => {
  const [, before] = readMigrations()
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
  const [, after] = readMigrations(directory)
  expect(after).toEqual(before)
})

test('a database with another version of a migration is left alone', async () => {
  const { url, db, drop } = await emptyDatabase()
  await applyPending(db, readMigrations().slice(0, 3), ignoreWarnings)
  await db.query('UPDATE _prisma_migrations SET checksum = $1 WHERE migration_name = $2', [
    '0'.repeat(64),
    folder,
  ])
  const before = await readCatalog(db)
  await expect(migrate({ owner: url, application: url })).rejects.toThrow(
    `The database was migrated with another version of ${folder} than any release has.`,
  )
  expect(await readCatalog(db)).toEqual(before)
  await drop()
})

test('a database of a newer release still starts', async () => {
  const { url, db, drop } = await emptyDatabase()
  await applyPending(db, readMigrations(), ignoreWarnings)
  await db.query(`UPDATE _prisma_migrations SET migration_name = '20990101000000_newer'
                   WHERE migration_name LIKE '%_import_duplicates'`)
  await db.query('ALTER TABLE jobs DROP COLUMN duplicates')
  await migrate({ owner: url, application: url })
  await drop()
})
