-- What stands in the way, who is touched, and what they will be told.
CREATE SCHEMA problems;
CREATE SCHEMA messages;
CREATE SCHEMA planning;
GRANT USAGE ON SCHEMA problems, messages, planning TO sevenfold_app;

-- Something that keeps a supplier, carrier, lane, site or region from working as usual for some days.
CREATE TABLE problems.disruption (
  tenant_id uuid NOT NULL,
  disruption_id platform.code NOT NULL,
  name text NOT NULL,
  -- supplier, carrier, site, weather, road.
  kind text NOT NULL,
  -- What is hit; null where it is a region.
  supplier_id platform.code,
  carrier_id platform.code,
  site_id platform.code,
  -- Weather and roads: a country and perhaps the beginning of its postal codes.
  country char(2),
  postal_prefix text,
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  -- stopped: nothing moves on these days; delayed: everything takes so many days longer.
  effect text NOT NULL CHECK (effect IN ('stopped', 'delayed')),
  delay_days int CHECK (delay_days > 0),
  -- The prepared way round: another site, another carrier's lanes, or none.
  alternative_site_id platform.code,
  alternative_carrier_id platform.code,
  -- open, over or withdrawn.
  state text NOT NULL DEFAULT 'open',
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, disruption_id),
  CHECK (num_nonnulls(supplier_id, carrier_id, site_id, country) = 1),
  CHECK ((effect = 'delayed') = (delay_days IS NOT NULL))
);
CREATE INDEX disruption_open ON problems.disruption (tenant_id, last_day) WHERE state = 'open';
SELECT platform.guard('problems.disruption');

-- Promises that no longer hold, or could be given to others, with what to do about each. Nothing changes until carried out.
CREATE TABLE planning.proposal (
  tenant_id uuid NOT NULL,
  proposal_id platform.code NOT NULL,
  -- supply, stock, disruption, allocation.
  kind text NOT NULL,
  -- What brought it about, such as {"supply_id": "PO-1", "line_number": 1} or {"disruption_id": "D-1"}.
  cause jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  -- open, carried_out, dropped, or outdated when facts have moved on.
  state text NOT NULL DEFAULT 'open',
  -- Lines touched and customers touched; the changes themselves stand below.
  line_count int NOT NULL,
  customer_count int NOT NULL,
  ended_at timestamptz,
  actor text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, proposal_id)
);
CREATE INDEX proposal_open ON planning.proposal (tenant_id, made_at DESC) WHERE state = 'open';
SELECT platform.guard('planning.proposal');

CREATE TABLE planning.change (
  tenant_id uuid NOT NULL,
  proposal_id platform.code NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  customer_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  -- later, sooner, or other_way (same day by another site or lane); never: nothing in sight.
  effect text NOT NULL,
  -- The promise as it stood when the proposal was made: a later version makes the change outdated.
  promise_version int NOT NULL,
  site_id platform.code,
  lane_id platform.code,
  need_on date,
  to_date date NOT NULL,
  -- What is proposed. All null with effect never.
  new_site_id platform.code,
  new_lane_id platform.code,
  new_need_on date,
  new_departs_on date,
  new_to_date date,
  -- Tier and place in the order of rank, and who took the goods: the answer to "why not me?".
  rank jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, proposal_id, order_id, line_number),
  FOREIGN KEY (tenant_id, proposal_id) REFERENCES planning.proposal
);
CREATE INDEX change_line ON planning.change (tenant_id, order_id, line_number);
SELECT platform.guard('planning.change');

-- What a customer is to be told; it waits until it may be sent.
CREATE TABLE messages.message (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  customer_id platform.code NOT NULL,
  -- promise_made, promise_moved, promise_in_danger …
  kind text NOT NULL,
  -- One message says one thing once: kind, subject and version of what it tells.
  message_key text NOT NULL,
  order_id platform.code,
  -- Dates, quantities, reasons and choices; no names.
  content jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  -- waiting, sent, dropped or failed.
  state text NOT NULL DEFAULT 'waiting',
  subject_version int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, message_id)
);
CREATE UNIQUE INDEX message_once ON messages.message (tenant_id, customer_id, message_key);
CREATE INDEX message_waiting ON messages.message (tenant_id, made_at) WHERE state = 'waiting';
SELECT platform.guard('messages.message');
