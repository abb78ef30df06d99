-- The company's MQTT broker, from which positions are heard.
CREATE TABLE vehicles.broker (
  tenant_id uuid NOT NULL,
  broker_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  url text NOT NULL,
  -- It may be a person's name, so it stays off the ledger.
  username text,
  topic text NOT NULL,
  are_phones boolean NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, broker_id)
);
SELECT platform.guard('vehicles.broker');

-- What is secret of it, and how it does. None of it is on the ledger, and no position is in it.
CREATE TABLE vehicles.broker_state (
  tenant_id uuid NOT NULL,
  broker_id platform.code NOT NULL,
  sealed text,
  -- Which running program listens, and until when it is believed without saying so again.
  held_by uuid,
  held_until timestamptz,
  -- Counts up with every setting, so that an open connection knows it is an old one.
  changes int NOT NULL DEFAULT 1,
  connected_at timestamptz,
  next_try_at timestamptz,
  failures int NOT NULL DEFAULT 0,
  last_heard_at timestamptz,
  -- A code, never a server's words.
  last_error text,
  last_error_at timestamptz,
  last_refusal text,
  last_refused_device text,
  last_refused_at timestamptz,
  PRIMARY KEY (tenant_id, broker_id),
  FOREIGN KEY (tenant_id, broker_id) REFERENCES vehicles.broker
);
SELECT platform.guard('vehicles.broker_state');
