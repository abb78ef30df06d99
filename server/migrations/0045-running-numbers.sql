-- The running numbers that an organization's documents carry. What was handed out and not used leaves a gap.
CREATE TABLE platform.running_number (
  tenant_id uuid NOT NULL,
  subject_type text COLLATE "C" NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  -- The last number handed out.
  last_number bigint NOT NULL CHECK (last_number >= 0),
  PRIMARY KEY (tenant_id, subject_type, prefix)
);
SELECT platform.guard('platform.running_number', 'SELECT, INSERT, UPDATE');
