-- Questions for where an order is that the program answers itself: whether it may, and what it decided about each question.
CREATE TABLE inquiries.answer_setting (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  -- What was asked before is left to people.
  on_since timestamptz,
  threshold numeric(3,2) NOT NULL CHECK (threshold BETWEEN 0.5 AND 0.99),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, setting_id)
);
SELECT platform.guard('inquiries.answer_setting');

-- One row a question at most: it is decided once, whatever ends in between.
CREATE TABLE inquiries.automatic_answer (
  tenant_id uuid NOT NULL,
  inquiry_id platform.code NOT NULL,
  decided_at timestamptz NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('answered', 'left')),
  reason text NOT NULL,
  certainty numeric(5,4),
  -- What the certainty stands on; named so since "right" is a word of SQL.
  right_cases int,
  cases int,
  order_id platform.code,
  language text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, inquiry_id),
  FOREIGN KEY (tenant_id, inquiry_id) REFERENCES inquiries.inquiry
);
CREATE INDEX automatic_answer_decided ON inquiries.automatic_answer (tenant_id, decided_at DESC, inquiry_id);
CREATE INDEX automatic_answer_order ON inquiries.automatic_answer (tenant_id, order_id) WHERE verdict = 'answered';
SELECT platform.guard('inquiries.automatic_answer');
