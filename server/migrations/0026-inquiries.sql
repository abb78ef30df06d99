-- What customers ask, and how it is dealt with.
CREATE SCHEMA inquiries;
GRANT USAGE ON SCHEMA inquiries TO sevenfold_app;

CREATE TABLE inquiries.inquiry (
  tenant_id uuid NOT NULL,
  inquiry_id platform.code NOT NULL,
  channel text NOT NULL,
  -- Null: nobody knows yet who asks.
  customer_id platform.code,
  -- Of the customer when it was received: the standard that holds.
  segment_id platform.code,
  contact_id platform.code,
  order_id platform.code,
  line_number int,
  -- person, text (recognised in it) or contact; null: nothing linked.
  linked_by text,
  -- Personal: what was written stands here and in the entries, never on the ledger.
  subject text NOT NULL,
  from_address text,
  topic text,
  topic_by text,
  team text,
  is_urgent boolean NOT NULL,
  language text,
  state text NOT NULL,
  owner text,
  received_at timestamptz NOT NULL,
  first_answer_at timestamptz,
  final_answer_at timestamptz,
  first_target_hours numeric(12,3),
  final_target_hours numeric(12,3),
  first_due_at timestamptz,
  final_due_at timestamptz,
  -- The ball lies with the customer since then.
  waiting_since timestamptz,
  -- Working time in which it lay there.
  waited_seconds int NOT NULL,
  first_hours numeric(12,3),
  final_hours numeric(12,3),
  merged_into platform.code,
  times_reopened int NOT NULL,
  entries int NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, inquiry_id)
);
CREATE INDEX inquiry_due ON inquiries.inquiry (tenant_id, state, final_due_at);
CREATE INDEX inquiry_customer ON inquiries.inquiry (tenant_id, customer_id, received_at DESC);
CREATE INDEX inquiry_order ON inquiries.inquiry (tenant_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX inquiry_received ON inquiries.inquiry (tenant_id, received_at);
SELECT platform.guard('inquiries.inquiry');

CREATE TABLE inquiries.entry (
  tenant_id uuid NOT NULL,
  inquiry_id platform.code NOT NULL,
  entry_number int NOT NULL,
  -- question, reply, answer, note.
  kind text NOT NULL,
  channel text NOT NULL,
  author text NOT NULL,
  written_at timestamptz NOT NULL,
  text text NOT NULL,
  is_final boolean,
  -- Of a mail: its Message-ID. The same mail twice changes nothing.
  message_ref text,
  PRIMARY KEY (tenant_id, inquiry_id, entry_number),
  FOREIGN KEY (tenant_id, inquiry_id) REFERENCES inquiries.inquiry
);
CREATE UNIQUE INDEX entry_message ON inquiries.entry (tenant_id, message_ref) WHERE message_ref IS NOT NULL;
SELECT platform.guard('inquiries.entry');
