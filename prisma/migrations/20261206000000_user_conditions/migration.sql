-- Finds the counts that block a login, whatever network or device they belong to.
CREATE INDEX rate_limits_by_login ON rate_limits (split_part(key, ':', 2));

-- Finds users by the ID that other systems know them by.
CREATE INDEX users_by_external_id ON users (organization_id, external_id) WHERE external_id <> '';
