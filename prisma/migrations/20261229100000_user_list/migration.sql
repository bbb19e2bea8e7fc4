-- The list of all users of an organization. Its second column is the state that all of a user's
-- status words follow from, so that every status has all orders of the list. The program writes the
-- same expression.
CREATE INDEX users_list_by_name ON users (
  organization_id,
  (CASE WHEN NOT active THEN 3 WHEN password_hash = '!' THEN 2 WHEN must_change_password THEN 1 ELSE 0 END),
  "left"(search_key, 200),
  id
);
CREATE INDEX users_list_by_email ON users (
  organization_id,
  (CASE WHEN NOT active THEN 3 WHEN password_hash = '!' THEN 2 WHEN must_change_password THEN 1 ELSE 0 END),
  email,
  id
);
CREATE INDEX users_list_by_login ON users (
  organization_id,
  (CASE WHEN NOT active THEN 3 WHEN password_hash = '!' THEN 2 WHEN must_change_password THEN 1 ELSE 0 END),
  coalesce(last_login_at, '-infinity'::timestamptz),
  id
);
CREATE INDEX users_list_by_created ON users (
  organization_id,
  (CASE WHEN NOT active THEN 3 WHEN password_hash = '!' THEN 2 WHEN must_change_password THEN 1 ELSE 0 END),
  created_at,
  id
);

-- Finds few users among many.
CREATE INDEX users_org_admins ON users (organization_id, id) WHERE org_admin;
CREATE INDEX users_by_password_change ON users (organization_id, password_changed_at)
  WHERE active AND password_hash <> '!';
CREATE INDEX user_links_invites ON user_links (organization_id, expires_at) WHERE purpose = 'invite';

-- Attempts to sign in are counted by the hash of what was typed. Immutable: the encoding of the
-- database never changes.
CREATE FUNCTION login_hash(login text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN encode(sha256(convert_to(login, 'UTF8')), 'hex');
CREATE INDEX users_by_login_hash ON users USING hash (login_hash(email));
CREATE INDEX failed_attempts_by_count ON failed_attempts (attempts);

-- Whether a user has an authenticator app, or a passkey of any host name.
ALTER TABLE users ADD COLUMN has_factor boolean NOT NULL DEFAULT false;
UPDATE users SET has_factor = true
 WHERE id IN (SELECT user_id FROM second_factors UNION SELECT user_id FROM passkeys);
CREATE INDEX users_without_factor ON users (organization_id, id) WHERE NOT has_factor;
CREATE INDEX passkeys_by_host ON passkeys (rp_id, user_id);

CREATE FUNCTION set_has_factor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  changed integer := CASE TG_OP WHEN 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
BEGIN
  -- Before the factors are read, so that of two removed at the same time the second sees the first.
  PERFORM FROM public.users WHERE id = changed FOR NO KEY UPDATE;
  UPDATE public.users u SET has_factor = NOT has_factor
   WHERE id = changed
         AND has_factor <> (EXISTS (SELECT FROM public.second_factors f WHERE f.user_id = changed)
                            OR EXISTS (SELECT FROM public.passkeys p WHERE p.user_id = changed));
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION set_has_factor() FROM PUBLIC;
CREATE TRIGGER second_factors_set_has_factor AFTER INSERT OR DELETE ON second_factors
  FOR EACH ROW EXECUTE FUNCTION set_has_factor();
CREATE TRIGGER passkeys_set_has_factor AFTER INSERT OR DELETE ON passkeys
  FOR EACH ROW EXECUTE FUNCTION set_has_factor();
CREATE TRIGGER users_begin_without_factor BEFORE INSERT ON users
  FOR EACH ROW WHEN (NEW.has_factor) EXECUTE FUNCTION refuse();

-- The statistics of the expressions.
ANALYZE users;
