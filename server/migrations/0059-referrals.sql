-- Who recommended us to whom, when we heard of it, and how we know.
CREATE TABLE needs.referral (
  tenant_id uuid NOT NULL,
  referral_id platform.code NOT NULL,
  -- Who recommended.
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  -- To whom: a customer of ours since, or by name.
  recommended_id platform.code,
  recommended_name text,
  told_on date NOT NULL,
  evidence text NOT NULL CHECK (evidence IN ('said_by_new', 'said_by_customer', 'introduced', 'survey')),
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, referral_id),
  CHECK (recommended_id IS NOT NULL OR recommended_name IS NOT NULL)
);
CREATE INDEX referral_of ON needs.referral (tenant_id, customer_id, told_on);
CREATE INDEX referral_to ON needs.referral (tenant_id, recommended_id) WHERE recommended_id IS NOT NULL;
SELECT platform.guard('needs.referral');
