-- Who, what, where, by whom, and by which standard.
CREATE SCHEMA customers;
CREATE SCHEMA products;
CREATE SCHEMA locations;
CREATE SCHEMA carriers;
CREATE SCHEMA policies;
GRANT USAGE ON SCHEMA customers, products, locations, carriers, policies TO sevenfold_app;

CREATE TABLE policies.otif_definition (
  tenant_id uuid NOT NULL,
  definition_id platform.code NOT NULL,
  name text NOT NULL,
  settings jsonb NOT NULL,
  is_company_default boolean NOT NULL DEFAULT false,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, definition_id)
);
CREATE UNIQUE INDEX otif_definition_default ON policies.otif_definition (tenant_id) WHERE is_company_default;
SELECT platform.guard('policies.otif_definition');

CREATE TABLE policies.segment (
  tenant_id uuid NOT NULL,
  segment_id platform.code NOT NULL,
  name text NOT NULL,
  description text,
  definition_id platform.code,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, segment_id)
);
SELECT platform.guard('policies.segment');

CREATE TABLE policies.standard (
  tenant_id uuid NOT NULL,
  segment_id platform.code NOT NULL,
  element text NOT NULL,
  valid_from date NOT NULL,
  target numeric(12,3) NOT NULL,
  target_unit text NOT NULL,
  owner text,
  -- The information clause, of the element `information` alone; where all four are null there is none.
  required_documents text[],
  advance_notice_hours int CHECK (advance_notice_hours >= 0),
  tracking_age_hours int CHECK (tracking_age_hours > 0),
  tells_exceptions boolean,
  PRIMARY KEY (tenant_id, segment_id, element, valid_from),
  CHECK (element = 'information'
    OR num_nonnulls(required_documents, advance_notice_hours, tracking_age_hours, tells_exceptions) = 0),
  FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment
);
SELECT platform.guard('policies.standard');

CREATE TABLE customers.customer (
  tenant_id uuid NOT NULL,
  customer_id platform.code NOT NULL,
  name text NOT NULL,
  segment_id platform.code,
  country char(2),
  language text,
  currency char(3),
  -- Null: the segment's definition, else the company's.
  definition_id platform.code,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, customer_id)
);
CREATE INDEX customer_segment ON customers.customer (tenant_id, segment_id);
SELECT platform.guard('customers.customer');

-- Personal values live here alone and can be erased; the ledger holds only the reference.
CREATE TABLE customers.contact (
  tenant_id uuid NOT NULL,
  contact_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  name text NOT NULL,
  buying_role text,
  language text,
  email text,
  phone text,
  channel text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customers.customer
);
CREATE INDEX contact_customer ON customers.contact (tenant_id, customer_id);
SELECT platform.guard('customers.contact');

CREATE TABLE products.product (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  name text NOT NULL,
  product_group text,
  unit text NOT NULL,
  gtin platform.code,
  weight_grams bigint,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, product_id)
);
CREATE INDEX product_group ON products.product (tenant_id, product_group);
SELECT platform.guard('products.product');

-- One pack unit holds numerator/denominator base units: a rational pair, never a float.
CREATE TABLE products.pack (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  unit text NOT NULL,
  numerator bigint NOT NULL CHECK (numerator > 0),
  denominator bigint NOT NULL DEFAULT 1 CHECK (denominator > 0),
  PRIMARY KEY (tenant_id, product_id, unit),
  FOREIGN KEY (tenant_id, product_id) REFERENCES products.product
);
SELECT platform.guard('products.pack');

CREATE TABLE locations.location (
  tenant_id uuid NOT NULL,
  location_id platform.code NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  -- Null for our own sites, carriers' hubs and suppliers' sites.
  customer_id platform.code,
  -- Null: a history named the place but not its country.
  country char(2),
  zone text NOT NULL,
  city text,
  postal_code text,
  street text,
  latitude double precision,
  longitude double precision,
  gln platform.code,
  -- Weekly opening intervals as text ("Mo-Fr 08:00-16:00"); null: not known, taken as Mo-Fr whole days.
  openings text,
  cutoff text,
  -- True: open on the public holidays of its country as on other days. Null, as long as nobody said so: closed.
  is_open_on_holidays boolean,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, location_id)
);
CREATE INDEX location_customer ON locations.location (tenant_id, customer_id);
SELECT platform.guard('locations.location');

-- Dated exceptions to the weekly openings: a closure has no interval, an extra shift has one.
CREATE TABLE locations.calendar_exception (
  tenant_id uuid NOT NULL,
  location_id platform.code NOT NULL,
  day date NOT NULL,
  openings text,
  reason text NOT NULL,
  PRIMARY KEY (tenant_id, location_id, day),
  FOREIGN KEY (tenant_id, location_id) REFERENCES locations.location
);
SELECT platform.guard('locations.calendar_exception');

-- Busy and slow periods of one location, or of the whole company where the location is null.
CREATE TABLE locations.season (
  tenant_id uuid NOT NULL,
  season_id platform.code NOT NULL,
  location_id platform.code,
  name text NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  kind text NOT NULL,
  demand_percent int NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, season_id)
);
SELECT platform.guard('locations.season');

CREATE TABLE carriers.carrier (
  tenant_id uuid NOT NULL,
  carrier_id platform.code NOT NULL,
  name text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, carrier_id)
);
SELECT platform.guard('carriers.carrier');

CREATE TABLE carriers.service (
  tenant_id uuid NOT NULL,
  carrier_id platform.code NOT NULL,
  service platform.code NOT NULL,
  mode text,
  PRIMARY KEY (tenant_id, carrier_id, service),
  FOREIGN KEY (tenant_id, carrier_id) REFERENCES carriers.carrier
);
SELECT platform.guard('carriers.service');
