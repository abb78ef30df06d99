-- What the ways were built from, so that next time only what is new is looked at; and when all of it was looked at last.
ALTER TABLE views.process_built ADD COLUMN snapshot pg_snapshot, ADD COLUMN whole_at timestamptz;
