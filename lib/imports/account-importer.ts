import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { editableAccountColumns } from '@/lib/accounts/columns'
import { findExternalIdOwners } from '@/lib/accounts/external-ids'
import { searchKeys } from '@/lib/accounts/search-keys'
import { columnDefinitions, columnNames } from '@/lib/db/columns'
import { type AddedRecord, type Importer, toRecordset } from '@/lib/imports/importer'
import { accountRowSchema } from '@/lib/imports/schema'
import { externalIdTaken } from '@/lib/taken'

const schema = accountRowSchema.transform(
  ({ name, description = '', externalId = randomUUID() }) => ({ name, description, externalId }),
)

const columns = columnNames(editableAccountColumns)

export const accountImporter: Importer<'accounts.import', z.output<typeof schema>> = {
  kind: 'accounts.import',
  schema,
  audit: { target: 'account', operation: 'accounts.create' },
  async explainTaken(db, actor, externalIds) {
    const owners = await findExternalIdOwners(db, actor, externalIds)
    return new Map([...owners].map(([externalId, owner]) => [externalId, externalIdTaken(owner)]))
  },
  keyOf: ({ externalId }) => externalId,
  keyLabel: 'external ID',
  async countDuplicates(db, { organizationId }, rows) {
    const nameKeys = rows.map((row) => searchKeys(row).nameKey)
    const [counted] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM unnest(${nameKeys}::text[]) AS n (name_key)
       WHERE EXISTS (SELECT 1 FROM accounts a
                      WHERE a.organization_id = ${organizationId} AND a.active
                        AND a.name_key = n.name_key COLLATE "C")`
    return counted?.count ?? 0
  },
  add(db, { organizationId }, _, rows) {
    const accounts = rows.map((row) => ({ ...row, ...searchKeys(row) }))
    return db.$queryRaw<AddedRecord[]>`
      INSERT INTO accounts (organization_id, name_key, external_key, ${columns})
      SELECT ${organizationId}, name_key, external_key, ${columns}
        FROM jsonb_to_recordset(${toRecordset(accounts)}::jsonb)
             AS r (n int, name_key text, external_key text,
                   ${columnDefinitions(editableAccountColumns)})
       ORDER BY n
          ON CONFLICT (organization_id, external_id) WHERE active DO NOTHING
      RETURNING id, external_id AS key`
  },
}
