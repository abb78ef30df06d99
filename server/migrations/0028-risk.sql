-- Which open promises are in danger, why, and when the goods come; what customers do not forgive.
CREATE TABLE needs.deal_breaker (
  tenant_id uuid NOT NULL,
  deal_breaker_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  -- late, short, wrong_product, damage, wrong_place, wrong_price, no_information.
  problem text NOT NULL,
  -- Of lateness: so many days are forgiven.
  forgiven_days int NOT NULL DEFAULT 0 CHECK (forgiven_days BETWEEN 0 AND 365),
  -- buys_less or leaves.
  consequence text NOT NULL,
  -- In the customer's words, as a person would say them aloud.
  note text NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, deal_breaker_id)
);
CREATE INDEX deal_breaker_customer ON needs.deal_breaker (tenant_id, customer_id);
SELECT platform.guard('needs.deal_breaker');

-- One row for each open promise line.
CREATE TABLE planning.promise_risk (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  customer_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  site_id platform.code,
  carrier_id platform.code,
  location_id platform.code,
  quantity numeric(15,3) NOT NULL,
  promise_version int NOT NULL,
  to_date date NOT NULL,
  -- The goods have left; with which shipment last.
  is_under_way boolean NOT NULL,
  shipment_id platform.code,
  -- What the model says, and that calibrated on the company's own outcomes.
  said real NOT NULL,
  chance real NOT NULL,
  late_days real NOT NULL,
  harm real NOT NULL,
  -- 0 safe, 1 watch, 2 act, 3 tell.
  level smallint NOT NULL,
  -- Null: nothing is in sight.
  eta_on date,
  eta_low80 date,
  eta_high80 date,
  eta_low95 date,
  eta_high95 date,
  -- Codes with numbers, by contribution.
  reasons jsonb NOT NULL,
  first_reason text,
  value_minor bigint,
  currency char(3),
  -- The one that threatens.
  deal_breaker_id platform.code,
  -- The stock behind it does not reach, so that whatever happens in its pool matters.
  is_short boolean NOT NULL,
  assessed_on date NOT NULL,
  assessed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, order_id, line_number)
);
CREATE INDEX promise_risk_harm ON planning.promise_risk (tenant_id, harm DESC, order_id, line_number) WHERE level > 0;
CREATE INDEX promise_risk_assessed ON planning.promise_risk (tenant_id, assessed_on);
CREATE INDEX promise_risk_customer ON planning.promise_risk (tenant_id, customer_id);
SELECT platform.guard('planning.promise_risk');

-- When a promise was first in danger, and what became of it: who found it first, and was it true.
CREATE TABLE planning.risk_warning (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  promise_version int NOT NULL,
  customer_id platform.code NOT NULL,
  chance real NOT NULL,
  to_date date NOT NULL,
  warned_at timestamptz NOT NULL,
  -- The chance fell below again, the promise moved, or the goods came.
  ended_at timestamptz,
  -- Null while the goods are out.
  is_late boolean,
  PRIMARY KEY (tenant_id, order_id, line_number, promise_version)
);
CREATE INDEX risk_warning_recent ON planning.risk_warning (tenant_id, warned_at);
SELECT platform.guard('planning.risk_warning');

-- What was said seven, three and one days before, and whether it came true: what the calibration learns from.
CREATE TABLE planning.risk_forecast (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  promise_version int NOT NULL,
  days_left smallint NOT NULL,
  said real NOT NULL,
  to_date date NOT NULL,
  made_on date NOT NULL,
  is_late boolean,
  PRIMARY KEY (tenant_id, order_id, line_number, promise_version, days_left)
);
CREATE INDEX risk_forecast_known ON planning.risk_forecast (tenant_id, made_on) WHERE is_late IS NOT NULL;
SELECT platform.guard('planning.risk_forecast');

-- How long things took, in whole days: from a milestone to the door, after a reported delay, suppliers beyond their day.
CREATE TABLE planning.elapsed_time (
  tenant_id uuid NOT NULL,
  -- milestone, delay, supplier, estimate.
  kind text NOT NULL,
  -- Of whom: a carrier and a milestone, a reason, a supplier; * stands for all.
  of text NOT NULL,
  -- counts[k + 1]: cases of k days.
  counts int[] NOT NULL,
  PRIMARY KEY (tenant_id, kind, of)
);
SELECT platform.guard('planning.elapsed_time');

CREATE TABLE planning.risk_learning (
  tenant_id uuid NOT NULL,
  learned_at timestamptz NOT NULL,
  -- Knots of the calibration.
  said real[] NOT NULL,
  held real[] NOT NULL,
  outcomes int NOT NULL,
  -- The value of a usual line, by currency, in minor units.
  usual_values jsonb NOT NULL,
  PRIMARY KEY (tenant_id)
);
SELECT platform.guard('planning.risk_learning');
