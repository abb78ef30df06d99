-- What a competitor offers as a figure, so that a lever can be held against it.
ALTER TABLE needs.competitor_finding ADD COLUMN level numeric(12,3) CHECK (level >= 0);
