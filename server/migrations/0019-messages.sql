-- Who is told what, in which words, by which way, and what became of it.
ALTER TABLE messages.message
  -- A code: why it failed or was dropped.
  ADD COLUMN reason text,
  -- The words as a person edited them before sending, by language; null: as the templates say.
  ADD COLUMN words jsonb,
  -- Something must be decided soon: may break through quiet hours where the reader agreed.
  ADD COLUMN is_urgent boolean NOT NULL DEFAULT false,
  ADD COLUMN changed_at timestamptz;
CREATE INDEX message_recent ON messages.message (tenant_id, made_at DESC, message_id);
CREATE INDEX message_customer ON messages.message (tenant_id, customer_id, made_at DESC);
CREATE INDEX message_order ON messages.message (tenant_id, order_id, made_at DESC) WHERE order_id IS NOT NULL;

-- One message on its way to one reader by one way. The row is also the log: it stays.
CREATE TABLE messages.sending (
  tenant_id uuid NOT NULL,
  sending_id uuid NOT NULL,
  message_id uuid NOT NULL,
  customer_id platform.code NOT NULL,
  -- contact, webhook, or portal: the customer's inbox.
  recipient_kind text NOT NULL,
  recipient_id platform.code NOT NULL,
  -- email, sms, chat, webhook, portal.
  way text NOT NULL,
  language text NOT NULL,
  -- due, digest, sending, sent, delivered, failed, uncertain, stopped.
  state text NOT NULL,
  -- The next hour at which the reader may be told.
  due_at timestamptz NOT NULL,
  -- What to take when this way fails, in order.
  other_ways text[] NOT NULL DEFAULT '{}',
  attempts int NOT NULL DEFAULT 0,
  -- Those that go out as one collection.
  digest_id uuid,
  sent_at timestamptz,
  changed_at timestamptz NOT NULL,
  -- A code and a number; never a gateway's words, which repeat the address.
  reason text,
  PRIMARY KEY (tenant_id, sending_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages.message
);
-- Nobody is told the same twice by the same way.
CREATE UNIQUE INDEX sending_once ON messages.sending (tenant_id, message_id, recipient_kind, recipient_id, way);
CREATE INDEX sending_recent ON messages.sending (tenant_id, recipient_kind, recipient_id, sent_at);
CREATE INDEX sending_open ON messages.sending (tenant_id, recipient_kind, recipient_id)
  WHERE state IN ('due', 'digest', 'sending');
CREATE INDEX sending_digest ON messages.sending (tenant_id, digest_id) WHERE digest_id IS NOT NULL;
SELECT platform.guard('messages.sending');

-- How the organization tells its customers. One row.
CREATE TABLE messages.setting (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  -- Nothing that happened earlier is told.
  on_since timestamptz,
  -- By kind: automatic, by_hand or off.
  modes jsonb NOT NULL,
  contact_line text,
  quiet_from text NOT NULL,
  quiet_to text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, setting_id)
);
SELECT platform.guard('messages.setting');

-- The organization's own words; where it has none, those of the program hold.
CREATE TABLE messages.template (
  tenant_id uuid NOT NULL,
  template_id platform.code NOT NULL,
  kind text NOT NULL,
  language text NOT NULL,
  valid_from date NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  sms text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, template_id)
);
CREATE UNIQUE INDEX template_day ON messages.template (tenant_id, kind, language, valid_from);
SELECT platform.guard('messages.template');

-- What a contact wants to hear, how and when. Absent: the usual of the person's role in buying.
CREATE TABLE messages.preference (
  tenant_id uuid NOT NULL,
  contact_id platform.code NOT NULL,
  ways jsonb NOT NULL,
  kinds jsonb NOT NULL,
  quiet_from text,
  quiet_to text,
  zone text,
  on_weekends boolean NOT NULL,
  urgent_at_night boolean NOT NULL,
  is_stopped boolean NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, contact_id)
);
SELECT platform.guard('messages.preference');

-- Gateways for short messages and chat. The secret is kept sealed with the server's own.
CREATE TABLE messages.channel (
  tenant_id uuid NOT NULL,
  channel_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  url text NOT NULL,
  shown_as text,
  gives_receipts boolean NOT NULL,
  secret text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, channel_id)
);
SELECT platform.guard('messages.channel');

-- Where a customer's own program listens. Two secrets while one takes the place of the other, both sealed.
CREATE TABLE messages.webhook (
  tenant_id uuid NOT NULL,
  webhook_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  url text NOT NULL,
  kinds jsonb NOT NULL,
  is_on boolean NOT NULL,
  secret text NOT NULL,
  secret_before text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, webhook_id)
);
CREATE INDEX webhook_customer ON messages.webhook (tenant_id, customer_id);
SELECT platform.guard('messages.webhook');
