-- The work, what was observed of it, the bill, and what the customer thought.
CREATE SCHEMA shipments;
CREATE SCHEMA delivery;
CREATE SCHEMA tracking;
CREATE SCHEMA billing;
CREATE SCHEMA needs;
GRANT USAGE ON SCHEMA shipments, delivery, tracking, billing, needs TO sevenfold_app;

CREATE TABLE shipments.shipment (
  tenant_id uuid NOT NULL,
  shipment_id platform.code NOT NULL,
  carrier_id platform.code,
  service platform.code,
  mode text,
  tracking_number platform.code,
  from_location_id platform.code,
  to_location_id platform.code,
  shipped_on date,
  shipped_at timestamptz,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, shipment_id)
);
SELECT platform.guard('shipments.shipment');

CREATE TABLE shipments.shipment_line (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  shipment_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (tenant_id, order_id, line_number, shipment_id),
  FOREIGN KEY (tenant_id, shipment_id) REFERENCES shipments.shipment
);
CREATE INDEX shipment_line_shipment ON shipments.shipment_line (tenant_id, shipment_id);
SELECT platform.guard('shipments.shipment_line');

-- A document that was sent with or about goods: of a shipment, of an order, or of one order's part of a shipment.
CREATE TABLE shipments.document (
  tenant_id uuid NOT NULL,
  document_id platform.code NOT NULL,
  document_kind text NOT NULL,
  shipment_id platform.code,
  order_id platform.code,
  -- When it reached the customer or its channel, by the destination's calendar.
  sent_on date NOT NULL,
  sent_at timestamptz,
  -- Null: nobody has said yet.
  is_correct boolean,
  -- What is wrong with it.
  error text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, document_id),
  CHECK (num_nonnulls(shipment_id, order_id) > 0)
);
CREATE INDEX document_shipment ON shipments.document (tenant_id, shipment_id) WHERE shipment_id IS NOT NULL;
CREATE INDEX document_order ON shipments.document (tenant_id, order_id) WHERE order_id IS NOT NULL;
SELECT platform.guard('shipments.document');

CREATE TABLE delivery.delivery (
  tenant_id uuid NOT NULL,
  delivery_id platform.code NOT NULL,
  shipment_id platform.code,
  -- Where it was handed over. Null: not recorded.
  location_id platform.code,
  delivered_on date NOT NULL,
  delivered_at timestamptz,
  recipient text,
  latitude double precision,
  longitude double precision,
  position_accuracy_meters int,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, delivery_id)
);
SELECT platform.guard('delivery.delivery');

CREATE TABLE delivery.delivery_line (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  delivery_id platform.code NOT NULL,
  -- What was handed over; differs from the ordered product on a substitution or a mistake.
  product_id platform.code NOT NULL,
  -- Null: signed without a count.
  accepted_quantity numeric(15,3) CHECK (accepted_quantity >= 0),
  rejected_quantity numeric(15,3) NOT NULL DEFAULT 0 CHECK (rejected_quantity >= 0),
  -- Null: condition not recorded.
  condition text,
  reason text,
  PRIMARY KEY (tenant_id, order_id, line_number, delivery_id),
  FOREIGN KEY (tenant_id, delivery_id) REFERENCES delivery.delivery
);
CREATE INDEX delivery_line_delivery ON delivery.delivery_line (tenant_id, delivery_id);
SELECT platform.guard('delivery.delivery_line');

-- Observed events about a shipment, append only: the shipment's status is their fold.
CREATE TABLE tracking.observation (
  tenant_id uuid NOT NULL,
  shipment_id platform.code NOT NULL,
  source platform.code NOT NULL,
  source_event_id platform.code NOT NULL,
  milestone text NOT NULL,
  lifecycle text NOT NULL,
  occurred_on date NOT NULL,
  occurred_at timestamptz,
  received_at timestamptz NOT NULL,
  location_id platform.code,
  latitude double precision,
  longitude double precision,
  reason text,
  -- The source_event_id that this one takes back.
  retracts platform.code,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, shipment_id, source, source_event_id)
);
SELECT platform.guard('tracking.observation', 'SELECT, INSERT');

CREATE TABLE billing.invoice (
  tenant_id uuid NOT NULL,
  invoice_id platform.code NOT NULL,
  invoice_kind text NOT NULL,
  customer_id platform.code NOT NULL,
  credits_invoice_id platform.code,
  credit_reason text,
  currency char(3) NOT NULL,
  issued_on date NOT NULL,
  issued_at timestamptz,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, invoice_id)
);
CREATE INDEX invoice_customer ON billing.invoice (tenant_id, customer_id, issued_on DESC);
SELECT platform.guard('billing.invoice');

CREATE TABLE billing.invoice_line (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  invoice_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL CHECK (quantity >= 0),
  unit_price numeric(18,6),
  net_minor bigint NOT NULL,
  charges_minor bigint NOT NULL DEFAULT 0,
  tax_percent numeric(6,3),
  PRIMARY KEY (tenant_id, order_id, line_number, invoice_id),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice
);
CREATE INDEX invoice_line_invoice ON billing.invoice_line (tenant_id, invoice_id);
SELECT platform.guard('billing.invoice_line');

CREATE TABLE needs.rating (
  tenant_id uuid NOT NULL,
  rating_id platform.code NOT NULL,
  order_id platform.code NOT NULL,
  score numeric(6,2) NOT NULL,
  scale_max int NOT NULL,
  given_on date,
  given_at timestamptz,
  comment text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, rating_id)
);
CREATE INDEX rating_order ON needs.rating (tenant_id, order_id);
SELECT platform.guard('needs.rating');
