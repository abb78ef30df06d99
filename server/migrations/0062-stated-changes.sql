-- What a customer said it will need more or less of, in which time; accepted by a person, it moves the demand that stock is held for.
CREATE TABLE needs.stated_change (
  tenant_id uuid NOT NULL,
  change_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  -- Null, both: everything it buys.
  product_id platform.code,
  product_group text,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  -- Of what it usually buys: 100 doubles it, -100 ends it.
  change_percent numeric(7,2) NOT NULL CHECK (change_percent BETWEEN -100 AND 1000),
  certainty text NOT NULL CHECK (certainty IN ('sure', 'likely', 'possible')),
  source text NOT NULL CHECK (source IN ('interview', 'survey', 'inquiry', 'phone')),
  told_on date NOT NULL,
  words text,
  state text NOT NULL CHECK (state IN ('stated', 'accepted', 'declined')),
  accepted_percent numeric(7,2) CHECK (accepted_percent BETWEEN -100 AND 1000),
  decided_by text,
  decided_on date,
  reason text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, change_id),
  CHECK (valid_to >= valid_from),
  CHECK (product_id IS NULL OR product_group IS NULL),
  CHECK ((state = 'stated') = (decided_on IS NULL)),
  CHECK ((state = 'accepted') = (accepted_percent IS NOT NULL))
);
CREATE INDEX stated_change_accepted ON needs.stated_change (tenant_id, valid_to) WHERE state = 'accepted';
SELECT platform.guard('needs.stated_change');
