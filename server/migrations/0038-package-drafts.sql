-- What a segment may be offered next, before anybody is bound by it.
CREATE TABLE policies.package_draft (
  LIKE policies.service_package INCLUDING CONSTRAINTS,
  draft_id platform.code NOT NULL,
  -- Why it is worth thinking of.
  note text,
  is_dropped boolean,
  -- Null: not yet.
  published_on date,
  PRIMARY KEY (tenant_id, draft_id),
  FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment (tenant_id, segment_id)
);
SELECT platform.guard('policies.package_draft');

-- A draft over the year that was: who asked, how far it is, and what it found.
CREATE TABLE planning.replay (
  tenant_id uuid NOT NULL,
  replay_id platform.code NOT NULL,
  draft_id platform.code NOT NULL,
  -- The terms as they were then: a draft may change afterwards.
  terms jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting',
  progress real NOT NULL DEFAULT 0,
  report jsonb,
  actor text NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, replay_id)
);
CREATE INDEX replay_draft ON planning.replay (tenant_id, draft_id, asked_at DESC);
SELECT platform.guard('planning.replay');
