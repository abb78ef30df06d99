-- Offers made for a wish, and how a promise is to be kept.
CREATE TABLE promises.quote (
  tenant_id uuid NOT NULL,
  quote_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  -- Ship-to. Null: not known, so nothing could be offered.
  location_id platform.code,
  -- The order whose lines are quoted anew. Null: a new wish.
  order_id platform.code,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- The wish as it was asked, and every offer made for it, taken or not.
  wish jsonb NOT NULL,
  offers jsonb NOT NULL,
  -- Versions of the package, places and lanes that the offers stand on: a change of one makes them outdated.
  basis jsonb NOT NULL,
  -- States of supply that the offers count on.
  supply_states text[] NOT NULL,
  -- Share of the goods on hand that the allocation policy keeps for better tiers than the customer's.
  kept_percent numeric(6,3) NOT NULL DEFAULT 0,
  -- open, taken or declined; an open one past its expiry can no longer be taken.
  state text NOT NULL DEFAULT 'open',
  taken_offer int,
  taken_order_id platform.code,
  actor text NOT NULL,
  subject_version int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, quote_id)
);
CREATE INDEX quote_customer ON promises.quote (tenant_id, customer_id, made_at DESC);
CREATE INDEX quote_recent ON promises.quote (tenant_id, made_at DESC);
SELECT platform.guard('promises.quote');

-- How a promise is to be kept. All null: promised by hand or brought in by a file.
ALTER TABLE promises.promise
  ADD COLUMN site_id platform.code,
  ADD COLUMN lane_id platform.code,
  ADD COLUMN carrier_id platform.code,
  ADD COLUMN service platform.code,
  -- What will be sent instead of the product ordered. Null: the product ordered.
  ADD COLUMN product_id platform.code,
  ADD COLUMN need_on date,
  ADD COLUMN departs_on date,
  -- Chance of being kept, as reckoned when it was made.
  ADD COLUMN chance numeric(5, 4),
  ADD COLUMN quote_id platform.code,
  ADD COLUMN offer_number int;

ALTER TABLE orders.order_line
  -- goods, or a service done in the delivery process.
  ADD COLUMN kind text NOT NULL DEFAULT 'goods',
  -- The line this one was split from when its parts were promised for different days.
  ADD COLUMN part_of int,
  -- The product wished, where the customer agreed to this one in its place.
  ADD COLUMN substitute_for platform.code;

-- The customer's own number for the order.
ALTER TABLE orders.customer_order ADD COLUMN customer_reference text;
