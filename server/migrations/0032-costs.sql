-- What serving costs: rates the company sets, what goods cost it, and what carriers billed.
CREATE SCHEMA costs;
GRANT USAGE ON SCHEMA costs TO sevenfold_app;

-- For one unit of a driver, such as an order, a line or a stop. Null site: every site that has no rate of its own.
CREATE TABLE costs.rate (
  tenant_id uuid NOT NULL,
  rate_id platform.code NOT NULL,
  driver text NOT NULL,
  site_id platform.code,
  valid_from date NOT NULL,
  currency char(3) NOT NULL,
  amount numeric(18,6) NOT NULL CHECK (amount >= 0),
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, rate_id)
);
CREATE UNIQUE INDEX rate_day ON costs.rate (tenant_id, driver, coalesce(site_id, ''), currency, valid_from);
SELECT platform.guard('costs.rate');

-- Of one base unit.
CREATE TABLE costs.product_cost (
  tenant_id uuid NOT NULL,
  cost_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  valid_from date NOT NULL,
  currency char(3) NOT NULL,
  unit_cost numeric(18,6) NOT NULL CHECK (unit_cost >= 0),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, cost_id)
);
CREATE UNIQUE INDEX product_cost_day ON costs.product_cost (tenant_id, product_id, currency, valid_from);
SELECT platform.guard('costs.product_cost');

-- One line of a carrier's bill; several may belong to one shipment. Less than nothing: a credit.
CREATE TABLE costs.freight_bill (
  tenant_id uuid NOT NULL,
  bill_id platform.code NOT NULL,
  shipment_id platform.code NOT NULL,
  carrier_id platform.code,
  billed_on date NOT NULL,
  currency char(3) NOT NULL,
  amount_minor bigint NOT NULL,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, bill_id)
);
CREATE INDEX freight_bill_shipment ON costs.freight_bill (tenant_id, shipment_id);
SELECT platform.guard('costs.freight_bill');
