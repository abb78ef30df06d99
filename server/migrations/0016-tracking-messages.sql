-- What carriers and partners tell: each message as it came, and each event in it, whether its shipment is known yet or not.

ALTER TABLE tracking.observation
  -- How the source called it, such as `1650/X1`.
  ADD COLUMN code text,
  -- The clock of the place, where the source or the place tells it.
  ADD COLUMN zone text,
  -- The place in the source's words.
  ADD COLUMN place text,
  -- For a flag: this event closes it.
  ADD COLUMN closes_flag boolean,
  -- The message it came in.
  ADD COLUMN message_id platform.code;

CREATE INDEX shipment_tracking_number ON shipments.shipment (tenant_id, tracking_number) WHERE tracking_number IS NOT NULL;

CREATE TABLE tracking.message (
  tenant_id uuid NOT NULL,
  message_id platform.code NOT NULL,
  -- epcis, x12-214, edifact-iftsta …
  channel text NOT NULL,
  source platform.code NOT NULL,
  -- The sender's own number of the message; where it gives none, the digest of its content.
  message_key text NOT NULL,
  received_at timestamptz NOT NULL,
  -- taken, partly (some of it refused) or refused.
  state text NOT NULL,
  events int NOT NULL,
  added int NOT NULL,
  known int NOT NULL,
  unmatched int NOT NULL,
  unmapped int NOT NULL,
  -- Where in the message, which code of trouble, and the value.
  problems jsonb NOT NULL DEFAULT '[]',
  -- As it came; null once it is older than it may be kept.
  content text,
  -- The acknowledgement the sender is owed.
  answer text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, message_id)
);
CREATE UNIQUE INDEX message_once ON tracking.message (tenant_id, source, message_key) WHERE state <> 'refused';
CREATE INDEX message_received ON tracking.message (tenant_id, received_at DESC, message_id);
SELECT platform.guard('tracking.message');

CREATE TABLE tracking.told_event (
  tenant_id uuid NOT NULL,
  source platform.code NOT NULL,
  event_key platform.code NOT NULL,
  message_id platform.code NOT NULL,
  received_at timestamptz NOT NULL,
  -- In our words.
  told jsonb NOT NULL,
  -- As it was told; null once it is older than it may be kept.
  raw jsonb,
  -- Whether a shipment was found for it.
  is_matched boolean NOT NULL,
  PRIMARY KEY (tenant_id, source, event_key)
);
CREATE INDEX told_event_message ON tracking.told_event (tenant_id, message_id);
CREATE INDEX told_event_waiting ON tracking.told_event (tenant_id, received_at) WHERE NOT is_matched;
SELECT platform.guard('tracking.told_event');
