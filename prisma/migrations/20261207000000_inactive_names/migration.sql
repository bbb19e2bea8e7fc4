-- The API finds inactive accounts by parts of the name and the external ID.
CREATE INDEX accounts_inactive_name_part ON accounts USING gin (
  organization_id, name_key gin_trgm_ops, external_id gin_trgm_ops
) WHERE NOT active;

-- An earlier migration has changed these external IDs, but not their keys.
UPDATE accounts SET external_key = external_key || ' (duplicate ' || id || ')'
 WHERE external_id LIKE '% (duplicate ' || id || ')' AND external_key NOT LIKE '% (duplicate ' || id || ')';
