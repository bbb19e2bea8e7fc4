-- The second column of the list of all users is a group instead of a state: the state, plus 4 with a
-- second factor, plus 8 for people who have signed in. Lists of people without a second factor and of
-- people who have never signed in then have all orders too. The program writes the same expression.
SELECT set_config('maintenance_work_mem', '256MB', true);

DROP INDEX users_list_by_name;
DROP INDEX users_list_by_email;
DROP INDEX users_list_by_login;
DROP INDEX users_list_by_created;

CREATE FUNCTION pg_temp.create_list_index(order_name text, key text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE INDEX %I ON users (
       organization_id,
       (CASE WHEN NOT active THEN 3 WHEN password_hash = ''!'' THEN 2 WHEN must_change_password THEN 1 ELSE 0 END
        + CASE WHEN has_factor THEN 4 ELSE 0 END
        + CASE WHEN last_login_at IS NOT NULL THEN 8 ELSE 0 END),
       %s,
       id)',
    'users_list_by_' || order_name, key);
END $$;
SELECT pg_temp.create_list_index('name', '"left"(search_key, 200)'),
       pg_temp.create_list_index('email', 'email'),
       pg_temp.create_list_index('login', 'coalesce(last_login_at, ''-infinity''::timestamptz)'),
       pg_temp.create_list_index('created', 'created_at');
DROP FUNCTION pg_temp.create_list_index;

-- The statistics of the expressions.
ANALYZE users;
