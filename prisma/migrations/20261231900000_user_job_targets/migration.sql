-- The users that a job was confirmed for, in ascending order. A search would find others by the time
-- the job reaches them.
CREATE TABLE user_job_targets (
  job_id   integer   PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
  user_ids integer[] NOT NULL
);
