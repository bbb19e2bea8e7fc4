-- Rows of a file without an external ID whose name an active account has.
ALTER TABLE jobs ADD COLUMN duplicates integer NOT NULL DEFAULT 0;
