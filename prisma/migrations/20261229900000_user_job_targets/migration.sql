-- The users that a job was confirmed for, in ascending order. A search would find others by the time
-- the job reaches them.
CREATE TABLE user_job_targets (
  job_id   integer   PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
  user_ids integer[] NOT NULL
);

-- The program knows the kinds of jobs.
ALTER TABLE jobs DROP CONSTRAINT jobs_kind_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_kind_check CHECK (kind ~ '^[a-z]+\.[a-z-]+$');
