-- Whether any master data of a company has changed, in one look-up: what reckons with them often keeps them in memory.
--
-- A transaction that changes some leaves its id in a row that no other transaction is changing just then, so nobody ever
-- waits for a mark; ids never come again, so the marks seen together never do either. There are as many rows as there
-- were ever writers at the same time.
CREATE TABLE platform.change_mark (
  tenant_id uuid NOT NULL,
  slot xid8 NOT NULL,
  changed_by xid8 NOT NULL,
  PRIMARY KEY (tenant_id, slot)
);
SELECT platform.guard('platform.change_mark');

CREATE FUNCTION platform.leave_mark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  mine xid8 := pg_current_xact_id();
BEGIN
  -- The owner of the tables, by hand: whose rows they are is not said, so they may be anybody's.
  IF tenant IS NULL THEN
    INSERT INTO platform.change_mark SELECT o.tenant_id, mine, mine FROM people.organization o ON CONFLICT DO NOTHING;
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT 1 FROM platform.change_mark WHERE tenant_id = tenant AND changed_by = mine) THEN
    RETURN NULL;
  END IF;
  UPDATE platform.change_mark SET changed_by = mine
  WHERE tenant_id = tenant AND slot = (SELECT slot FROM platform.change_mark
    WHERE tenant_id = tenant ORDER BY slot LIMIT 1 FOR UPDATE SKIP LOCKED);
  IF NOT FOUND THEN
    INSERT INTO platform.change_mark VALUES (tenant, mine, mine) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  marked regclass;
BEGIN
  FOREACH marked IN ARRAY ARRAY[
    'customers.customer', 'locations.location', 'locations.calendar_exception', 'locations.season',
    'carriers.carrier', 'carriers.service', 'carriers.lane', 'carriers.lane_price', 'carriers.calendar_exception',
    'policies.service_package', 'policies.objective', 'policies.allocation_policy', 'policies.allocation_tier',
    'policies.added_service', 'policies.entitlement', 'policies.service_price',
    'prices.agreement', 'prices.price_list', 'prices.charge', 'prices.charge_rate', 'problems.disruption'
  ]::regclass[]
  LOOP
    EXECUTE format('CREATE TRIGGER leave_mark AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s
      FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark()', marked);
  END LOOP;
END $$;
