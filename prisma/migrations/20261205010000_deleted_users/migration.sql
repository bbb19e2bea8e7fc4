-- A repeated DELETE finds the user in the audit log.
CREATE INDEX audit_events_deleted_users ON audit_events (organization_id, target_id)
  WHERE operation = 'users.delete' AND outcome = 'done';
CREATE INDEX audit_events_deleted_emails ON audit_events (organization_id, (detail::jsonb #>> '{before,email}'))
  WHERE operation = 'users.delete' AND outcome = 'done';
