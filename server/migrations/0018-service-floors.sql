-- The level below which a core element of service may not fall for a segment, or for every segment where it names none.
CREATE TABLE policies.service_floor (
  tenant_id uuid NOT NULL,
  floor_id platform.code NOT NULL,
  segment_id platform.code,
  element text NOT NULL,
  level numeric(9,3) NOT NULL CHECK (level >= 0),
  valid_from date NOT NULL,
  reason text NOT NULL,
  -- Who agreed that it is lower than the one before, and when customers were told; null where it rose.
  approved_by text,
  notice_on date,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, floor_id),
  UNIQUE NULLS NOT DISTINCT (tenant_id, segment_id, element, valid_from)
);
SELECT platform.guard('policies.service_floor');
