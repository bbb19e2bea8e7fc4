-- The accounts that a bulk deletion was confirmed for, in ascending order. A search would match
-- others by the time the job reaches them.
CREATE TABLE deletion_targets (
  job_id      integer   PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
  account_ids integer[] NOT NULL
);

-- A deletion that is running has no targets. What it has deleted can be undone.
UPDATE jobs
   SET state = 'failed', message = 'The console was updated in the meantime. Start a new deletion.'
 WHERE kind = 'accounts.delete' AND state = 'running';
