-- What a job found, where the counts of its rows don't say it all.
ALTER TABLE jobs ADD COLUMN result jsonb;
