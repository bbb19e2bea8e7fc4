-- One-time links: to set a password, or to confirm a new email address. The ID is the hash of the
-- token, which only the link has.
CREATE TABLE user_links (
  id              text PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organizations (id),
  user_id         integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose         text NOT NULL CHECK (purpose IN ('password', 'invite', 'email')),
  new_email       text CHECK ((new_email IS NOT NULL) = (purpose = 'email')),
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  expires_at      timestamptz(3) NOT NULL,
  created_by      integer
);
CREATE INDEX user_links_by_user ON user_links (user_id);

-- Which users an import added, so that it can make links for them.
CREATE TABLE imported_users (
  job_id  integer NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (job_id, user_id)
);
CREATE INDEX imported_users_by_user ON imported_users (user_id);
