-- The first version of the foundation did not count administrators or protect the chain of audit
-- rows. This brings databases that have it to the version that later migrations build on, whatever
-- else has been applied to them since. It changes nothing in others.
DO $repair$
BEGIN
  IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'organizations'::regclass
                AND attname = 'active_administrators' AND NOT attisdropped) THEN
    RETURN;
  END IF;

  ALTER TABLE organizations DROP CONSTRAINT organizations_secret_hash_key;
  CREATE UNIQUE INDEX organizations_secret ON organizations (secret_hash) WHERE secret_hash IS NOT NULL;
  ALTER TABLE users DROP CONSTRAINT users_secret_hash_key;
  CREATE UNIQUE INDEX users_secret ON users (secret_hash) WHERE secret_hash IS NOT NULL;
  ALTER TABLE audit_events ADD CHECK (mac ~ '^[0-9a-f]{64}$');

  ALTER TABLE organizations ADD COLUMN active_administrators integer NOT NULL DEFAULT 0;
  UPDATE organizations o SET active_administrators = counted.administrators
    FROM (SELECT organization_id, count(*) AS administrators FROM users
           WHERE org_admin AND active GROUP BY organization_id) counted
   WHERE o.id = counted.organization_id;

CREATE OR REPLACE FUNCTION users_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.organizations o SET active_administrators = o.active_administrators + d.added
    FROM (SELECT organization_id, count(*) AS added FROM new_rows
           WHERE org_admin AND active GROUP BY organization_id) d
   WHERE o.id = d.organization_id;
  UPDATE public.accounts a
     SET user_count = a.user_count + d.every, active_user_count = a.active_user_count + d.active
    FROM (SELECT account_id, count(*) AS every, count(*) FILTER (WHERE active) AS active
            FROM new_rows GROUP BY account_id) d
   WHERE a.id = d.account_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION users_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.organizations o SET active_administrators = o.active_administrators - d.removed
    FROM (SELECT organization_id, count(*) AS removed FROM old_rows
           WHERE org_admin AND active GROUP BY organization_id) d
   WHERE o.id = d.organization_id;
  UPDATE public.accounts a
     SET user_count = a.user_count - d.every, active_user_count = a.active_user_count - d.active
    FROM (SELECT account_id, count(*) AS every, count(*) FILTER (WHERE active) AS active
            FROM old_rows GROUP BY account_id) d
   WHERE a.id = d.account_id;
  RETURN NULL;
END $$;

  -- The next migrations replace these two functions.
  IF (SELECT prosrc FROM pg_proc WHERE oid = 'users_updated'::regproc) LIKE '%require_administrator(%' THEN
CREATE OR REPLACE FUNCTION users_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.organizations o SET active_administrators = o.active_administrators + d.change
    FROM (SELECT n.organization_id,
                 sum((n.org_admin AND n.active)::int - (o.org_admin AND o.active)::int) AS change
            FROM new_rows n JOIN old_rows o ON o.id = n.id
           WHERE (n.org_admin AND n.active) <> (o.org_admin AND o.active)
           GROUP BY n.organization_id) d
   WHERE o.id = d.organization_id;
  UPDATE public.accounts a SET active_user_count = a.active_user_count + d.active
    FROM (SELECT n.account_id, sum(n.active::int - o.active::int) AS active
            FROM new_rows n JOIN old_rows o ON o.id = n.id
           WHERE n.active IS DISTINCT FROM o.active GROUP BY n.account_id) d
   WHERE a.id = d.account_id;
  RETURN NULL;
END $$;
  END IF;
  IF (SELECT prosrc FROM pg_proc WHERE oid = 'accounts_updated'::regproc)
       LIKE '%an inactive account has no active users%' THEN
CREATE OR REPLACE FUNCTION accounts_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_rows n JOIN public.users u ON u.account_id = n.id AND u.active
              WHERE NOT n.active) THEN
    RAISE EXCEPTION 'an active user needs an active account'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_active_in_active_account';
  END IF;
  RETURN NULL;
END $$;
  END IF;
  IF to_regproc('users_fit_their_account') IS NULL THEN
CREATE FUNCTION users_fit_their_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_rows n JOIN public.accounts a ON a.id = n.account_id
              WHERE n.active AND NOT a.active) THEN
    RAISE EXCEPTION 'an active user needs an active account'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_active_in_active_account';
  END IF;
  IF EXISTS (SELECT 1 FROM new_rows n JOIN public.accounts a ON a.id = n.account_id
              WHERE n.org_admin AND NOT a.default_account) THEN
    RAISE EXCEPTION 'an organization administrator belongs to the default account'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_org_admin_in_default_account';
  END IF;
  RETURN NULL;
END $$;
  END IF;
  DROP FUNCTION require_administrator(integer[]);

CREATE FUNCTION require_administrator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.organizations o
              WHERE o.id = NEW.id AND o.active_administrators < 1) THEN
    RAISE EXCEPTION 'an organization needs an active administrator'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'organizations_have_an_administrator';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION audit_events_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_rows n
              WHERE n.seq <> 1 AND NOT EXISTS (
                SELECT 1 FROM public.audit_events e
                 WHERE e.organization_id = n.organization_id AND e.seq = n.seq - 1)) THEN
    RAISE EXCEPTION 'an audit row follows the one before it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_events_without_gap';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION require_audit_head() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  last record;
BEGIN
  SELECT e.seq, e.mac INTO last FROM public.audit_events e
   WHERE e.organization_id = NEW.organization_id ORDER BY e.seq DESC LIMIT 1;
  IF NOT EXISTS (SELECT 1 FROM public.audit_heads h
                  WHERE h.organization_id = NEW.organization_id
                    AND h.seq = coalesce(last.seq, 0) AND h.mac = coalesce(last.mac, '')) THEN
    RAISE EXCEPTION 'the audit head is the last audit row'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_heads_are_the_last_row';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END $$;

  CREATE TRIGGER users_inserted_fit AFTER INSERT ON users REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION users_fit_their_account();
  CREATE TRIGGER users_updated_fit AFTER UPDATE ON users REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION users_fit_their_account();
  CREATE TRIGGER organizations_keep_an_administrator AFTER UPDATE OF active_administrators ON organizations
    FOR EACH ROW EXECUTE FUNCTION require_administrator();
  CREATE CONSTRAINT TRIGGER organizations_begin_with_an_administrator AFTER INSERT ON organizations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_administrator();
  CREATE TRIGGER audit_events_inserted AFTER INSERT ON audit_events REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION audit_events_inserted();
  CREATE CONSTRAINT TRIGGER audit_events_move_the_head AFTER INSERT ON audit_events
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_head();
  CREATE CONSTRAINT TRIGGER audit_heads_are_the_last_row AFTER INSERT OR UPDATE ON audit_heads
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_head();
  CREATE TRIGGER organizations_begin_uncounted BEFORE INSERT ON organizations
    FOR EACH ROW WHEN (NEW.active_administrators <> 0) EXECUTE FUNCTION refuse();
  CREATE TRIGGER accounts_begin_uncounted BEFORE INSERT ON accounts
    FOR EACH ROW WHEN (NEW.user_count <> 0 OR NEW.active_user_count <> 0) EXECUTE FUNCTION refuse();
  CREATE TRIGGER audit_heads_only_grow BEFORE UPDATE ON audit_heads
    FOR EACH ROW WHEN (NEW.seq < OLD.seq OR NEW.organization_id <> OLD.organization_id)
    EXECUTE FUNCTION refuse();

  REVOKE EXECUTE ON FUNCTION users_inserted(), users_updated(), users_deleted(),
    users_fit_their_account(), require_administrator(), accounts_updated(), audit_events_inserted(),
    require_audit_head(), refuse() FROM PUBLIC;
END $repair$;
