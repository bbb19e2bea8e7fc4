-- A connection keeps the plan of a trigger for its first change, usually of one user and possibly of the
-- first account, and later changes many of both with it. A join planned for that takes minutes. So each
-- account is looked up by its ID, always by index.
CREATE OR REPLACE FUNCTION users_fit_their_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT account_id FROM new_rows WHERE active) changed
              WHERE NOT (SELECT a.active FROM public.accounts a WHERE a.id = changed.account_id)) THEN
    RAISE EXCEPTION 'an active user needs an active account'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_active_in_active_account';
  END IF;
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT account_id FROM new_rows WHERE org_admin) changed
              WHERE NOT (SELECT a.default_account FROM public.accounts a WHERE a.id = changed.account_id)) THEN
    RAISE EXCEPTION 'an organization administrator belongs to the default account'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_org_admin_in_default_account';
  END IF;
  RETURN NULL;
END $$;


CREATE OR REPLACE FUNCTION users_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  added record;
BEGIN
  UPDATE public.organizations o SET active_administrators = o.active_administrators + d.added
    FROM (SELECT organization_id, count(*) AS added FROM new_rows
           WHERE org_admin AND active GROUP BY organization_id) d
   WHERE o.id = d.organization_id;
  FOR added IN SELECT account_id, count(*) AS every, count(*) FILTER (WHERE active) AS active
                 FROM new_rows GROUP BY account_id ORDER BY account_id LOOP
    UPDATE public.accounts a
       SET user_count = a.user_count + added.every,
           active_user_count = a.active_user_count + added.active
     WHERE a.id = added.account_id;
  END LOOP;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION users_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  changed record;
BEGIN
  UPDATE public.organizations o SET active_administrators = o.active_administrators + d.change
    FROM (SELECT organization_id, sum(counted) AS change
            FROM (SELECT organization_id, (org_admin AND active)::int AS counted FROM new_rows
                   UNION ALL
                  SELECT organization_id, -(org_admin AND active)::int FROM old_rows) both_rows
           GROUP BY organization_id HAVING sum(counted) <> 0) d
   WHERE o.id = d.organization_id;
  FOR changed IN SELECT account_id, sum(counted) AS active
                   FROM (SELECT account_id, active::int AS counted FROM new_rows
                          UNION ALL
                         SELECT account_id, -active::int FROM old_rows) both_rows
                  GROUP BY account_id HAVING sum(counted) <> 0 ORDER BY account_id LOOP
    UPDATE public.accounts a SET active_user_count = a.active_user_count + changed.active
     WHERE a.id = changed.account_id;
  END LOOP;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION users_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  removed record;
BEGIN
  UPDATE public.organizations o SET active_administrators = o.active_administrators - d.removed
    FROM (SELECT organization_id, count(*) AS removed FROM old_rows
           WHERE org_admin AND active GROUP BY organization_id) d
   WHERE o.id = d.organization_id;
  FOR removed IN SELECT account_id, count(*) AS every, count(*) FILTER (WHERE active) AS active
                   FROM old_rows GROUP BY account_id ORDER BY account_id LOOP
    UPDATE public.accounts a
       SET user_count = a.user_count - removed.every,
           active_user_count = a.active_user_count - removed.active
     WHERE a.id = removed.account_id;
  END LOOP;
  RETURN NULL;
END $$;
