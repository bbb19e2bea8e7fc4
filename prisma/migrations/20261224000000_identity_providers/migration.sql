-- Where the people of an organization sign in instead of typing a password (OpenID Connect).
CREATE TABLE identity_providers (
  id                serial PRIMARY KEY,
  organization_id   integer NOT NULL REFERENCES organizations (id),
  -- Part of the URL to which the provider sends people back.
  key               uuid NOT NULL UNIQUE,
  name              text NOT NULL,
  issuer            text NOT NULL,
  client_id         text NOT NULL,
  -- Encrypted with a key of AUTH_SECRET.
  client_secret     bytea NOT NULL,
  -- Where unknown people get a user. Null: they get none.
  account_id        integer,
  active            boolean NOT NULL DEFAULT false,
  required          boolean NOT NULL DEFAULT false,
  -- The administrator who can sign in with a password even if the provider is required.
  emergency_user_id integer REFERENCES users (id) ON DELETE SET NULL,
  -- When this issuer and client passed the test. Null: not yet.
  tested_at         timestamptz(3),
  version           integer NOT NULL DEFAULT 1,
  created_at        timestamptz(3) NOT NULL DEFAULT now(),
  updated_at        timestamptz(3) NOT NULL DEFAULT now(),
  FOREIGN KEY (account_id, organization_id) REFERENCES accounts (id, organization_id),
  CONSTRAINT identity_providers_required_is_safe
    CHECK (NOT required OR active AND tested_at IS NOT NULL AND emergency_user_id IS NOT NULL)
);
CREATE INDEX identity_providers_organization ON identity_providers (organization_id, id);
CREATE INDEX identity_providers_emergency_user ON identity_providers (emergency_user_id);

CREATE TRIGGER identity_providers_updated_at BEFORE UPDATE ON identity_providers FOR EACH ROW
  WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION set_updated_at();

-- A domain of email addresses, which is verified once its DNS has the token.
CREATE TABLE provider_domains (
  provider_id integer NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
  domain      text NOT NULL,
  token       text NOT NULL,
  verified_at timestamptz(3),
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (provider_id, domain)
);
-- A verified domain leads to one provider.
CREATE UNIQUE INDEX provider_domains_verified ON provider_domains (domain) WHERE verified_at IS NOT NULL;

-- Who a user is at a provider.
CREATE TABLE user_identities (
  provider_id integer NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
  issuer      text NOT NULL,
  subject     text NOT NULL,
  user_id     integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (provider_id, issuer, subject),
  CONSTRAINT user_identities_one_subject UNIQUE (user_id, provider_id, issuer)
);

-- Otherwise nobody could sign in while a required provider is down.
CREATE FUNCTION keep_emergency_administrator() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM identity_providers WHERE emergency_user_id = NEW.id AND required) THEN
    RAISE EXCEPTION 'a required provider needs its emergency administrator';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION keep_emergency_administrator() FROM PUBLIC;
CREATE TRIGGER keep_emergency_administrator AFTER UPDATE OF active, org_admin ON users
  FOR EACH ROW WHEN (OLD.active AND OLD.org_admin AND NOT (NEW.active AND NEW.org_admin))
  EXECUTE FUNCTION keep_emergency_administrator();
