-- The version counts the changes of all settings. Each part that has a form of its own keeps the
-- version of its last change, so that only changes of the same part conflict.
ALTER TABLE organizations
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN name_version integer NOT NULL DEFAULT 1,
  ADD COLUMN password_policy_version integer NOT NULL DEFAULT 1,
  ADD COLUMN session_policy_version integer NOT NULL DEFAULT 1,
  ADD COLUMN second_factor_policy_version integer NOT NULL DEFAULT 1,
  ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now(),
  -- Null: as long as the server allows.
  ADD COLUMN session_idle_minutes integer CHECK (session_idle_minutes > 0),
  ADD COLUMN session_absolute_hours integer CHECK (session_absolute_hours > 0),
  -- The Organization Secret before the last reset, while it still works.
  ADD COLUMN previous_secret_hash text,
  ADD COLUMN previous_secret_until timestamptz(3),
  ADD CONSTRAINT organizations_previous_secret_ends
    CHECK ((previous_secret_hash IS NULL) = (previous_secret_until IS NULL));
UPDATE organizations SET updated_at = created_at;

CREATE TRIGGER organizations_updated_at BEFORE UPDATE ON organizations FOR EACH ROW
  WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION set_updated_at();

-- On which day someone last called the API with an Organization Secret. Written at most once a day.
CREATE TABLE secret_uses (
  organization_id integer NOT NULL REFERENCES organizations,
  user_id         integer NOT NULL REFERENCES users ON DELETE CASCADE,
  -- Whether it was the secret before the last reset.
  previous        boolean NOT NULL,
  used_on         date NOT NULL DEFAULT current_date,
  PRIMARY KEY (organization_id, previous, user_id)
);
CREATE INDEX secret_uses_user ON secret_uses (user_id);

-- Whose password an expiry would replace, by age. The hash of no password is an exclamation mark.
CREATE INDEX users_password_age ON users (organization_id, password_changed_at)
  WHERE active AND NOT must_change_password AND password_hash <> '!';
