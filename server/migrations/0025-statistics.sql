-- After a large import only those tables are analyzed that have grown by a tenth since they last were: analyzing all of them
-- again after each file took a fifth of a first load. A table that somebody else is analyzing just then is left to them.
CREATE OR REPLACE FUNCTION platform.refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE target regclass;
BEGIN
  FOR target IN SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relkind = 'r' AND c.relrowsecurity
      -- Negative: never analyzed. Otherwise the pages are those it had when it was.
      AND (c.reltuples < 0 OR pg_relation_size(c.oid) / current_setting('block_size')::int > c.relpages * 1.1) LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', target);
  END LOOP;
END $$;

-- No condition asks for what stands in these documents, and looking through them costs more than all other columns together.
ALTER TABLE ledger.event ALTER COLUMN data SET STATISTICS 0;
ALTER TABLE platform.outbox ALTER COLUMN payload SET STATISTICS 0;
ALTER TABLE platform.idempotency_key ALTER COLUMN response SET STATISTICS 0;
ALTER TABLE imports.import_reject ALTER COLUMN problems SET STATISTICS 0, ALTER COLUMN cells SET STATISTICS 0;
ALTER TABLE promises.quote ALTER COLUMN wish SET STATISTICS 0, ALTER COLUMN offers SET STATISTICS 0,
  ALTER COLUMN basis SET STATISTICS 0;
ALTER TABLE messages.message ALTER COLUMN content SET STATISTICS 0, ALTER COLUMN words SET STATISTICS 0;
ALTER TABLE tracking.told_event ALTER COLUMN told SET STATISTICS 0, ALTER COLUMN raw SET STATISTICS 0;

-- The largest table grows with every file. It is read by its whole keys and by ranges of transactions; for those a small
-- sample tells the planner enough.
ALTER TABLE ledger.event ALTER COLUMN tenant_id SET STATISTICS 20, ALTER COLUMN position SET STATISTICS 20,
  ALTER COLUMN transaction_id SET STATISTICS 20, ALTER COLUMN subject_type SET STATISTICS 20,
  ALTER COLUMN subject_id SET STATISTICS 20, ALTER COLUMN subject_version SET STATISTICS 20,
  ALTER COLUMN type SET STATISTICS 20, ALTER COLUMN type_version SET STATISTICS 20,
  ALTER COLUMN event_time SET STATISTICS 20, ALTER COLUMN record_time SET STATISTICS 20,
  ALTER COLUMN actor SET STATISTICS 20, ALTER COLUMN caused_by SET STATISTICS 20;
