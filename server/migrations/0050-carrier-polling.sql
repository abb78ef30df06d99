-- Carriers that do not call us: how we ask them for each shipment that is on its way.
CREATE TABLE tracking.polling (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  -- With {number} where the tracking number stands. It may hold a key, so it stays off the ledger.
  url text NOT NULL,
  -- The header that carries the secret; null: it needs none.
  header_name text,
  every_minutes int NOT NULL CHECK (every_minutes BETWEEN 5 AND 1440),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, connection_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES tracking.connection
);
SELECT platform.guard('tracking.polling');

-- What is secret of it, and how it does. None of it is on the ledger.
CREATE TABLE tracking.polling_state (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  sealed text,
  next_try_at timestamptz,
  -- Somebody asks just now; after that it is free again, whatever became of them.
  held_until timestamptz,
  failures int NOT NULL DEFAULT 0,
  last_ok_at timestamptz,
  -- A code, never a server's words.
  last_error text,
  last_error_at timestamptz,
  PRIMARY KEY (tenant_id, connection_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES tracking.polling
);
SELECT platform.guard('tracking.polling_state');

-- When we asked for a shipment, and by what the carrier says that nothing is new.
CREATE TABLE tracking.polled (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  shipment_id platform.code NOT NULL,
  asked_at timestamptz NOT NULL,
  etag text,
  last_modified text,
  PRIMARY KEY (tenant_id, connection_id, shipment_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES tracking.polling
);
SELECT platform.guard('tracking.polled');
