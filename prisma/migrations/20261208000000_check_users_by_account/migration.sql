-- Looks up each account by its ID. A connection keeps the plan for its first change, usually of one
-- user, and a join planned for that compares many changed users with every inactive account.
CREATE OR REPLACE FUNCTION users_fit_their_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
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
