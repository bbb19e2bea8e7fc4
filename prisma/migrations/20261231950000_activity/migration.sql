-- The account that an entry is about: the account itself, that of the user, or that of the file of a
-- job. It isn't signed, because it only repeats what follows from the target, for an index.
ALTER TABLE audit_events ADD COLUMN account_id integer;

ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only;
UPDATE audit_events SET account_id = target_id WHERE target_type = 'account';
UPDATE audit_events e SET account_id = u.account_id FROM users u
 WHERE e.target_type = 'user' AND u.id = e.target_id AND u.organization_id = e.organization_id;
UPDATE audit_events e SET account_id = d.account_id
  FROM (SELECT organization_id, target_id, (detail::jsonb #>> '{before,accountId}')::integer AS account_id
          FROM audit_events WHERE operation = 'users.delete' AND outcome = 'done') d
 WHERE e.target_type = 'user' AND e.account_id IS NULL
   AND e.organization_id = d.organization_id AND e.target_id = d.target_id;
UPDATE audit_events e SET account_id = (j.parameters ->> 'accountId')::integer FROM jobs j
 WHERE e.target_type = 'job' AND j.id = e.target_id AND j.organization_id = e.organization_id
   AND jsonb_typeof(j.parameters -> 'accountId') = 'number';
ALTER TABLE audit_events ENABLE TRIGGER audit_events_append_only;

CREATE FUNCTION set_audit_account() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.account_id := CASE NEW.target_type
    WHEN 'account' THEN NEW.target_id
    WHEN 'job' THEN (
      SELECT (j.parameters ->> 'accountId')::integer FROM public.jobs j
       WHERE j.id = NEW.target_id AND j.organization_id = NEW.organization_id
         AND jsonb_typeof(j.parameters -> 'accountId') = 'number')
    WHEN 'user' THEN (
      SELECT u.account_id FROM public.users u
       WHERE u.id = NEW.target_id AND u.organization_id = NEW.organization_id)
  END;
  -- A deleted user stays in the account of their earlier entries.
  IF NEW.account_id IS NULL AND NEW.target_type = 'user' THEN
    NEW.account_id := CASE NEW.operation
      WHEN 'users.delete' THEN (NEW.detail::jsonb #>> '{before,accountId}')::integer
      ELSE (SELECT e.account_id FROM public.audit_events e
             WHERE e.organization_id = NEW.organization_id AND e.target_type = 'user'
               AND e.target_id = NEW.target_id AND e.account_id IS NOT NULL LIMIT 1)
    END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_events_account BEFORE INSERT ON audit_events
  FOR EACH ROW WHEN (NEW.target_id IS NOT NULL) EXECUTE FUNCTION set_audit_account();
REVOKE EXECUTE ON FUNCTION set_audit_account() FROM PUBLIC;

-- The activity by each filter and by several of them, the latest first. Each index has few
-- operations and outcomes, so a filter that leaves them open merges their entries.
DROP INDEX audit_events_by_target;
CREATE INDEX audit_events_by_time ON audit_events (organization_id, at, seq);
CREATE INDEX audit_events_by_operation
  ON audit_events (organization_id, operation, outcome, at, seq);
CREATE INDEX audit_events_by_person
  ON audit_events (organization_id, actor_id, operation, outcome, at, seq)
  WHERE actor_id IS NOT NULL;
CREATE INDEX audit_events_by_account
  ON audit_events (organization_id, account_id, operation, outcome, at, seq)
  WHERE account_id IS NOT NULL;
CREATE INDEX audit_events_by_person_and_account
  ON audit_events (organization_id, actor_id, account_id, operation, outcome, at, seq)
  WHERE actor_id IS NOT NULL AND account_id IS NOT NULL;
CREATE INDEX audit_events_by_target
  ON audit_events (organization_id, target_type, target_id, operation, outcome, at, seq)
  WHERE target_id IS NOT NULL;
