-- The standards of a segment are looked at again on a day too: a review is of a package or of a segment's standards.
ALTER TABLE policies.package_review
  ALTER COLUMN package_id DROP NOT NULL,
  ADD COLUMN segment_id platform.code,
  ADD CONSTRAINT package_review_of_one CHECK (num_nonnulls(package_id, segment_id) = 1),
  ADD CONSTRAINT package_review_segment FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment (tenant_id, segment_id);
