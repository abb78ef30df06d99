-- The company's own process as it is drawn, and the ways that orders really went.
CREATE SCHEMA processes;
GRANT USAGE ON SCHEMA processes TO sevenfold_app;

CREATE TABLE processes.process (
  tenant_id uuid NOT NULL,
  process_id platform.code NOT NULL,
  name text NOT NULL,
  valid_from date NOT NULL,
  note text,
  -- Elements of an imported file that have no place here, for the next export.
  kept_bpmn jsonb,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, process_id)
);
CREATE UNIQUE INDEX process_day ON processes.process (tenant_id, valid_from);
SELECT platform.guard('processes.process');

CREATE TABLE processes.lane (
  tenant_id uuid NOT NULL,
  process_id platform.code NOT NULL,
  lane_id platform.code NOT NULL,
  lane_number int NOT NULL,
  department text NOT NULL,
  name text,
  PRIMARY KEY (tenant_id, process_id, lane_id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes.process
);
SELECT platform.guard('processes.lane');

CREATE TABLE processes.step (
  tenant_id uuid NOT NULL,
  process_id platform.code NOT NULL,
  step_id platform.code NOT NULL,
  kind text NOT NULL,
  lane_id platform.code,
  name text,
  owner text,
  activities jsonb NOT NULL,
  measure text,
  target_share numeric(6,5),
  floor_share numeric(6,5),
  note text,
  bpmn_type text,
  PRIMARY KEY (tenant_id, process_id, step_id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes.process
);
SELECT platform.guard('processes.step');

CREATE TABLE processes.arrow (
  tenant_id uuid NOT NULL,
  process_id platform.code NOT NULL,
  arrow_id platform.code NOT NULL,
  from_step platform.code NOT NULL,
  to_step platform.code NOT NULL,
  label text,
  standard_hours numeric(9,2),
  target_share numeric(6,5),
  seen_through text,
  PRIMARY KEY (tenant_id, process_id, arrow_id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes.process
);
SELECT platform.guard('processes.arrow');

-- Whose work a member does; null: not said.
ALTER TABLE people.member ADD COLUMN department text;

-- The way of one thing: what happened to it in the order of time. Activities are the numbers of contract/process-words.ts,
-- counted from one; seconds are since 2000 began in UTC. Derived from the ledger; building it again gives the same rows.
CREATE TABLE views.process_case (
  tenant_id uuid NOT NULL,
  seen_through smallint NOT NULL,
  object_id text COLLATE "C" NOT NULL,
  -- Of several orders, such as of a bill for many, one of them; null: none is known.
  order_id platform.code,
  segment_id platform.code NOT NULL,
  site_id platform.code NOT NULL,
  began_at timestamptz NOT NULL,
  activities smallint[] NOT NULL,
  seconds int[] NOT NULL,
  PRIMARY KEY (tenant_id, seen_through, object_id)
);
CREATE INDEX process_case_began ON views.process_case (tenant_id, seen_through, began_at);
CREATE INDEX process_case_order ON views.process_case (tenant_id, order_id);
SELECT platform.guard('views.process_case');

-- When the ways were last built, and up to where of the ledger.
CREATE TABLE views.process_built (
  tenant_id uuid NOT NULL,
  built_at timestamptz NOT NULL,
  transaction_id xid8 NOT NULL,
  position bigint NOT NULL,
  events int NOT NULL,
  took_ms int NOT NULL,
  PRIMARY KEY (tenant_id)
);
SELECT platform.guard('views.process_built');
