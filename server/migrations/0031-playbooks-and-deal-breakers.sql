-- Playbooks change by a later version, so that what held on a day can be told; what customers do not forgive has a voice.
ALTER TABLE planning.playbook ADD COLUMN valid_from date NOT NULL DEFAULT '2000-01-01';
ALTER TABLE planning.playbook ALTER COLUMN valid_from DROP DEFAULT;
DROP INDEX planning.playbook_kind;
CREATE UNIQUE INDEX playbook_kind ON planning.playbook (tenant_id, kind, valid_from);

-- Who at the customer said it, and in which words; null: we learned it otherwise.
ALTER TABLE needs.deal_breaker ADD COLUMN contact_id platform.code;
ALTER TABLE needs.deal_breaker ADD COLUMN quote text;
