-- How the user of a session proved who they are.
ALTER TABLE sessions ADD COLUMN method text NOT NULL DEFAULT 'password';

-- An authenticator app that the user has confirmed with a code.
CREATE TABLE second_factors (
  user_id    integer PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret     bytea NOT NULL,
  -- The time step of the last code that was used: that code and earlier ones don't work again.
  last_step  integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

-- A secret that a user has been shown and hasn't confirmed yet.
CREATE TABLE second_factor_setups (
  user_id    integer PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret     bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE recovery_codes (
  user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  hash    text NOT NULL,
  PRIMARY KEY (user_id, hash)
);

-- Someone who has given the right password and still owes the second factor.
CREATE TABLE sign_in_tickets (
  id            text PRIMARY KEY,
  user_id       integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- Another password voids the ticket.
  password_hash text NOT NULL,
  expires_at    timestamptz(3) NOT NULL
);
CREATE INDEX sign_in_tickets_by_user ON sign_in_tickets (user_id);
CREATE INDEX sign_in_tickets_by_expiry ON sign_in_tickets (expires_at);

ALTER TABLE organizations
  ADD COLUMN second_factor_policy text NOT NULL DEFAULT 'optional'
    CHECK (second_factor_policy IN ('off', 'optional', 'org-admins', 'everyone')),
  ADD COLUMN second_factor_grace_days integer NOT NULL DEFAULT 0
    CHECK (second_factor_grace_days BETWEEN 0 AND 365),
  -- Since when the policy requires a second factor.
  ADD COLUMN second_factor_required_since timestamptz(3),
  ADD CHECK ((second_factor_policy IN ('org-admins', 'everyone')) = (second_factor_required_since IS NOT NULL));
