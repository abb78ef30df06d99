-- How long lanes take, learned from the company's own deliveries; and how promises of the past would have been kept.
CREATE TABLE planning.lead_time_version (
  tenant_id uuid NOT NULL,
  version int NOT NULL,
  learned_at timestamptz NOT NULL,
  -- Consignments learned from: delivered, still under way, and lost ones that were left out.
  delivered int NOT NULL,
  under_way int NOT NULL,
  lost int NOT NULL,
  -- Departures of the first and the last of them; null: there were none.
  first_day date,
  last_day date,
  PRIMARY KEY (tenant_id, version)
);
SELECT platform.guard('planning.lead_time_version');

CREATE TABLE planning.lead_time (
  tenant_id uuid NOT NULL,
  version int NOT NULL,
  lane_id platform.code NOT NULL,
  -- The finest level with at least thirty deliveries: lane, carrier_service, country_pair or service.
  level text NOT NULL,
  -- Deliveries of that level.
  cases int NOT NULL CHECK (cases > 0),
  -- Chance to arrive within 0, 1, 2 … business days of the carrier after the departure.
  chances real[] NOT NULL,
  PRIMARY KEY (tenant_id, lane_id, version),
  FOREIGN KEY (tenant_id, version) REFERENCES planning.lead_time_version ON DELETE CASCADE
);
CREATE INDEX lead_time_version_lanes ON planning.lead_time (tenant_id, version);
SELECT platform.guard('planning.lead_time');

CREATE TABLE planning.back_test (
  tenant_id uuid NOT NULL,
  back_test_id platform.code NOT NULL,
  -- Share of the deliveries that comes last and is judged.
  judged_share numeric(3,2) NOT NULL,
  -- waiting, running, done, cancelled or failed.
  state text NOT NULL DEFAULT 'waiting',
  -- 0 to 1 while it runs.
  progress real NOT NULL DEFAULT 0,
  -- Null until done.
  report jsonb,
  actor text NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, back_test_id)
);
CREATE INDEX back_test_recent ON planning.back_test (tenant_id, asked_at DESC);
SELECT platform.guard('planning.back_test');

-- Offers reckon with the newest version, which is kept in memory until there is another.
CREATE TRIGGER leave_mark AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON planning.lead_time_version
  FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
