-- Files that came in: what was asked, how far it got, what was refused, and the mappings remembered by the shape of a file.
CREATE SCHEMA imports;
GRANT USAGE ON SCHEMA imports TO sevenfold_app;

CREATE TABLE imports.import_run (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  kind text NOT NULL,
  file_name text NOT NULL,
  mapping jsonb,
  -- The file's columns in their order, which the refused rows keep; null until done.
  headers text[],
  -- uploaded, running, done, refused, cancelled or interrupted (the process ended while it ran; nothing was kept).
  state text NOT NULL,
  rows_read bigint NOT NULL DEFAULT 0,
  rows_rejected bigint NOT NULL DEFAULT 0,
  rows_flagged bigint NOT NULL DEFAULT 0,
  -- By subject type: added, changed, unchanged.
  settled jsonb,
  problem jsonb,
  actor text NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, import_id)
);
CREATE INDEX import_run_recent ON imports.import_run (tenant_id, created_at DESC);
SELECT platform.guard('imports.import_run');

CREATE TABLE imports.import_reject (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row_number int NOT NULL,
  problems jsonb NOT NULL,
  cells jsonb NOT NULL,
  PRIMARY KEY (tenant_id, import_id, row_number),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports.import_run ON DELETE CASCADE
);
SELECT platform.guard('imports.import_reject');

CREATE TABLE imports.import_mapping (
  tenant_id uuid NOT NULL,
  kind text NOT NULL,
  headers_digest text NOT NULL,
  mapping jsonb NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kind, headers_digest)
);
SELECT platform.guard('imports.import_mapping');
