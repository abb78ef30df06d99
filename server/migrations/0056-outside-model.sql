-- A model outside that may suggest words, and that it was asked: never what was said.
CREATE SCHEMA outside_model;
GRANT USAGE ON SCHEMA outside_model TO sevenfold_app;

CREATE TABLE outside_model.setting (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  url text NOT NULL,
  model text NOT NULL,
  uses text[] NOT NULL,
  calls_a_month int NOT NULL,
  timeout_seconds int NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, setting_id)
);
SELECT platform.guard('outside_model.setting');

-- No part of the record: it is never on the ledger.
CREATE TABLE outside_model.key (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  sealed text NOT NULL,
  PRIMARY KEY (tenant_id, setting_id),
  FOREIGN KEY (tenant_id, setting_id) REFERENCES outside_model.setting
);
SELECT platform.guard('outside_model.key');

CREATE TABLE outside_model.call (
  tenant_id uuid NOT NULL,
  call_id uuid NOT NULL,
  called_at timestamptz NOT NULL,
  actor text NOT NULL,
  use text NOT NULL,
  inquiry_id platform.code NOT NULL,
  model text NOT NULL,
  outcome text NOT NULL,
  took_ms int,
  tokens_in int,
  tokens_out int,
  PRIMARY KEY (tenant_id, call_id)
);
CREATE INDEX call_recent ON outside_model.call (tenant_id, called_at DESC, call_id DESC);
SELECT platform.guard('outside_model.call');
