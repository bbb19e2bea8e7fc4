-- The API finds inactive accounts by a condition. Their indexes hold no active account, so that
-- changes of active accounts write nothing there.
CREATE INDEX accounts_inactive_by_id ON accounts (organization_id, id) WHERE NOT active;
CREATE INDEX accounts_inactive_by_external_id ON accounts (organization_id, external_id) WHERE NOT active;
