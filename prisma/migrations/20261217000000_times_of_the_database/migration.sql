-- Times of records follow the clock of the database, whichever statement writes them.

-- A change that counts up the version and names no time is made now.
CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION set_updated_at() FROM PUBLIC;
-- The conditions keep changes of many rows, which name the time, from calling it for each one.
CREATE TRIGGER accounts_updated_at BEFORE UPDATE ON accounts FOR EACH ROW
  WHEN (NEW.version <> OLD.version AND NEW.updated_at = OLD.updated_at) EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER users_updated_at BEFORE UPDATE ON users FOR EACH ROW
  WHEN (NEW.version <> OLD.version AND NEW.updated_at = OLD.updated_at) EXECUTE FUNCTION set_updated_at();

CREATE FUNCTION set_secret_created_at() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.secret_created_at := CASE WHEN NEW.secret_hash IS NOT NULL THEN now() END;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION set_secret_created_at() FROM PUBLIC;
CREATE TRIGGER organizations_new_secret BEFORE INSERT ON organizations FOR EACH ROW
  WHEN (NEW.secret_hash IS NOT NULL) EXECUTE FUNCTION set_secret_created_at();
CREATE TRIGGER organizations_secret_created_at BEFORE UPDATE ON organizations FOR EACH ROW
  WHEN (NEW.secret_hash IS DISTINCT FROM OLD.secret_hash) EXECUTE FUNCTION set_secret_created_at();
CREATE TRIGGER users_new_secret BEFORE INSERT ON users FOR EACH ROW
  WHEN (NEW.secret_hash IS NOT NULL) EXECUTE FUNCTION set_secret_created_at();
CREATE TRIGGER users_secret_created_at BEFORE UPDATE ON users FOR EACH ROW
  WHEN (NEW.secret_hash IS DISTINCT FROM OLD.secret_hash) EXECUTE FUNCTION set_secret_created_at();
