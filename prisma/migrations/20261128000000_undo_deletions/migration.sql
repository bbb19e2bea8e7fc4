-- A deletion of many accounts is taken back as a job too.
ALTER TABLE jobs DROP CONSTRAINT jobs_kind_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_kind_check
  CHECK (kind IN ('accounts.import', 'users.import', 'accounts.delete', 'accounts.restore'));
CREATE INDEX accounts_by_deactivation ON accounts (deactivation_id, id) WHERE deactivation_id IS NOT NULL;
