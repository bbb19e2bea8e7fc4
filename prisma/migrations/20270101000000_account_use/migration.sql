-- Whether an account has users and whether one of them has ever signed in. The list filters by both,
-- so indexes hold them. The number of users and the last sign-in change often and are in no index.
ALTER TABLE accounts
  ADD COLUMN last_activity_at timestamptz(3),
  -- True for the rows that exist, because most have users: the others are fewer to write.
  ADD COLUMN has_users boolean NOT NULL DEFAULT true,
  ADD COLUMN has_activity boolean NOT NULL DEFAULT false;

UPDATE accounts SET has_users = false WHERE user_count = 0;
UPDATE accounts
   SET last_activity_at = last_login_at, has_activity = true
  FROM (SELECT account_id, max(last_login_at) AS last_login_at
          FROM users WHERE last_login_at IS NOT NULL GROUP BY account_id) AS logins
 WHERE accounts.id = account_id;
ALTER TABLE accounts ALTER COLUMN has_users SET DEFAULT false;

CREATE FUNCTION set_account_use() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.has_users := NEW.user_count > 0;
  NEW.has_activity := NEW.last_activity_at IS NOT NULL;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION set_account_use() FROM PUBLIC;
-- The condition keeps changes that leave both as they are from calling it.
CREATE TRIGGER accounts_use BEFORE UPDATE ON accounts FOR EACH ROW
  WHEN (NEW.has_users <> (NEW.user_count > 0) OR NEW.has_activity <> (NEW.last_activity_at IS NOT NULL))
  EXECUTE FUNCTION set_account_use();

SELECT set_config('maintenance_work_mem', '256MB', true);

-- One index for each order of the list: the accounts of a filter are read in that order.
CREATE INDEX accounts_use_by_name ON accounts (organization_id, has_users, has_activity, name_key, id) WHERE active;
CREATE INDEX accounts_use_by_id ON accounts (organization_id, has_users, has_activity, id) WHERE active;
CREATE INDEX accounts_use_by_created ON accounts (organization_id, has_users, has_activity, created_at, id)
  INCLUDE (name_key) WHERE active;

-- With the name, so that the accounts of some days are sorted by it without reading their rows.
DROP INDEX accounts_by_created;
CREATE INDEX accounts_by_created ON accounts (organization_id, created_at, id) INCLUDE (name_key) WHERE active;

CREATE STATISTICS accounts_use_statistics (mcv) ON organization_id, has_users, has_activity FROM accounts;
ANALYZE accounts;
