ALTER TABLE jobs DROP CONSTRAINT jobs_state_check;
ALTER TABLE jobs RENAME COLUMN place TO last_row;
ALTER TABLE jobs RENAME COLUMN done TO succeeded;
ALTER TABLE jobs RENAME COLUMN refused TO rejected;
ALTER TABLE jobs
  -- How many rows the current phase has read: the check of a file, then its import.
  ADD COLUMN processed integer NOT NULL DEFAULT 0,
  -- How often the next batch has failed in a row.
  ADD COLUMN attempts  integer NOT NULL DEFAULT 0;
ALTER TABLE job_rows RENAME COLUMN fault TO error;
ALTER INDEX job_rows_refused RENAME TO job_rows_rejected;

UPDATE jobs SET processed = succeeded + rejected;

-- While a file was checked, `done` counted valid rows. An import that was never confirmed has
-- added nothing.
UPDATE jobs SET succeeded = 0
 WHERE kind IN ('accounts.import', 'users.import')
   AND (state IN ('checking', 'ready')
        OR state IN ('failed', 'cancelled')
           AND NOT EXISTS (SELECT 1 FROM audit_events e
                            WHERE e.organization_id = jobs.organization_id
                              AND e.operation = 'jobs.start'
                              AND e.outcome = 'done'
                              AND e.target_type = 'job'
                              AND e.target_id = jobs.id));

UPDATE jobs
   SET state = CASE state WHEN 'ready' THEN 'awaiting-confirmation'
                          WHEN 'done' THEN 'completed'
                          ELSE 'canceled' END
 WHERE state IN ('ready', 'done', 'cancelled');

ALTER TABLE jobs ADD CONSTRAINT jobs_state_check CHECK (
  state IN ('checking', 'awaiting-confirmation', 'running', 'completed', 'failed', 'canceled'));

-- Parameters become complete, so that reading them needs no defaults.
UPDATE jobs
   SET parameters = parameters - 'ignored' || jsonb_build_object(
         'file', coalesce(parameters -> 'file', '"file.csv"'),
         'ignoredColumns', coalesce(parameters -> 'ignored', '[]'))
 WHERE kind IN ('accounts.import', 'users.import');

UPDATE jobs
   SET parameters = jsonb_build_object(
         'selection', jsonb_build_object(
           'id', coalesce(parameters -> 'id', '[]'),
           'q', coalesce(parameters -> 'q', '""'),
           'all', coalesce(parameters -> 'all', 'false')),
         'lastId', coalesce(parameters -> 'lastId', '0'),
         'deactivationId', coalesce(parameters -> 'deactivationId', to_jsonb(gen_random_uuid())))
 WHERE kind = 'accounts.delete';

-- Jobs take turns: the one that waited longest is next.
DROP INDEX jobs_to_do;
CREATE INDEX jobs_in_progress ON jobs (updated_at, id) WHERE state IN ('checking', 'running');
