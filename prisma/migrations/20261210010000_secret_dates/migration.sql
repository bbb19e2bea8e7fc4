-- When the secret was made. Null without one, and for secrets from before this column.
ALTER TABLE users ADD COLUMN secret_created_at timestamptz(3);
ALTER TABLE organizations ADD COLUMN secret_created_at timestamptz(3);

-- A deactivation ends the User Secret for good, so that a reactivation doesn't bring it back.
CREATE FUNCTION end_user_secret() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.secret_hash := NULL;
  NEW.secret_created_at := NULL;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION end_user_secret() FROM PUBLIC;
CREATE TRIGGER users_inactive_have_no_secret BEFORE INSERT OR UPDATE ON users
  FOR EACH ROW WHEN (NOT NEW.active AND NEW.secret_hash IS NOT NULL) EXECUTE FUNCTION end_user_secret();

UPDATE users SET secret_hash = NULL WHERE NOT active AND secret_hash IS NOT NULL;
