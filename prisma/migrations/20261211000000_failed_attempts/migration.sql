-- Wrong passwords in a row, which a success resets. Unlike the counts in rate_limits, they don't
-- expire, or a patient attacker could guess forever.
CREATE TABLE failed_attempts (
  subject  text NOT NULL,
  source   text NOT NULL,
  attempts integer NOT NULL,
  user_id  integer,
  networks text[] NOT NULL,
  first_at timestamptz(3) NOT NULL DEFAULT now(),
  last_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (subject, source)
);
CREATE INDEX failed_attempts_of_nobody ON failed_attempts (last_at) WHERE user_id IS NULL;
CREATE INDEX rate_limits_by_expiry ON rate_limits (expire);

-- Counts an attempt, or refuses it and changes nothing. `window_keys` count attempts for
-- `window_seconds`, each up to its limit; `row_subject` and `row_source`, if given, count attempts in
-- a row.
-- One function, because checking and counting must be one step: two attempts at the same login wait
-- for each other.
CREATE FUNCTION consume_attempt(
  window_keys text[], window_limits integer[], window_seconds integer,
  row_subject text, row_source text, row_limit integer, row_user integer, row_network text
) RETURNS TABLE (outcome text, seconds integer) LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  now_ms bigint;
  blocked_until bigint;
BEGIN
  now_ms := floor(extract(epoch FROM clock_timestamp()) * 1000);
  -- The first time without the lock, so that refused attempts wait for nobody.
  FOR check_number IN 1..2 LOOP
    IF EXISTS (SELECT 1 FROM public.failed_attempts f
                WHERE f.subject = row_subject AND f.source = row_source AND f.attempts >= row_limit) THEN
      RETURN QUERY SELECT 'locked', 0;
      RETURN;
    END IF;
    SELECT max(r.expire) INTO blocked_until
      FROM unnest(window_keys, window_limits) AS w (key, points)
      JOIN public.rate_limits r ON r.key = w.key
     WHERE r.points >= w.points AND r.expire > now_ms;
    IF blocked_until IS NOT NULL THEN
      RETURN QUERY SELECT 'limited', ceil((blocked_until - now_ms) / 1000.0)::integer;
      RETURN;
    END IF;
    IF check_number = 1 THEN
      PERFORM pg_advisory_xact_lock(3, hashtext(row_subject));
    END IF;
  END LOOP;

  -- In one order, because attempts at other logins count in the same networks.
  INSERT INTO public.rate_limits AS r (key, points, expire)
  SELECT w.key, 1, now_ms + window_seconds * 1000 FROM unnest(window_keys) AS w (key) ORDER BY w.key
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN r.expire <= now_ms THEN 1 ELSE r.points + 1 END,
    expire = CASE WHEN r.expire <= now_ms THEN excluded.expire ELSE r.expire END;
  INSERT INTO public.failed_attempts AS f (subject, source, attempts, user_id, networks)
  SELECT row_subject, row_source, 1, row_user, ARRAY[row_network] WHERE row_subject IS NOT NULL
  ON CONFLICT (subject, source) DO UPDATE SET
    attempts = f.attempts + 1,
    user_id = row_user,
    networks = (row_network || array_remove(f.networks, row_network))[1:3],
    last_at = now();

  DELETE FROM public.rate_limits WHERE key IN
    (SELECT key FROM public.rate_limits WHERE expire < now_ms - 3600000
      ORDER BY expire LIMIT 20 FOR UPDATE SKIP LOCKED);
  DELETE FROM public.failed_attempts WHERE (subject, source) IN
    (SELECT subject, source FROM public.failed_attempts
      WHERE user_id IS NULL AND last_at < now() - interval '90 days'
      ORDER BY last_at LIMIT 5 FOR UPDATE SKIP LOCKED);
  RETURN QUERY SELECT 'counted', 0;
END $$;
