-- What is derived from the other tables for reading: the verdict on every order line, and its counters by day.
-- Nothing here is entered by anybody; rebuilding it from the other tables gives the same rows.
CREATE SCHEMA views;
GRANT USAGE ON SCHEMA views TO sevenfold_app;

-- One row an order line. Of its dimensions '' means "not known". Outcomes are packed (server/views/verdicts/packing.ts):
--   *_outcome  bit 0 counted; bits 1-3 on time, 4-6 in full, 7-9 otif, 10-12 controllable, 13-15 timing
--   rights     two bits a right, in the order product, quantity, time, place, condition, price, information
CREATE TABLE views.line_verdict (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  customer_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  site_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  product_group text COLLATE "C" NOT NULL,
  -- Fulfilling site, or * where not known, then > and the country of destination.
  lane text COLLATE "C" NOT NULL,
  -- Of the line's first shipment that names one.
  carrier_id platform.code NOT NULL,
  currency text COLLATE "C" NOT NULL,
  definition_id platform.code NOT NULL,
  definition_version int NOT NULL,
  rule_version smallint NOT NULL,
  date_basis smallint NOT NULL,
  exclusion smallint NOT NULL,
  ordered_milli bigint NOT NULL,
  accepted_milli bigint NOT NULL,
  -- Null: no agreed price.
  value_minor bigint,
  -- The due days are null where the line has no window on that basis.
  requested_due date,
  requested_outcome int NOT NULL,
  requested_days_late int,
  requested_units_milli bigint NOT NULL,
  requested_value_minor bigint,
  first_promised_due date,
  first_promised_outcome int NOT NULL,
  first_promised_days_late int,
  first_promised_units_milli bigint NOT NULL,
  first_promised_value_minor bigint,
  current_promised_due date,
  current_promised_outcome int NOT NULL,
  current_promised_days_late int,
  current_promised_units_milli bigint NOT NULL,
  current_promised_value_minor bigint,
  rights smallint NOT NULL,
  overall smallint NOT NULL,
  is_due boolean NOT NULL,
  is_provisional boolean NOT NULL,
  -- Null: no promise; no promise or no request.
  is_promise_stable boolean,
  is_request_accepted boolean,
  -- Null: nothing failed.
  first_cause text COLLATE "C",
  -- All failure causes in time order, separated by blanks; null as above.
  causes text COLLATE "C",
  reason text COLLATE "C",
  charged_to text COLLATE "C",
  -- Null: only new facts can change the verdict.
  next_change_at timestamptz,
  order_cycle_seconds bigint,
  customer_wait_seconds bigint,
  order_entry_seconds bigint,
  warehouse_seconds bigint,
  transit_seconds bigint,
  last_mile_seconds bigint,
  order_to_cash_seconds bigint,
  -- Open time of the fulfilling site, twice, and of the carrier; the others are wall time.
  order_entry_business_seconds bigint,
  warehouse_business_seconds bigint,
  transit_business_seconds bigint,
  -- Null: not completed, or the segment has no standard for that day.
  is_cycle_in_standard boolean,
  -- Ratings of the whole order: how many, and their sum in millionths of the scale.
  rating_count int NOT NULL,
  rating_sum_ppm bigint NOT NULL,
  PRIMARY KEY (tenant_id, order_id, line_number)
);
SELECT platform.guard('views.line_verdict');
CREATE INDEX line_verdict_requested ON views.line_verdict (tenant_id, requested_due);
CREATE INDEX line_verdict_first_promised ON views.line_verdict (tenant_id, first_promised_due);
CREATE INDEX line_verdict_current_promised ON views.line_verdict (tenant_id, current_promised_due);
CREATE INDEX line_verdict_customer ON views.line_verdict (tenant_id, customer_id, first_promised_due);
CREATE INDEX line_verdict_carrier ON views.line_verdict (tenant_id, carrier_id, first_promised_due);
CREATE INDEX line_verdict_product ON views.line_verdict (tenant_id, product_id, first_promised_due);
CREATE INDEX line_verdict_failed ON views.line_verdict (tenant_id, first_cause, first_promised_due)
  WHERE first_cause IS NOT NULL;
CREATE INDEX line_verdict_change ON views.line_verdict (tenant_id, next_change_at) WHERE next_change_at IS NOT NULL;

-- One row a month of one member of a cube, split by segment, site and currency. The counters are sparse vectors of
-- integers (server/views/scorecard/vector.ts), most of several thousand being zero: `total` of the month, `days` of each
-- of its days. As plain columns and daily rows the same counters took as many rows as there are order lines.
CREATE TABLE views.rollup (
  tenant_id uuid NOT NULL,
  basis smallint NOT NULL,
  cube smallint NOT NULL,
  member text COLLATE "C" NOT NULL,
  -- First day of the month; 0001-01-01 holds the lines without a window on this basis.
  month date NOT NULL,
  segment_id platform.code NOT NULL,
  site_id platform.code NOT NULL,
  currency text COLLATE "C" NOT NULL,
  total bytea NOT NULL,
  days bytea NOT NULL,
  PRIMARY KEY (tenant_id, basis, cube, member, month, segment_id, site_id, currency)
);
-- The days are read for the two edges of a period only, so they stay out of the row, and uncompressed: they are dense.
ALTER TABLE views.rollup ALTER COLUMN days SET STORAGE EXTERNAL;
SELECT platform.guard('views.rollup');
CREATE INDEX rollup_month ON views.rollup (tenant_id, basis, cube, month);
