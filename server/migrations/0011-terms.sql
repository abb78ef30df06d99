-- Terms of service and of price: packages, requirements, added services, substitutions, price lists and agreements.
CREATE SCHEMA prices;
GRANT USAGE ON SCHEMA prices TO sevenfold_app;

-- What a segment is offered from a day on. A null column means the program's documented default, not "nothing".
CREATE TABLE policies.service_package (
  tenant_id uuid NOT NULL,
  package_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  name text NOT NULL,
  valid_from date NOT NULL,
  is_contracted boolean,
  -- Share of promises that are to be kept, 0.5 to 0.999.
  promise_quantile numeric(4,3) CHECK (promise_quantile BETWEEN 0.5 AND 0.999),
  lead_time_days int CHECK (lead_time_days >= 0),
  in_stock_percent numeric(6,3) CHECK (in_stock_percent BETWEEN 0 AND 100),
  -- A unit such as CT in whole multiples of which is ordered, where the product has such a pack.
  order_unit text,
  minimum_quantity numeric(15,3) CHECK (minimum_quantity > 0),
  minimum_order_minor bigint CHECK (minimum_order_minor > 0),
  minimum_currency char(3),
  delivery_days text[],
  channels text[],
  change_cutoff int CHECK (change_cutoff >= 0),
  change_cutoff_unit text,
  cancel_cutoff int CHECK (cancel_cutoff >= 0),
  cancel_cutoff_unit text,
  supply_states text[],
  ship_complete boolean,
  max_parts int CHECK (max_parts >= 1),
  min_part_percent numeric(6,3) CHECK (min_part_percent BETWEEN 0 AND 100),
  freight_rule text,
  early_tolerance_days int CHECK (early_tolerance_days >= 0),
  late_tolerance_days int CHECK (late_tolerance_days >= 0),
  min_shelf_life_days int CHECK (min_shelf_life_days >= 0),
  inspection_days int CHECK (inspection_days >= 0),
  allocation_tier int CHECK (allocation_tier >= 1),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, package_id),
  UNIQUE (tenant_id, segment_id, valid_from),
  FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment
);
SELECT platform.guard('policies.service_package');

-- What steers the choice of consignments and offers, for the company or one segment, for a period.
CREATE TABLE policies.objective (
  tenant_id uuid NOT NULL,
  objective_id platform.code NOT NULL,
  segment_id platform.code,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  objective text NOT NULL,
  -- For stock_at_level: the in-stock rate that stock is held at.
  stock_percent numeric(6,3) CHECK (stock_percent BETWEEN 0 AND 100),
  reason text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, objective_id)
);
SELECT platform.guard('policies.objective');

-- What must be observed for a customer, a delivery location or a product; where several are named, all of them must meet.
CREATE TABLE policies.requirement (
  tenant_id uuid NOT NULL,
  requirement_id platform.code NOT NULL,
  customer_id platform.code,
  location_id platform.code,
  product_id platform.code,
  kind text NOT NULL,
  -- What exactly, from the closed list of the kind; null: only the text says it.
  need text,
  text text NOT NULL,
  -- For a window: weekly intervals like a location's openings.
  openings text,
  -- For a person: the contact to hand over to; a reference, since names stay with the contact.
  contact_id platform.code,
  least_celsius numeric(5,1),
  most_celsius numeric(5,1) CHECK (most_celsius >= least_celsius),
  steps text[] NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, requirement_id),
  CHECK (num_nonnulls(customer_id, location_id, product_id) > 0)
);
CREATE INDEX requirement_customer ON policies.requirement (tenant_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX requirement_location ON policies.requirement (tenant_id, location_id) WHERE location_id IS NOT NULL;
CREATE INDEX requirement_product ON policies.requirement (tenant_id, product_id) WHERE product_id IS NOT NULL;
SELECT platform.guard('policies.requirement');

-- The catalogue of services that can be ordered beside goods.
CREATE TABLE policies.added_service (
  tenant_id uuid NOT NULL,
  service_id platform.code NOT NULL,
  name text NOT NULL,
  description text,
  unit text NOT NULL,
  resource_kind text,
  resource_minutes int CHECK (resource_minutes >= 0),
  proof text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, service_id)
);
SELECT platform.guard('policies.added_service');

CREATE TABLE policies.service_price (
  tenant_id uuid NOT NULL,
  service_id platform.code NOT NULL,
  currency char(3) NOT NULL,
  valid_from date NOT NULL,
  unit_price numeric(18,6) NOT NULL CHECK (unit_price >= 0),
  PRIMARY KEY (tenant_id, service_id, currency, valid_from),
  FOREIGN KEY (tenant_id, service_id) REFERENCES policies.added_service
);
SELECT platform.guard('policies.service_price');

CREATE TABLE policies.entitlement (
  tenant_id uuid NOT NULL,
  service_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  valid_from date NOT NULL,
  entitlement text NOT NULL,
  discount_percent numeric(6,3) CHECK (discount_percent BETWEEN 0 AND 100),
  PRIMARY KEY (tenant_id, service_id, segment_id, valid_from),
  FOREIGN KEY (tenant_id, service_id) REFERENCES policies.added_service
);
SELECT platform.guard('policies.entitlement');

-- A directed edge from a product to one that may stand in for it: one base unit is replaced by numerator/denominator.
CREATE TABLE policies.substitution (
  tenant_id uuid NOT NULL,
  substitution_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  substitute_id platform.code NOT NULL,
  numerator bigint NOT NULL CHECK (numerator > 0),
  denominator bigint NOT NULL CHECK (denominator > 0),
  direction text NOT NULL,
  consent text NOT NULL,
  price_rule text NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, substitution_id),
  CHECK (product_id <> substitute_id)
);
CREATE INDEX substitution_product ON policies.substitution (tenant_id, product_id);
CREATE INDEX substitution_substitute ON policies.substitution (tenant_id, substitute_id);
SELECT platform.guard('policies.substitution');

CREATE TABLE policies.substitution_consent (
  tenant_id uuid NOT NULL,
  substitution_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  consent text NOT NULL,
  PRIMARY KEY (tenant_id, substitution_id, customer_id),
  FOREIGN KEY (tenant_id, substitution_id) REFERENCES policies.substitution
);
SELECT platform.guard('policies.substitution_consent');

-- Who comes first when there is not enough, as published from a day on.
CREATE TABLE policies.allocation_policy (
  tenant_id uuid NOT NULL,
  policy_id platform.code NOT NULL,
  name text NOT NULL,
  valid_from date NOT NULL,
  kind text NOT NULL,
  -- A line that has waited longer than this many times its standard outranks newer lines of every tier.
  starvation_factor numeric(6,2) CHECK (starvation_factor > 0),
  reason text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, policy_id),
  UNIQUE (tenant_id, valid_from)
);
SELECT platform.guard('policies.allocation_policy');

CREATE TABLE policies.allocation_tier (
  tenant_id uuid NOT NULL,
  policy_id platform.code NOT NULL,
  tier int NOT NULL CHECK (tier >= 1),
  name text NOT NULL,
  -- Share of what is there that is kept for this tier and those above it.
  protection_percent numeric(6,3) CHECK (protection_percent BETWEEN 0 AND 100),
  -- Share of its demand that this tier gets before a higher one takes all.
  floor_percent numeric(6,3) CHECK (floor_percent BETWEEN 0 AND 100),
  PRIMARY KEY (tenant_id, policy_id, tier),
  FOREIGN KEY (tenant_id, policy_id) REFERENCES policies.allocation_policy
);
SELECT platform.guard('policies.allocation_tier');

CREATE TABLE prices.price_list (
  tenant_id uuid NOT NULL,
  list_id platform.code NOT NULL,
  name text NOT NULL,
  currency char(3) NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, list_id)
);
SELECT platform.guard('prices.price_list');

-- One product on one list is the subject of change: a list of a hundred thousand products must not be one record.
-- The key is list_id/product_id, unambiguous since a list's code has no slash.
CREATE TABLE prices.listed_product (
  tenant_id uuid NOT NULL,
  listed_id platform.code NOT NULL,
  list_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, listed_id),
  FOREIGN KEY (tenant_id, list_id) REFERENCES prices.price_list
);
CREATE INDEX listed_product_product ON prices.listed_product (tenant_id, product_id, list_id);
SELECT platform.guard('prices.listed_product');

-- Net of tax, in the list's currency.
CREATE TABLE prices.price (
  tenant_id uuid NOT NULL,
  listed_id platform.code NOT NULL,
  -- Base units from which the price holds.
  from_quantity numeric(15,3) NOT NULL CHECK (from_quantity >= 0),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  unit_price numeric(18,6) NOT NULL CHECK (unit_price >= 0),
  -- The pack the price is for; null: the base unit.
  unit text,
  PRIMARY KEY (tenant_id, listed_id, from_quantity, valid_from),
  FOREIGN KEY (tenant_id, listed_id) REFERENCES prices.listed_product
);
SELECT platform.guard('prices.price');

-- Which list and terms hold for a customer or a segment; for everybody where both are null.
CREATE TABLE prices.agreement (
  tenant_id uuid NOT NULL,
  agreement_id platform.code NOT NULL,
  name text NOT NULL,
  customer_id platform.code,
  segment_id platform.code,
  list_id platform.code NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  discount_percent numeric(6,3) CHECK (discount_percent BETWEEN 0 AND 100),
  payment_days int CHECK (payment_days >= 0),
  terms text,
  -- Null: taxed by the country of the destination; else why no tax is charged.
  tax_treatment text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, agreement_id),
  FOREIGN KEY (tenant_id, list_id) REFERENCES prices.price_list,
  CHECK (customer_id IS NULL OR segment_id IS NULL)
);
CREATE INDEX agreement_party ON prices.agreement (tenant_id, customer_id, segment_id);
SELECT platform.guard('prices.agreement');

-- What an order costs beside its lines. Without an agreement it holds for all who have no charge of that kind of their own.
CREATE TABLE prices.charge (
  tenant_id uuid NOT NULL,
  charge_id platform.code NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  agreement_id platform.code,
  currency char(3) NOT NULL,
  -- What the rates' from_amount counts: the order's net value or its weight in kilograms.
  basis text NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, charge_id)
);
SELECT platform.guard('prices.charge');

CREATE TABLE prices.charge_rate (
  tenant_id uuid NOT NULL,
  charge_id platform.code NOT NULL,
  -- `*` everywhere, `MD` a country, `MD:31` postal codes that begin so; the longest that fits holds.
  zone platform.code NOT NULL,
  from_amount numeric(18,6) NOT NULL CHECK (from_amount >= 0),
  fixed numeric(18,6) NOT NULL CHECK (fixed >= 0),
  percent numeric(6,3) NOT NULL CHECK (percent >= 0),
  per_kilogram numeric(18,6) NOT NULL CHECK (per_kilogram >= 0),
  PRIMARY KEY (tenant_id, charge_id, zone, from_amount),
  FOREIGN KEY (tenant_id, charge_id) REFERENCES prices.charge
);
SELECT platform.guard('prices.charge_rate');

CREATE TABLE prices.tax_rate (
  tenant_id uuid NOT NULL,
  tax_id platform.code NOT NULL,
  country char(2) NOT NULL,
  tax_class platform.code NOT NULL,
  valid_from date NOT NULL,
  percent numeric(6,3) NOT NULL CHECK (percent BETWEEN 0 AND 100),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, tax_id),
  UNIQUE (tenant_id, country, tax_class, valid_from)
);
SELECT platform.guard('prices.tax_rate');

-- Products without a row are of the class `standard`.
CREATE TABLE prices.product_tax (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  tax_class platform.code NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, product_id)
);
SELECT platform.guard('prices.product_tax');

-- What somebody else asks for the same product or service, as it was seen on a day.
CREATE TABLE prices.competitor_price (
  tenant_id uuid NOT NULL,
  sighting_id platform.code NOT NULL,
  competitor text NOT NULL,
  product_id platform.code,
  service_id platform.code,
  -- Per base unit, net of tax.
  unit_price numeric(18,6) NOT NULL CHECK (unit_price >= 0),
  currency char(3) NOT NULL,
  seen_on date NOT NULL,
  evidence text NOT NULL,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, sighting_id),
  CHECK (num_nonnulls(product_id, service_id) = 1)
);
CREATE INDEX competitor_price_product ON prices.competitor_price (tenant_id, product_id) WHERE product_id IS NOT NULL;
CREATE INDEX competitor_price_service ON prices.competitor_price (tenant_id, service_id) WHERE service_id IS NOT NULL;
SELECT platform.guard('prices.competitor_price');

-- The price agreed when the order was placed stays with its line.
ALTER TABLE orders.order_line
  -- The line's share of the order's charges. Null: nothing was agreed about charges.
  ADD COLUMN charges_minor bigint,
  -- given, service or list:<code>; null: not known where the price comes from.
  ADD COLUMN price_source text;
