-- Steps that shall close a gap: who does what until when, and what it should move.
CREATE TABLE planning.action (
  tenant_id uuid NOT NULL,
  action_id platform.code NOT NULL,
  title text NOT NULL,
  reason text NOT NULL,
  -- Null: everybody, everywhere.
  segment_id platform.code,
  site_id platform.code,
  measure text NOT NULL,
  -- In points of percent or in days, with its sign.
  expected_change numeric(9,3),
  priority int NOT NULL CHECK (priority BETWEEN 1 AND 9),
  owner platform.code,
  due_on date NOT NULL,
  cost_minor bigint,
  currency char(3),
  state text NOT NULL,
  -- The first day on which it may show.
  done_on date,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, action_id),
  CHECK ((state = 'done') = (done_on IS NOT NULL)),
  CHECK ((cost_minor IS NULL) = (currency IS NULL))
);
CREATE INDEX action_due ON planning.action (tenant_id, due_on) WHERE state IN ('open', 'started');
SELECT platform.guard('planning.action');
