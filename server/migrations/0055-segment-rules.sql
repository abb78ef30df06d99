-- Which segment a customer belongs to, as a rule in words: dated, with clauses that must all hold.
CREATE TABLE policies.segment_rule (
  tenant_id uuid NOT NULL,
  rule_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  valid_from date NOT NULL,
  priority int NOT NULL CHECK (priority >= 1),
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, rule_id),
  UNIQUE (tenant_id, segment_id, valid_from),
  FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment
);
SELECT platform.guard('policies.segment_rule');

CREATE TABLE policies.segment_clause (
  tenant_id uuid NOT NULL,
  rule_id platform.code NOT NULL,
  clause_number int NOT NULL,
  fact text NOT NULL,
  -- Null: one of the choices.
  comparison text CHECK (comparison IN ('at_least', 'at_most')),
  amount numeric(18,6),
  choices text[],
  element_id platform.code,
  PRIMARY KEY (tenant_id, rule_id, clause_number),
  FOREIGN KEY (tenant_id, rule_id) REFERENCES policies.segment_rule
);
SELECT platform.guard('policies.segment_clause');

-- From one segment to another from a day on. Before that day the orders of the customer are of the segment it was in.
CREATE TABLE policies.segment_move (
  tenant_id uuid NOT NULL,
  move_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  from_segment platform.code,
  to_segment platform.code,
  moved_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('planned', 'done', 'withdrawn')),
  reason text NOT NULL,
  rule_id platform.code,
  decided_by text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, move_id)
);
CREATE UNIQUE INDEX segment_move_planned ON policies.segment_move (tenant_id, customer_id) WHERE state = 'planned';
CREATE INDEX segment_move_done ON policies.segment_move (tenant_id, customer_id, moved_on) WHERE state = 'done';
SELECT platform.guard('policies.segment_move');

-- What the rules in force said in the last nightly look and who therefore would move; whether anybody moves is a person's word.
CREATE TABLE planning.segment_proposal (
  tenant_id uuid NOT NULL,
  customer_id platform.code NOT NULL,
  from_segment platform.code,
  to_segment platform.code NOT NULL,
  first_on date NOT NULL,
  seen_on date NOT NULL,
  PRIMARY KEY (tenant_id, customer_id)
);
SELECT platform.guard('planning.segment_proposal');
