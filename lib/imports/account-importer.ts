import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { SQL } from '@/lib/db/sql'
import { type AddedRecord, type Importer, toRecordset } from '@/lib/imports/importer'
import { accountRowSchema } from '@/lib/imports/schema'
import { normalizeForSearch } from '@/lib/search-text'

const schema = accountRowSchema.transform(
  ({ name, description = '', externalId = randomUUID() }) => ({ name, description, externalId }),
)

export const accountImporter: Importer<'accounts.import', z.output<typeof schema>> = {
  kind: 'accounts.import',
  schema,
  audit: { target: 'account', operation: 'accounts.create' },
  keyTaken: 'Another active account has this external ID. Use another.',
  exists: ({ organizationId }) => SQL.sql`EXISTS (SELECT 1 FROM accounts a
    WHERE a.organization_id = ${organizationId} AND a.active AND a.external_id = r.key)`,
  keyOf: ({ externalId }) => externalId,
  add(db, { organizationId }, _, rows) {
    const accounts = rows.map((row) => ({ ...row, nameKey: normalizeForSearch(row.name) }))
    return db.$queryRaw<AddedRecord[]>`
      INSERT INTO accounts (organization_id, name, name_key, description, external_id)
      SELECT ${organizationId}, name, "nameKey", description, "externalId"
        FROM jsonb_to_recordset(${toRecordset(accounts)}::jsonb)
             AS r (n int, name text, "nameKey" text, description text, "externalId" text)
       ORDER BY n
          ON CONFLICT (organization_id, external_id) WHERE active DO NOTHING
      RETURNING id, external_id AS key`
  },
}
