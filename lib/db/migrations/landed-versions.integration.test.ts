import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { applyPending } from '@/lib/db/migrate'
import { type Migration, readMigrations } from '@/lib/db/migrations/files'
import { readCatalog } from '@/lib/testing/catalog'
import { emptyDatabase } from '@/lib/testing/migrations'

/** Which version of each edited file a database has. Unset: the one that is frozen. */
type Versions = { foundation?: 1; scale?: 1 | 2 | 3; search_in_names?: 1 }

const migrations = readMigrations()
const ignoreWarnings = () => undefined

let database: Awaited<ReturnType<typeof emptyDatabase>>
let current: Awaited<ReturnType<typeof readCatalog>>
beforeAll(async () => {
  const { db, drop } = await emptyDatabase()
  await applyPending(db, migrations, ignoreWarnings)
  current = await readCatalog(db)
  await drop()
})
beforeEach(async () => {
  database = await emptyDatabase()
})
afterEach(() => database.drop())

/** The migrations up to this one, of a release that knew no repairs. */
function release(last: string, versions: Versions): Migration[] {
  const released = migrations.filter(({ name }) => !name.includes('_repair_'))
  const end = released.findIndex(({ name }) => name.endsWith(`_${last}`))
  return released.slice(0, end + 1).map((migration) => atVersion(migration, versions))
}

function atVersion(migration: Migration, versions: Versions): Migration {
  const version = Object.entries(versions).find(([file]) => migration.name.endsWith(`_${file}`))
  if (!version) return migration
  const file = path.resolve('prisma/migrations', migration.name, 'earlier', `${version[1]}.sql`)
  const sql = readFileSync(file, 'utf8')
  return { ...migration, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

const data = `
  BEGIN;
  INSERT INTO organizations (id, name, secret_hash) VALUES (1, 'Old', 'hash');
  INSERT INTO accounts (id, organization_id, name, name_key, external_id, default_account)
  VALUES (1, 1, 'Old', 'old', 'OLD', true), (2, 1, 'Zoë', 'zoe', 'Zoë-1', false);
  INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                     password_hash, org_admin)
  VALUES (1, 1, 'ada@example.com', 'Ada', 'Old', 'ada old ada@example.com', '!', true),
         (1, 2, 'zoë@example.com', 'Zoë', 'New', 'zoe new zoe@example.com', '!', false);
  INSERT INTO audit_events (organization_id, seq, at, operation, outcome, address, request_id, detail, mac)
  VALUES (1, 1, now(), 'organization.create', 'done', '', '', '{}', repeat('0', 64));
  INSERT INTO audit_heads (organization_id, seq, mac, seal) VALUES (1, 1, repeat('0', 64), '');
  COMMIT`

test.each<[last: string, versions: Versions]>([
  ['foundation', { foundation: 1 }],
  ['foundation', {}],
  ['api', { foundation: 1 }],
  ['api', {}],
  ['scale', { foundation: 1, scale: 1 }],
  ['scale', { scale: 1 }],
  ['scale', { scale: 2 }],
  ['scale', { scale: 3 }],
  ['scale', {}],
  ['search_in_names', { scale: 3, search_in_names: 1 }],
  ['search_in_names', { search_in_names: 1 }],
  ['search_in_names', {}],
  ['undo_deletions', {}],
  ['search_by_words', {}],
  ['job_names_and_fairness', {}],
  ['job_names_and_fairness', { scale: 3 }],
  ['job_names_and_fairness', { foundation: 1 }],
  ['job_names_and_fairness', { foundation: 1, scale: 3, search_in_names: 1 }],
])(
  'a database that ends with %s and has %j gets the catalog of a new one',
  async (last, versions) => {
    const { db } = database
    await applyPending(db, release(last, versions), ignoreWarnings)
    await db.query(data)
    await applyPending(db, migrations, ignoreWarnings)
    expect(await readCatalog(db)).toEqual(current)
    const { rows } = await db.query(`
    SELECT (SELECT active_administrators FROM organizations) AS administrators,
           (SELECT array_agg(active_user_count ORDER BY id) FROM accounts) AS counts`)
    expect(rows).toEqual([{ administrators: 1, counts: [1, 1] }])
    await db.query('UPDATE users SET active = false WHERE account_id = 2')
    await expect(db.query('UPDATE users SET active = false')).rejects.toThrow(
      'an organization needs an active administrator',
    )
  },
)
