-- What customers think of us, and how they say problems were handled.
CREATE SCHEMA feedback;
GRANT USAGE ON SCHEMA feedback TO sevenfold_app;

CREATE TABLE feedback.feedback (
  tenant_id uuid NOT NULL,
  feedback_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  order_id platform.code,
  line_number int,
  kind text NOT NULL,
  channel text NOT NULL,
  -- One to five; null: only words.
  score int CHECK (score BETWEEN 1 AND 5),
  -- Personal: what was written.
  comment text,
  answer text,
  change text,
  given_at timestamptz NOT NULL,
  state text NOT NULL,
  team text NOT NULL,
  owner text,
  due_at timestamptz,
  answered_at timestamptz,
  changed_at timestamptz,
  -- What it came from where it can come only once, such as one link.
  source_key text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, feedback_id)
);
CREATE UNIQUE INDEX feedback_source ON feedback.feedback (tenant_id, source_key) WHERE source_key IS NOT NULL;
CREATE INDEX feedback_recent ON feedback.feedback (tenant_id, given_at DESC, feedback_id);
CREATE INDEX feedback_customer ON feedback.feedback (tenant_id, customer_id, given_at DESC);
CREATE INDEX feedback_order ON feedback.feedback (tenant_id, order_id) WHERE order_id IS NOT NULL;
SELECT platform.guard('feedback.feedback');

-- One row for each resolved problem: asked, answered, or left alone since the same person was asked lately.
CREATE TABLE feedback.asking (
  tenant_id uuid NOT NULL,
  ask_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  -- Who was told of the end; null: whoever of the customer gets messages.
  contact_id platform.code,
  order_id platform.code,
  about text NOT NULL,
  about_id platform.code NOT NULL,
  closed_at timestamptz NOT NULL,
  state text NOT NULL,
  owned text,
  explained text,
  made_good text,
  -- Personal.
  comment text,
  answered_at timestamptz,
  feedback_id platform.code,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, ask_id)
);
-- Asked once, however often it is opened and closed again.
CREATE UNIQUE INDEX asking_about ON feedback.asking (tenant_id, about, about_id);
CREATE INDEX asking_customer ON feedback.asking (tenant_id, customer_id, closed_at DESC);
CREATE INDEX asking_closed ON feedback.asking (tenant_id, closed_at DESC, ask_id);
SELECT platform.guard('feedback.asking');
