-- What only the API shows of a user, and the role that an account's users inherit.
ALTER TABLE users
  ADD COLUMN phone text NOT NULL DEFAULT '' CHECK (char_length(phone) <= 100),
  ADD COLUMN street1 text NOT NULL DEFAULT '' CHECK (char_length(street1) <= 200),
  ADD COLUMN street2 text NOT NULL DEFAULT '' CHECK (char_length(street2) <= 200),
  ADD COLUMN city text NOT NULL DEFAULT '' CHECK (char_length(city) <= 100),
  ADD COLUMN state_province text NOT NULL DEFAULT '' CHECK (char_length(state_province) <= 100),
  ADD COLUMN postal_code text NOT NULL DEFAULT '' CHECK (char_length(postal_code) <= 20),
  ADD COLUMN country text NOT NULL DEFAULT '' CHECK (char_length(country) <= 100),
  ADD COLUMN external_id text NOT NULL DEFAULT '' CHECK (char_length(external_id) <= 100),
  ADD COLUMN password_changed_at timestamptz(3) NOT NULL DEFAULT now();

CREATE INDEX users_by_organization ON users (organization_id, id);

ALTER TABLE accounts ADD COLUMN account_admin boolean NOT NULL DEFAULT false;

-- Null is the default policy, so that a better default reaches whoever never chose another.
ALTER TABLE organizations ADD COLUMN password_policy jsonb;

CREATE TABLE former_passwords (
  user_id     integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  replaced_at timestamptz(3) NOT NULL DEFAULT now(),
  hash        text NOT NULL,
  PRIMARY KEY (user_id, replaced_at)
);

CREATE TABLE idempotency_keys (
  user_id     integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- SHA-256 of the key: the answer is sealed with the key itself.
  key_hash    text NOT NULL,
  fingerprint text NOT NULL,
  status      integer NOT NULL,
  body        bytea NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key_hash)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
