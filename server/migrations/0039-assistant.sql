-- What assistants asked of us and did, by which key: never what was said, only which tool, about what, and how it ended.
CREATE SCHEMA assistant;
GRANT USAGE ON SCHEMA assistant TO sevenfold_app;

CREATE TABLE assistant.call (
  tenant_id uuid NOT NULL,
  call_id uuid NOT NULL,
  called_at timestamptz NOT NULL,
  actor text NOT NULL,
  tool text NOT NULL,
  -- read, prepared, done, refused.
  outcome text NOT NULL CHECK (outcome IN ('read', 'prepared', 'done', 'refused')),
  -- Of a refusal.
  code text,
  -- Number of the order, customer, inquiry or quote it was about; null: of none alone.
  about platform.code,
  PRIMARY KEY (tenant_id, call_id)
);
CREATE INDEX call_recent ON assistant.call (tenant_id, called_at DESC, call_id DESC);
SELECT platform.guard('assistant.call', 'SELECT, INSERT, DELETE');
