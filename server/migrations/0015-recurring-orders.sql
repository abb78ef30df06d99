-- What a customer chooses about a delivery, why lines were cancelled, and orders that repeat.
ALTER TABLE orders.customer_order
  -- Who is expected at the door. Null: nobody in particular.
  ADD COLUMN contact_id platform.code,
  -- For the driver, in the customer's words.
  ADD COLUMN instructions text,
  -- The occurrence of a recurring order it came from. Null: ordered by itself.
  ADD COLUMN occurrence_id text;

ALTER TABLE orders.order_line ADD COLUMN cancelled_reason text;

CREATE TABLE orders.recurring_order (
  tenant_id uuid NOT NULL,
  recurring_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  name text NOT NULL,
  starts_on date NOT NULL,
  -- Null: until further notice.
  ends_on date CHECK (ends_on >= starts_on),
  -- How many days ahead an occurrence becomes an order.
  horizon_days int NOT NULL CHECK (horizon_days BETWEEN 0 AND 90),
  customer_reference text,
  instructions text,
  source text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, recurring_id)
);
CREATE INDEX recurring_order_customer ON orders.recurring_order (tenant_id, customer_id);
SELECT platform.guard('orders.recurring_order');

-- What holds from a day on; the latest that has begun is in force.
CREATE TABLE orders.recurring_terms (
  tenant_id uuid NOT NULL,
  recurring_id platform.code NOT NULL,
  valid_from date NOT NULL,
  location_id platform.code NOT NULL,
  -- Days of the week, every so many weeks; or every so many days from valid_from on.
  weekdays text[],
  every_weeks int CHECK (every_weeks BETWEEN 1 AND 52),
  every_days int CHECK (every_days BETWEEN 1 AND 366),
  -- Where the place is closed on the day: before, after or skip.
  closed_day_rule text NOT NULL,
  -- Hours wished, by the destination's clock.
  starts_at text,
  ends_at text,
  -- Product or service, quantity and unit of each line.
  lines jsonb NOT NULL,
  PRIMARY KEY (tenant_id, recurring_id, valid_from),
  FOREIGN KEY (tenant_id, recurring_id) REFERENCES orders.recurring_order,
  CONSTRAINT recurring_rhythm CHECK ((weekdays IS NULL) <> (every_days IS NULL)
    AND (weekdays IS NULL) = (every_weeks IS NULL)),
  CONSTRAINT recurring_hours CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND ends_at > starts_at)
);
SELECT platform.guard('orders.recurring_terms');

-- One day of the rhythm about which something was said or done.
CREATE TABLE orders.recurring_occurrence (
  tenant_id uuid NOT NULL,
  occurrence_id text NOT NULL,
  recurring_id platform.code NOT NULL,
  -- The day the rhythm gives, and the one on which it is to be delivered.
  regular_on date NOT NULL,
  deliver_on date NOT NULL,
  -- changed, skipped, ordered or failed.
  state text NOT NULL,
  -- Null: as the terms say.
  lines jsonb,
  order_id platform.code,
  -- Why it could not be promised, and the offers made instead.
  problem text,
  quote_id platform.code,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, occurrence_id),
  UNIQUE (tenant_id, recurring_id, regular_on),
  FOREIGN KEY (tenant_id, recurring_id) REFERENCES orders.recurring_order
);
CREATE INDEX recurring_occurrence_failed ON orders.recurring_occurrence (tenant_id, regular_on) WHERE state = 'failed';
SELECT platform.guard('orders.recurring_occurrence');
