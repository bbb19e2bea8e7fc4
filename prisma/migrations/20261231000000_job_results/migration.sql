-- What a job found, where the counts of its rows don't say it all.
ALTER TABLE jobs ADD COLUMN result jsonb;

-- Verifying the audit log is a job. The code knows which kinds there are.
ALTER TABLE jobs DROP CONSTRAINT jobs_kind_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_kind_check CHECK (kind ~ '^[a-z]+\.[a-z-]+$');
