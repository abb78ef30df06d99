-- A draft that serves a core element less: who was asked to agree, to what, and what they said.
CREATE TABLE policies.lowering (
  tenant_id uuid NOT NULL,
  lowering_id platform.code NOT NULL,
  draft_id platform.code NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  -- A member of the organization, another one than who asks.
  approver platform.code NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'agreed', 'refused')),
  decided_at timestamptz,
  answer text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, lowering_id),
  CHECK ((state = 'asked') = (decided_at IS NULL))
);
CREATE INDEX lowering_draft ON policies.lowering (tenant_id, draft_id, asked_at);
CREATE INDEX lowering_waiting ON policies.lowering (tenant_id, approver) WHERE state = 'asked';
SELECT platform.guard('policies.lowering');

CREATE TABLE policies.lowered_element (
  tenant_id uuid NOT NULL,
  lowering_id platform.code NOT NULL,
  element text NOT NULL,
  -- Null: no limit any more.
  level numeric(12,3),
  PRIMARY KEY (tenant_id, lowering_id, element),
  FOREIGN KEY (tenant_id, lowering_id) REFERENCES policies.lowering
);
SELECT platform.guard('policies.lowered_element');
