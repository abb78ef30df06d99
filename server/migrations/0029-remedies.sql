-- What is done about promises in danger: cases with owner and deadline, playbooks, emergencies until the customer confirms.
CREATE TABLE planning.trouble (
  tenant_id uuid NOT NULL,
  trouble_id platform.code NOT NULL,
  -- delay, stock_short, carrier_silent, disruption, capacity.
  kind text NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  customer_id platform.code NOT NULL,
  -- rule: we found it; customer: we were told; person: one of ours saw it.
  detected_by text NOT NULL,
  detected_at timestamptz NOT NULL,
  -- The promised day when it was opened.
  impact_on date,
  -- open, acted (a remedy is under way), closed.
  state text NOT NULL,
  playbook_id platform.code,
  -- A member of ours.
  owner platform.code,
  deadline_at timestamptz,
  is_emergency boolean NOT NULL DEFAULT false,
  -- Who is called one after the other, and how many minutes each has.
  people platform.code[] NOT NULL DEFAULT '{}',
  escalation_minutes int,
  escalation int NOT NULL DEFAULT 0,
  escalates_at timestamptz,
  -- What was done, and what it promised: chance, day, extra cost.
  remedy text,
  forecast jsonb,
  acted_at timestamptz,
  told_at timestamptz,
  message_id uuid,
  -- What the customer may choose, and chose.
  choices text[] NOT NULL DEFAULT '{}',
  choice text,
  confirmed_at timestamptz,
  closed_at timestamptz,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, trouble_id)
);
CREATE INDEX trouble_line ON planning.trouble (tenant_id, order_id, line_number, detected_at DESC);
CREATE INDEX trouble_recent ON planning.trouble (tenant_id, detected_at);
CREATE INDEX trouble_escalates ON planning.trouble (tenant_id, escalates_at) WHERE escalates_at IS NOT NULL;
SELECT platform.guard('planning.trouble');

CREATE TABLE planning.playbook (
  tenant_id uuid NOT NULL,
  playbook_id platform.code NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  -- Who deals with it unless somebody takes it; null: whoever takes it.
  owner platform.code,
  -- Minutes from the danger to the first action.
  minutes int NOT NULL CHECK (minutes BETWEEN 1 AND 43200),
  -- Remedies in the order in which they are looked at.
  remedies text[] NOT NULL,
  -- Emergencies: who is called one after the other, and how long each has.
  people platform.code[] NOT NULL DEFAULT '{}',
  escalation_minutes int NOT NULL DEFAULT 15 CHECK (escalation_minutes BETWEEN 1 AND 1440),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, playbook_id)
);
CREATE UNIQUE INDEX playbook_kind ON planning.playbook (tenant_id, kind);
SELECT platform.guard('planning.playbook');

CREATE TABLE planning.playbook_step (
  tenant_id uuid NOT NULL,
  playbook_id platform.code NOT NULL,
  step_number int NOT NULL,
  text text NOT NULL,
  owner platform.code,
  minutes int NOT NULL CHECK (minutes BETWEEN 1 AND 43200),
  PRIMARY KEY (tenant_id, playbook_id, step_number),
  FOREIGN KEY (tenant_id, playbook_id) REFERENCES planning.playbook ON DELETE CASCADE
);
SELECT platform.guard('planning.playbook_step');
