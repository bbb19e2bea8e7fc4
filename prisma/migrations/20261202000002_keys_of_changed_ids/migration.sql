-- The migration of external IDs gave some accounts another one. A search finds them by it.
UPDATE accounts SET external_key = 'account-' || id
 WHERE external_key = '' AND external_id = 'account-' || id;
UPDATE accounts SET external_key = left(external_key, 76) || ' (duplicate ' || id || ')'
 WHERE external_id LIKE '% (duplicate ' || id || ')'
   AND external_key NOT LIKE '% (duplicate ' || id || ')';
