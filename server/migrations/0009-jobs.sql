-- Work for later: what the relay and the jobs need. The queue itself, the schema graphile_worker, is made and kept up to date
-- by its own library before these migrations run; here the application's role gets just what running jobs takes.
GRANT USAGE ON SCHEMA graphile_worker TO sevenfold_app;
GRANT SELECT ON graphile_worker.migrations, graphile_worker._private_known_crontabs TO sevenfold_app;
GRANT SELECT, UPDATE, DELETE ON graphile_worker._private_jobs TO sevenfold_app;
GRANT SELECT, UPDATE ON graphile_worker._private_job_queues TO sevenfold_app;
GRANT SELECT, INSERT ON graphile_worker._private_tasks TO sevenfold_app;
-- The library's tables are walled for everybody but their owner. A job belongs to the machinery that runs those of all
-- tenants; it holds ids and nothing else of a tenant's. Only the relay below can put one in.
CREATE POLICY application_runs_jobs ON graphile_worker._private_jobs TO sevenfold_app USING (true);
CREATE POLICY application_runs_jobs ON graphile_worker._private_job_queues TO sevenfold_app USING (true);
CREATE POLICY application_runs_jobs ON graphile_worker._private_tasks TO sevenfold_app USING (true);
CREATE POLICY application_runs_jobs ON graphile_worker._private_known_crontabs FOR SELECT TO sevenfold_app USING (true);

ALTER TABLE platform.outbox
  ADD COLUMN enqueued_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN attempts_max smallint NOT NULL CHECK (attempts_max > 0),
  -- Jobs of one queue run one after the other; null: whenever there is room.
  ADD COLUMN queue text;
-- The relay looks across tenants, so the tenant does not lead here.
CREATE INDEX outbox_due ON platform.outbox (run_at NULLS FIRST, outbox_id);
CREATE POLICY owner_relays ON platform.outbox TO SESSION_USER USING (true);

-- Turns due rows of all tenants into jobs: one statement, so that each row is either still here or a job, whenever anything
-- dies. Two relays at once take different rows. The library notifies its workers once a call.
CREATE FUNCTION platform.relay_outbox(due timestamptz, rows_max int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE specs graphile_worker.job_spec[];
BEGIN
  WITH chosen AS MATERIALIZED (
    SELECT tenant_id, outbox_id FROM platform.outbox WHERE run_at IS NULL OR run_at <= due
    ORDER BY run_at NULLS FIRST, outbox_id LIMIT rows_max FOR UPDATE SKIP LOCKED
  ), taken AS (
    DELETE FROM platform.outbox o USING chosen c WHERE o.tenant_id = c.tenant_id AND o.outbox_id = c.outbox_id RETURNING o.*
  )
  SELECT array_agg(ROW (task, json_build_object('tenant_id', tenant_id, 'payload', payload), queue, NULL, attempts_max,
    NULL, 0, NULL)::graphile_worker.job_spec ORDER BY outbox_id) INTO specs FROM taken;
  IF specs IS NULL THEN RETURN 0; END IF;
  PERFORM graphile_worker.add_jobs(specs);
  RETURN array_length(specs, 1);
END $$;

-- For the operator's gauges: how many rows are due, and how long the oldest of them has been.
CREATE FUNCTION platform.outbox_figures() RETURNS TABLE (due_rows bigint, age_seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*), coalesce(extract(epoch FROM now() - min(greatest(enqueued_at, run_at))), 0)::double precision
  FROM platform.outbox WHERE run_at IS NULL OR run_at <= now()
$$;
REVOKE ALL ON FUNCTION platform.relay_outbox, platform.outbox_figures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.relay_outbox, platform.outbox_figures TO sevenfold_app;

-- The last moment that a recurring task was planned for.
CREATE TABLE platform.recurring (
  tenant_id uuid NOT NULL,
  task text NOT NULL,
  planned_for timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, task)
);
SELECT platform.guard('platform.recurring');

-- A run under way may be worked on by another process than the one that is asked about it.
ALTER TABLE imports.import_run
  -- Null: not begun. Kept as it last was once the run has ended.
  ADD COLUMN progress jsonb,
  ADD COLUMN is_cancel_asked boolean NOT NULL DEFAULT false;

-- What became of the mail with an invitation's link: waiting, sending, sent, not_sent (no mail server), failed, or uncertain
-- (the connection broke after the mail was handed over). Technical, so not on the ledger; holds no address.
CREATE TABLE people.invitation_mail (
  tenant_id uuid NOT NULL,
  invitation_id platform.code NOT NULL,
  state text NOT NULL,
  language text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, invitation_id),
  FOREIGN KEY (tenant_id, invitation_id) REFERENCES people.invitation ON DELETE CASCADE
);
SELECT platform.guard('people.invitation_mail');
