-- Earlier versions of the previous migration had no column of keys, no index by organization or
-- another function. This completes databases that have one of them, whatever else has been applied
-- to them since. It changes nothing in others.
DO $repair$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'accounts'::regclass
                    AND attname = 'external_key' AND NOT attisdropped) THEN
    ALTER TABLE accounts ADD COLUMN external_key text COLLATE "C" GENERATED ALWAYS AS (lower(external_id)) STORED;
    DROP INDEX accounts_external_id_prefix;
    CREATE INDEX accounts_by_external_key ON accounts (organization_id, external_key, id) WHERE active;
  END IF;

  IF pg_get_indexdef('accounts_name_part'::regclass) NOT LIKE '%organization_id%' THEN
    CREATE EXTENSION IF NOT EXISTS btree_gin;
    DROP INDEX accounts_name_part;
    CREATE INDEX accounts_name_part ON accounts USING gin (organization_id, name_key gin_trgm_ops) WHERE active;
    DROP INDEX users_search;
    CREATE INDEX users_search ON users USING gin (account_id, search_key gin_trgm_ops);
  END IF;

  IF (SELECT prosrc FROM pg_proc WHERE oid = 'users_updated'::regproc) LIKE '%JOIN old_rows%' THEN
CREATE OR REPLACE FUNCTION users_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.organizations o SET active_administrators = o.active_administrators + d.change
    FROM (SELECT organization_id, sum(counted) AS change
            FROM (SELECT organization_id, (org_admin AND active)::int AS counted FROM new_rows
                   UNION ALL
                  SELECT organization_id, -(org_admin AND active)::int FROM old_rows) both_rows
           GROUP BY organization_id HAVING sum(counted) <> 0) d
   WHERE o.id = d.organization_id;
  UPDATE public.accounts a SET active_user_count = a.active_user_count + d.active
    FROM (SELECT account_id, sum(counted) AS active
            FROM (SELECT account_id, active::int AS counted FROM new_rows
                   UNION ALL
                  SELECT account_id, -active::int FROM old_rows) both_rows
           GROUP BY account_id HAVING sum(counted) <> 0) d
   WHERE a.id = d.account_id;
  RETURN NULL;
END $$;
  END IF;
END $repair$;
