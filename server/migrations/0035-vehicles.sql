-- Our vehicles, their trips, and where they are: personal data of whoever drives, so kept for days and never on the ledger.
CREATE SCHEMA vehicles;
GRANT USAGE ON SCHEMA vehicles TO sevenfold_app;

CREATE TABLE vehicles.vehicle (
  tenant_id uuid NOT NULL,
  vehicle_id platform.code NOT NULL,
  name text NOT NULL,
  plate text,
  carrier_id platform.code,
  site_id platform.code,
  -- Who usually drives it.
  driver_id text,
  payload_kg int CHECK (payload_kg >= 0),
  volume_m3 numeric(8,2) CHECK (volume_m3 >= 0),
  -- The name under which its device reports.
  device text,
  is_active boolean NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, vehicle_id)
);
CREATE UNIQUE INDEX vehicle_device ON vehicles.vehicle (tenant_id, device) WHERE device IS NOT NULL;
SELECT platform.guard('vehicles.vehicle');

-- One vehicle's run. Planned until it has begun.
CREATE TABLE vehicles.trip (
  tenant_id uuid NOT NULL,
  trip_id platform.code NOT NULL,
  vehicle_id platform.code NOT NULL,
  driver_id text,
  day date NOT NULL,
  started_at timestamptz,
  ended_at timestamptz CHECK (ended_at >= started_at),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, trip_id)
);
CREATE INDEX trip_vehicle ON vehicles.trip (tenant_id, vehicle_id, started_at);
CREATE UNIQUE INDEX trip_under_way ON vehicles.trip (tenant_id, vehicle_id) WHERE started_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX trip_driver ON vehicles.trip (tenant_id, driver_id, day) WHERE driver_id IS NOT NULL;
CREATE INDEX trip_day ON vehicles.trip (tenant_id, day DESC, trip_id);
SELECT platform.guard('vehicles.trip');

CREATE TABLE vehicles.stop (
  tenant_id uuid NOT NULL,
  trip_id platform.code NOT NULL,
  stop_number int NOT NULL,
  shipment_id platform.code NOT NULL,
  planned_at timestamptz,
  PRIMARY KEY (tenant_id, trip_id, stop_number),
  FOREIGN KEY (tenant_id, trip_id) REFERENCES vehicles.trip
);
CREATE UNIQUE INDEX stop_shipment ON vehicles.stop (tenant_id, shipment_id, trip_id);
SELECT platform.guard('vehicles.stop');

-- What positions have shown of a stop: when the vehicle came to the door, and when it had left it again.
CREATE TABLE vehicles.stop_seen (
  tenant_id uuid NOT NULL,
  trip_id platform.code NOT NULL,
  stop_number int NOT NULL,
  arrived_at timestamptz NOT NULL,
  left_at timestamptz,
  PRIMARY KEY (tenant_id, trip_id, stop_number)
);
CREATE INDEX stop_seen_recent ON vehicles.stop_seen (tenant_id, arrived_at);
SELECT platform.guard('vehicles.stop_seen');

-- That the driver lets the phone tell where it is, for this trip and no longer.
CREATE TABLE vehicles.consent (
  tenant_id uuid NOT NULL,
  consent_id platform.code NOT NULL,
  trip_id platform.code NOT NULL,
  driver_id text NOT NULL,
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz CHECK (withdrawn_at >= given_at),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, consent_id)
);
CREATE UNIQUE INDEX consent_in_force ON vehicles.consent (tenant_id, trip_id, driver_id) WHERE withdrawn_at IS NULL;
CREATE INDEX consent_trip ON vehicles.consent (tenant_id, trip_id);
SELECT platform.guard('vehicles.consent');

-- The key holds the instant, so that a large company's table can be split by it.
CREATE TABLE vehicles.position (
  tenant_id uuid NOT NULL,
  vehicle_id platform.code NOT NULL,
  at timestamptz NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  accuracy_m real,
  speed_kmh real,
  heading real,
  trip_id platform.code,
  -- Through whom it came: a key, a source or the driver's own phone.
  told_by text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, vehicle_id, at)
);
CREATE INDEX position_age ON vehicles.position (tenant_id, at);
SELECT platform.guard('vehicles.position');

CREATE TABLE vehicles.last_position (
  tenant_id uuid NOT NULL,
  vehicle_id platform.code NOT NULL,
  at timestamptz NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  accuracy_m real,
  speed_kmh real,
  heading real,
  trip_id platform.code,
  received_at timestamptz NOT NULL,
  -- Counts up with every change: their sum tells an open map whether to look again.
  changes bigint NOT NULL,
  PRIMARY KEY (tenant_id, vehicle_id)
);
SELECT platform.guard('vehicles.last_position');

CREATE TABLE vehicles.setting (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  retention_days int NOT NULL CHECK (retention_days BETWEEN 1 AND 365),
  geofence_m int NOT NULL CHECK (geofence_m BETWEEN 30 AND 2000),
  top_speed_kmh int NOT NULL CHECK (top_speed_kmh BETWEEN 30 AND 300),
  keeps_outside_trips boolean NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, setting_id)
);
SELECT platform.guard('vehicles.setting');
