-- Wishes and commitments; the schema of goods, whose tables follow in 0010.
CREATE SCHEMA orders;
CREATE SCHEMA inventory;
CREATE SCHEMA promises;
GRANT USAGE ON SCHEMA orders, inventory, promises TO sevenfold_app;

CREATE TABLE orders.customer_order (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  -- Ship-to. Null: not known (some histories name only the customer).
  location_id platform.code,
  -- The location of ours that fulfills. Null: not known.
  site_id platform.code,
  currency char(3),
  -- Null: not known. The day stands alone when the time of day is not known.
  ordered_on date,
  ordered_at timestamptz,
  source text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, order_id)
);
CREATE INDEX customer_order_recent ON orders.customer_order (tenant_id, ordered_on DESC NULLS LAST, order_id DESC);
CREATE INDEX customer_order_customer ON orders.customer_order (tenant_id, customer_id, ordered_on DESC NULLS LAST);
SELECT platform.guard('orders.customer_order');

CREATE TABLE orders.order_line (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  product_id platform.code NOT NULL,
  -- Base units, as ordered; what the customer cancelled before release stands apart.
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  unit_price numeric(18,6),
  tax_percent numeric(6,3),
  requested_from_date date,
  requested_to_date date,
  requested_from_at timestamptz,
  requested_to_at timestamptz,
  cancelled_quantity numeric(15,3) NOT NULL DEFAULT 0 CHECK (cancelled_quantity BETWEEN 0 AND quantity),
  cancelled_by text,
  cancelled_on date,
  cancelled_at timestamptz,
  exclusion text,
  PRIMARY KEY (tenant_id, order_id, line_number),
  FOREIGN KEY (tenant_id, order_id) REFERENCES orders.customer_order
);
CREATE INDEX order_line_product ON orders.order_line (tenant_id, product_id);
SELECT platform.guard('orders.order_line');

-- The spine: what was promised for a line, one row a version, never overwritten.
CREATE TABLE promises.promise (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  version int NOT NULL,
  from_date date,
  to_date date NOT NULL,
  from_at timestamptz,
  to_at timestamptz,
  quantity numeric(15,3) NOT NULL,
  promised_on date,
  promised_at timestamptz,
  -- Who moved it: initial, customer or company.
  cause text NOT NULL,
  reason text,
  actor text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, order_id, line_number, version)
);
SELECT platform.guard('promises.promise');
