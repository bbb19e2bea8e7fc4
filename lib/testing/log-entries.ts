import type pg from 'pg'

type NewEntries = {
  count: number
  /** SQL of each column for the entry number `n`, from 1 on. */
  columns: { at: string; operation: string; [column: string]: string }
}

/** Appends entries to a log as its owner. Nobody has signed them. */
export async function addEntries(
  owner: pg.Client,
  organizationId: number,
  { count, columns }: NewEntries,
): Promise<void> {
  const values = { outcome: "'done'", address: "'192.0.2.1'", request_id: "'test'", ...columns }
  await owner.query(
    `WITH head AS (
       UPDATE audit_heads SET seq = seq + $2, mac = repeat('0', 64)
        WHERE organization_id = $1 RETURNING organization_id, seq - $2 AS last)
     INSERT INTO audit_events (organization_id, seq, detail, mac, ${Object.keys(values).join(', ')})
     SELECT organization_id, last + n, '{}', repeat('0', 64), ${Object.values(values).join(', ')}
       FROM head, generate_series(1, $2::int) n`,
    [organizationId, count],
  )
}
