-- The key of a session is the hash of its token and changes with it. This ID stays, so that ending a
-- session ends it even if it got a new token since someone listed it.
DELETE FROM sessions WHERE expires_at < now();
ALTER TABLE sessions ADD COLUMN public_id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;
