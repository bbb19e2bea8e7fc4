import type pg from 'pg'

const objects = {
  columns: `
    SELECT attrelid::regclass || '.' || attname AS name,
           concat_ws(' ', format_type(atttypid, atttypmod), collname, attnotnull, attgenerated,
                     attidentity, attstattarget, pg_get_expr(adbin, adrelid)) AS definition
      FROM pg_attribute
      JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      LEFT JOIN pg_collation ON pg_collation.oid = attcollation
     WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped`,
  relations: `
    SELECT relname AS name, concat_ws(' ', relkind, reloptions, relacl) AS definition
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v')`,
  constraints: `
    SELECT conrelid::regclass || ' ' || conname AS name,
           concat_ws(' ', convalidated, pg_get_constraintdef(oid)) AS definition
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace`,
  indexes: `
    SELECT indexrelid::regclass::text AS name,
           concat_ws(' ', indisvalid, pg_get_indexdef(indexrelid)) AS definition
      FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE relnamespace = 'public'::regnamespace`,
  triggers: `
    SELECT tgrelid::regclass || ' ' || tgname AS name,
           concat_ws(' ', tgenabled, pg_get_triggerdef(oid)) AS definition
      FROM pg_trigger WHERE NOT tgisinternal`,
  functions: `
    SELECT pg_proc.oid::regprocedure::text AS name,
           concat_ws(' ', proacl, pg_get_functiondef(pg_proc.oid)) AS definition
      FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')`,
  statistics: `
    SELECT stxname AS name, concat_ws(' ', stxstattarget, pg_get_statisticsobjdef(oid)) AS definition
      FROM pg_statistic_ext`,
  extensions: `SELECT extname AS name, extversion AS definition FROM pg_extension`,
}

/** Everything that migrations create, without the rows. The order of columns doesn't matter. */
export async function readCatalog(db: pg.Client): Promise<{ [object: string]: string }> {
  const catalog: { [object: string]: string } = {}
  for (const [kind, sql] of Object.entries(objects)) {
    const { rows } = await db.query<{ name: string; definition: string }>(`${sql} ORDER BY 1`)
    for (const { name, definition } of rows) catalog[`${kind} ${name}`] = definition
  }
  return catalog
}
