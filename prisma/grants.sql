-- The permissions of the application's role, which is that of DATABASE_URL. Runs after every
-- migration. The role owns no table, and deletes only where the program deletes.
-- Only the owner can create tables and functions, including temporary ones.
REVOKE TEMPORARY ON DATABASE :database FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :role;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :role;

GRANT SELECT, INSERT,
  UPDATE (name, name_version, secret_hash, previous_secret_hash, previous_secret_until,
    password_policy, password_policy_version, session_idle_minutes, session_absolute_hours,
    session_policy_version, second_factor_policy, second_factor_grace_days,
    second_factor_required_since, second_factor_policy_version, version, updated_at)
  ON organizations TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (previous, used_on) ON secret_uses TO :role;
GRANT SELECT, INSERT,
  UPDATE (name, name_key, description, external_id, external_key, active, account_admin, deactivation_id, version,
    updated_at, last_activity_at)
  ON accounts TO :role;
GRANT SELECT, INSERT, DELETE,
  UPDATE (email, first_name, last_name, search_key, password_hash, secret_hash, org_admin,
          account_admin, active, must_change_password, initial_password,
          password_changed_at, phone, street1, street2, city, state_province,
          postal_code, country, external_id, deactivation_id, last_login_at, version, updated_at)
  ON users TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (id, last_used_at, authenticated_at) ON sessions TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (secret, last_step, created_at) ON second_factors TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (secret, created_at) ON second_factor_setups TO :role;
GRANT SELECT, INSERT, DELETE ON recovery_codes, sign_in_tickets TO :role;
GRANT SELECT, INSERT, DELETE ON former_passwords TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (counter, backed_up, name, last_used_at) ON passkeys TO :role;
GRANT SELECT, INSERT ON passkey_handles TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (expires_at) ON used_passkey_challenges TO :role;
GRANT SELECT, INSERT, DELETE ON user_links TO :role;
GRANT SELECT, INSERT, DELETE ON idempotency_keys TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (name, name_key, query, user_id, version, updated_at) ON saved_views
  TO :role;
GRANT SELECT, INSERT, UPDATE (settings, updated_at) ON user_settings TO :role;
-- Only the owner moves old rows to an archive and deletes them.
GRANT SELECT, INSERT ON audit_events TO :role;
GRANT SELECT ON audit_archives TO :role;
GRANT SELECT, INSERT, UPDATE (seq, mac, seal) ON audit_heads TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO :role;
GRANT SELECT, INSERT, UPDATE, DELETE ON failed_attempts TO :role;
GRANT SELECT, INSERT, DELETE,
  UPDATE (user_id, email, address, state, result, total, last_row, processed, succeeded, rejected,
          duplicates, attempts, message, updated_at)
  ON jobs TO :role;
GRANT SELECT, INSERT, DELETE ON deletion_targets, user_job_targets TO :role;
GRANT SELECT, INSERT, DELETE ON imported_users TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (first_id, next_user) ON seed_batches TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (key, error) ON job_rows TO :role;
GRANT SELECT, INSERT, DELETE,
  UPDATE (name, issuer, client_id, client_secret, account_id, active, required, emergency_user_id,
    tested_at, version, updated_at)
  ON identity_providers TO :role;
GRANT SELECT, INSERT, DELETE, UPDATE (verified_at) ON provider_domains TO :role;
GRANT SELECT, INSERT, DELETE ON user_identities TO :role;
GRANT SELECT, INSERT, DELETE,
  UPDATE (parameters, state, attempts, next_attempt_at, error, finished_at)
  ON mails TO :role;
-- FOR UPDATE needs the privilege to update a column. This one can't be updated.
GRANT SELECT, INSERT, DELETE, UPDATE (id) ON password_requests TO :role;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :role;
