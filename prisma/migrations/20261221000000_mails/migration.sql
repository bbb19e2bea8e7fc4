-- The outbox: mails that the server sends once the change that they report has committed.
CREATE TABLE mails (
  -- Also in the Message-ID, so that a mail program recognizes a mail that arrives twice.
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id integer NOT NULL REFERENCES organizations (id),
  user_id         integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- The user's address when the mail was queued.
  recipient       text NOT NULL,
  template        text NOT NULL,
  -- Encrypted, because they can hold a link. Null once the mail was sent or given up.
  parameters      bytea,
  state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3) NOT NULL DEFAULT now(),
  -- Why the last attempt failed, in the words of the mail server.
  error           text NOT NULL DEFAULT '',
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  finished_at     timestamptz(3),
  CHECK ((state = 'waiting') = (parameters IS NOT NULL)),
  CHECK ((state = 'waiting') = (finished_at IS NULL))
);
-- Invites come last: an import queues thousands of them, and a password link can't wait for those.
CREATE INDEX mails_waiting ON mails ((template = 'invite'), next_attempt_at) WHERE state = 'waiting';
CREATE INDEX mails_finished ON mails (finished_at) WHERE state <> 'waiting';
CREATE INDEX mails_by_organization ON mails (organization_id, created_at DESC);
CREATE INDEX mails_by_user ON mails (user_id, created_at DESC);

-- What people typed on the page for a forgotten password. The server looks for the user later, so
-- the page takes the same time for every address.
CREATE TABLE password_requests (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email      text NOT NULL,
  address    text NOT NULL,
  request_id text NOT NULL,
  user_agent text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
