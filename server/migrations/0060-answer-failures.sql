-- Questions that the program could not look at: how often it failed, and when it tries again. None of it is on the ledger.
CREATE TABLE inquiries.answer_failure (
  tenant_id uuid NOT NULL,
  inquiry_id platform.code NOT NULL,
  failures int NOT NULL,
  failed_at timestamptz NOT NULL,
  next_try_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, inquiry_id),
  FOREIGN KEY (tenant_id, inquiry_id) REFERENCES inquiries.inquiry
);
SELECT platform.guard('inquiries.answer_failure');
