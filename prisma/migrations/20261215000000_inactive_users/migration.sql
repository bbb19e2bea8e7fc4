-- A list of the few inactive users among many active ones.
CREATE INDEX users_inactive ON users (organization_id, id) WHERE NOT active;
CREATE INDEX users_inactive_by_account ON users (account_id, id) WHERE NOT active;
