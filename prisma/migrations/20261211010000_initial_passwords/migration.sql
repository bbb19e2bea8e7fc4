-- A password that someone else set and that nobody has signed in with yet.
ALTER TABLE users ADD COLUMN initial_password boolean NOT NULL DEFAULT false;

UPDATE users SET initial_password = true
 WHERE password_hash <> '!'
   AND (last_login_at IS NULL OR must_change_password AND last_login_at < password_changed_at);
