-- What customers say was wrong with delivered goods, and what is done about it.
CREATE SCHEMA claims;
GRANT USAGE ON SCHEMA claims TO sevenfold_app;

-- By when a customer may claim by itself, and by when a carrier must be told: data, not law.
CREATE TABLE claims.policy (
  tenant_id uuid NOT NULL,
  policy_id platform.code NOT NULL,
  segment_id platform.code,
  visible_days int NOT NULL,
  concealed_days int NOT NULL,
  return_days int NOT NULL,
  carrier_days int NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, policy_id)
);
CREATE UNIQUE INDEX policy_segment ON claims.policy (tenant_id, coalesce(segment_id, ''));
SELECT platform.guard('claims.policy');

CREATE TABLE claims.claim (
  tenant_id uuid NOT NULL,
  claim_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  order_id platform.code NOT NULL,
  kind text NOT NULL,
  wish text NOT NULL,
  -- portal, desk.
  channel text NOT NULL,
  state text NOT NULL,
  -- Personal: what was written.
  comment text,
  decision_text text,
  opened_at timestamptz NOT NULL,
  delivered_on date,
  is_late boolean NOT NULL,
  stage text NOT NULL,
  evidence text NOT NULL,
  shipment_id platform.code,
  carrier_id platform.code,
  decided_at timestamptz,
  decided_by text,
  credit_invoice_id platform.code,
  currency char(3),
  return_state text NOT NULL,
  return_location_id platform.code,
  recovery_state text NOT NULL,
  recovery_due_on date,
  recovered_minor bigint,
  recovery_note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, claim_id)
);
CREATE INDEX claim_recent ON claims.claim (tenant_id, opened_at DESC);
CREATE INDEX claim_order ON claims.claim (tenant_id, order_id);
CREATE INDEX claim_customer ON claims.claim (tenant_id, customer_id, opened_at DESC);
SELECT platform.guard('claims.claim');

CREATE TABLE claims.claim_line (
  tenant_id uuid NOT NULL,
  claim_id platform.code NOT NULL,
  line_number int NOT NULL,
  product_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  condition text,
  returned_quantity numeric(15,3) NOT NULL DEFAULT 0 CHECK (returned_quantity >= 0),
  disposition text,
  credited_minor bigint,
  PRIMARY KEY (tenant_id, claim_id, line_number),
  FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim
);
SELECT platform.guard('claims.claim_line');

-- May show people: kept here alone, and erased with the claim's texts.
CREATE TABLE claims.photo (
  tenant_id uuid NOT NULL,
  claim_id platform.code NOT NULL,
  photo_id uuid NOT NULL,
  media_type text NOT NULL,
  content bytea NOT NULL,
  taken_in_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, claim_id, photo_id),
  FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim
);
SELECT platform.guard('claims.photo');
