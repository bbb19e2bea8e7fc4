-- What is left to do of sample data, so that an interrupted seed continues where it was.
CREATE TABLE seed_batches (
  organization_id   integer NOT NULL REFERENCES organizations (id),
  -- The index of the first account in the sequence of sample accounts.
  start             integer NOT NULL,
  accounts          integer NOT NULL,
  users_per_account integer NOT NULL,
  -- How many accounts the command asked for, over all its batches.
  seed_accounts     integer NOT NULL,
  -- The reserved ID of the first account. The others follow it.
  first_id          integer NOT NULL,
  -- The number of the next user to add to each account. 0: the accounts don't exist yet.
  next_user         integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, start)
);
