-- The history of a record, the latest first. Sign-ins have an index of their own, because strangers
-- can add thousands of them to the history of a user. Each row is in one of the two.
CREATE INDEX audit_events_sign_ins ON audit_events (organization_id, target_id, seq)
  WHERE operation = 'session.signIn';
CREATE INDEX audit_events_by_target ON audit_events (organization_id, target_type, target_id, seq)
  WHERE operation <> 'session.signIn' AND target_id IS NOT NULL;
