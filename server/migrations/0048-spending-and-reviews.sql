-- Which need an added service serves, so that what it costs can be traced to who asked for it.
ALTER TABLE policies.added_service ADD COLUMN element_id platform.code;

-- When a package was looked at again, what came of it, and when next.
CREATE TABLE policies.package_review (
  tenant_id uuid NOT NULL,
  review_id platform.code NOT NULL,
  package_id platform.code NOT NULL,
  reviewed_on date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('kept', 'to_change')),
  note text NOT NULL,
  next_on date NOT NULL CHECK (next_on > reviewed_on),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, review_id),
  FOREIGN KEY (tenant_id, package_id) REFERENCES policies.service_package
);
CREATE INDEX package_review_of ON policies.package_review (tenant_id, package_id, reviewed_on);
SELECT platform.guard('policies.package_review');
