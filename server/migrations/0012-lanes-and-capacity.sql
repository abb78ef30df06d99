-- How goods get there and what a site can do in a day.
CREATE SCHEMA capacity;
GRANT USAGE ON SCHEMA capacity TO sevenfold_app;

-- A carrier moves by a calendar of its own. Openings null: Monday to Friday.
ALTER TABLE carriers.carrier ADD country char(2), ADD zone text, ADD openings text;

-- Days on which a carrier does not move, or moves although it otherwise would not.
CREATE TABLE carriers.calendar_exception (
  tenant_id uuid NOT NULL,
  carrier_id platform.code NOT NULL,
  day date NOT NULL,
  openings text,
  reason text NOT NULL,
  PRIMARY KEY (tenant_id, carrier_id, day),
  FOREIGN KEY (tenant_id, carrier_id) REFERENCES carriers.carrier
);
SELECT platform.guard('carriers.calendar_exception');

CREATE TABLE carriers.lane (
  tenant_id uuid NOT NULL,
  lane_id platform.code NOT NULL,
  carrier_id platform.code NOT NULL,
  service platform.code NOT NULL,
  from_location_id platform.code NOT NULL,
  -- Where it leads: to one location, or to a country and there, if given, to the postal codes that begin so.
  to_location_id platform.code,
  to_country char(2),
  to_postal_prefix text,
  mode text NOT NULL,
  -- When goods leave, by the site's clock: "Mo-Fr 16:00; Sa 12:00".
  departures text NOT NULL,
  -- Business days of the carrier from departure to arrival where nothing better has been learned.
  transit_days int NOT NULL CHECK (transit_days BETWEEN 0 AND 365),
  is_expedite boolean NOT NULL DEFAULT false,
  -- Null: nothing special; else such as {cold,tail_lift}.
  handling text[],
  min_weight_grams bigint CHECK (min_weight_grams >= 0),
  max_weight_grams bigint CHECK (max_weight_grams > 0),
  -- Which emission factor holds; null: the usual one of the mode.
  emission_kind text,
  -- By road or as the carrier states it; null: estimated from the two positions.
  distance_km numeric(9,3) CHECK (distance_km > 0),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  -- A destination asks by equality for every key that leads there: "@location", its country, and its country with each
  -- beginning of its postal code. A column, since no index on an expression that may leak is used behind row-level security.
  leads_to text COLLATE "C"
    GENERATED ALWAYS AS (coalesce('@' || to_location_id, to_country || coalesce(to_postal_prefix, ''))) STORED,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, lane_id),
  FOREIGN KEY (tenant_id, carrier_id, service) REFERENCES carriers.service,
  CONSTRAINT lane_leads_somewhere CHECK ((to_location_id IS NULL) <> (to_country IS NULL)),
  CONSTRAINT lane_prefix_in_country CHECK (to_postal_prefix IS NULL OR to_country IS NOT NULL)
);
CREATE INDEX lane_to ON carriers.lane (tenant_id, from_location_id, leads_to);
SELECT platform.guard('carriers.lane');

CREATE TABLE carriers.lane_price (
  tenant_id uuid NOT NULL,
  lane_id platform.code NOT NULL,
  valid_from date NOT NULL,
  currency char(3) NOT NULL,
  base_minor bigint NOT NULL CHECK (base_minor >= 0),
  per_kg numeric(18,6) NOT NULL CHECK (per_kg >= 0),
  per_stop_minor bigint NOT NULL CHECK (per_stop_minor >= 0),
  minimum_minor bigint NOT NULL CHECK (minimum_minor >= 0),
  fuel_percent numeric(6,3) NOT NULL CHECK (fuel_percent >= 0),
  PRIMARY KEY (tenant_id, lane_id, valid_from),
  FOREIGN KEY (tenant_id, lane_id) REFERENCES carriers.lane
);
SELECT platform.guard('carriers.lane_price');

-- What a season changes besides demand; null leaves it as it is.
ALTER TABLE locations.season
  ADD capacity_percent int CHECK (capacity_percent BETWEEN 0 AND 1000),
  ADD stock_target_percent int CHECK (stock_target_percent BETWEEN 0 AND 1000),
  ADD extra_lead_days int CHECK (extra_lead_days BETWEEN 0 AND 365),
  ADD staffing text;

-- What a site can do on an open day. Of each kind a site has one; of slots as many as it offers.
CREATE TABLE capacity.resource (
  tenant_id uuid NOT NULL,
  resource_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  monday int NOT NULL CHECK (monday >= 0),
  tuesday int NOT NULL CHECK (tuesday >= 0),
  wednesday int NOT NULL CHECK (wednesday >= 0),
  thursday int NOT NULL CHECK (thursday >= 0),
  friday int NOT NULL CHECK (friday >= 0),
  saturday int NOT NULL CHECK (saturday >= 0),
  sunday int NOT NULL CHECK (sunday >= 0),
  -- Of a slot only: where it is offered, its hours by the destination's clock, until when it can be booked
  -- (so many days before, at that time of the site), and its price.
  to_location_id platform.code,
  to_country char(2),
  to_postal_prefix text,
  starts_at text,
  ends_at text,
  cutoff_days int CHECK (cutoff_days BETWEEN 0 AND 60),
  cutoff_at text,
  price_minor bigint CHECK (price_minor >= 0),
  currency char(3),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, resource_id),
  CONSTRAINT slot_is_whole CHECK (CASE WHEN kind = 'slot'
    THEN starts_at IS NOT NULL AND ends_at IS NOT NULL AND ends_at > starts_at AND cutoff_days IS NOT NULL
      AND cutoff_at IS NOT NULL AND (to_location_id IS NULL) <> (to_country IS NULL)
      AND (to_postal_prefix IS NULL OR to_country IS NOT NULL) AND (price_minor IS NULL) = (currency IS NULL)
    ELSE num_nonnulls(to_location_id, to_country, to_postal_prefix, starts_at, ends_at, cutoff_days, cutoff_at,
      price_minor, currency) = 0 END)
);
CREATE UNIQUE INDEX resource_of_site ON capacity.resource (tenant_id, location_id, kind) WHERE kind <> 'slot';
CREATE INDEX resource_slot ON capacity.resource (tenant_id, location_id) WHERE kind = 'slot';
SELECT platform.guard('capacity.resource');

-- The counter of one resource and day: who books or overrides locks this row. Absent: nothing booked, as the week says.
CREATE TABLE capacity.day (
  tenant_id uuid NOT NULL,
  resource_id platform.code NOT NULL,
  day date NOT NULL,
  -- Null: what the weekday, the calendar and the season give.
  override int CHECK (override >= 0),
  reason text,
  booked int NOT NULL DEFAULT 0 CHECK (booked >= 0),
  -- 0: locked once, nothing has happened yet.
  subject_version int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, resource_id, day),
  FOREIGN KEY (tenant_id, resource_id) REFERENCES capacity.resource
);
SELECT platform.guard('capacity.day');

-- What took it.
CREATE TABLE capacity.booking (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  resource_id platform.code NOT NULL,
  day date NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (tenant_id, order_id, line_number, resource_id, day),
  FOREIGN KEY (tenant_id, resource_id, day) REFERENCES capacity.day
);
CREATE INDEX booking_day ON capacity.booking (tenant_id, resource_id, day);
SELECT platform.guard('capacity.booking');
