-- The oldest rows of the audit log may leave for a sealed file. The table of the archives says which.
CREATE TABLE audit_archives (
  organization_id integer        NOT NULL REFERENCES organizations (id),
  first_seq       integer        NOT NULL,
  last_seq        integer        NOT NULL CHECK (last_seq >= first_seq),
  last_at         timestamptz(3) NOT NULL,
  last_mac        text           NOT NULL CHECK (last_mac ~ '^[0-9a-f]{64}$'),
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, first_seq)
);
CREATE TRIGGER audit_archives_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_archives
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();

-- Rows leave from the beginning of the log, only if they are in an archive, and never the last one.
CREATE FUNCTION audit_events_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT organization_id, max(seq) AS seq FROM old_rows GROUP BY organization_id) o
     WHERE o.seq > (SELECT coalesce(max(a.last_seq), 0) FROM public.audit_archives a
                     WHERE a.organization_id = o.organization_id)
        OR o.seq >= (SELECT coalesce(min(e.seq), 0) FROM public.audit_events e
                      WHERE e.organization_id = o.organization_id)) THEN
    RAISE EXCEPTION 'DELETE on audit_events is refused'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_events_append_only';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION audit_events_deleted() FROM PUBLIC;

DROP TRIGGER audit_events_append_only ON audit_events;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER audit_events_leave_archived AFTER DELETE ON audit_events
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_events_deleted();
