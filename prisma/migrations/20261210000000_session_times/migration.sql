-- A session ends when it hasn't been used for a while, and some changes require that its user has
-- authenticated recently.
ALTER TABLE sessions
  ADD COLUMN last_used_at     timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN authenticated_at timestamptz(3) NOT NULL DEFAULT now();
UPDATE sessions SET authenticated_at = created_at;
