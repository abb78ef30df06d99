-- The schema after the last migration. Written by the schema test; do not edit.

CREATE SCHEMA assistant;
CREATE SCHEMA auth;
CREATE SCHEMA billing;
CREATE SCHEMA capacity;
CREATE SCHEMA carriers;
CREATE SCHEMA claims;
CREATE SCHEMA costs;
CREATE SCHEMA customers;
CREATE SCHEMA delivery;
CREATE SCHEMA feedback;
CREATE SCHEMA imports;
CREATE SCHEMA inquiries;
CREATE SCHEMA inventory;
CREATE SCHEMA ledger;
CREATE SCHEMA locations;
CREATE SCHEMA messages;
CREATE SCHEMA needs;
CREATE SCHEMA orders;
CREATE SCHEMA outside_model;
CREATE SCHEMA people;
CREATE SCHEMA planning;
CREATE SCHEMA platform;
CREATE SCHEMA policies;
CREATE SCHEMA prices;
CREATE SCHEMA problems;
CREATE SCHEMA processes;
CREATE SCHEMA products;
CREATE SCHEMA promises;
CREATE SCHEMA shipments;
CREATE SCHEMA tracking;
CREATE SCHEMA vehicles;
CREATE SCHEMA views;
CREATE DOMAIN platform.code AS text COLLATE "C";
CREATE OR REPLACE FUNCTION inquiries.mailbox_at(wanted uuid)
 RETURNS TABLE(tenant_id uuid, mailbox_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT s.tenant_id, s.mailbox_id::text FROM inquiries.mailbox_state s WHERE s.door = wanted
$function$;
CREATE OR REPLACE FUNCTION people.invitation_holder(wanted text)
 RETURNS TABLE(tenant_id uuid, invitation_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT i.tenant_id, i.invitation_id::text FROM people.invitation i WHERE i.token_hash = wanted
$function$;
CREATE OR REPLACE FUNCTION people.key_holder(wanted text)
 RETURNS TABLE(tenant_id uuid, organization_name text, api_key_id text, permissions jsonb, expires_at timestamp with time zone, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT k.tenant_id, o.name, k.api_key_id::text, k.permissions, k.expires_at, k.last_used_at
  FROM people.api_key k JOIN people.organization o ON o.tenant_id = k.tenant_id
  WHERE k.key_hash = wanted AND k.revoked_at IS NULL
$function$;
CREATE OR REPLACE FUNCTION people.memberships_of(wanted text)
 RETURNS TABLE(tenant_id uuid, organization_name text, role text, customer_id text, portal_roles jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT m.tenant_id, o.name, m.role, m.customer_id::text, m.portal_roles FROM people.member m
  JOIN people.organization o ON o.tenant_id = m.tenant_id
  WHERE m.user_id = wanted AND NOT m.is_removed ORDER BY o.name
$function$;
CREATE OR REPLACE FUNCTION people.tenants()
 RETURNS TABLE(tenant_id uuid, name text, is_sample boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT tenant_id, name, is_sample FROM people.organization ORDER BY tenant_id
$function$;
CREATE OR REPLACE FUNCTION platform.guard(target regclass, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE'::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_wall ON %s USING (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', target);
  EXECUTE format('GRANT %s ON %s TO sevenfold_app', privileges, target);
END $function$;
CREATE OR REPLACE FUNCTION platform.leave_mark()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;
CREATE OR REPLACE FUNCTION platform.outbox_figures()
 RETURNS TABLE(due_rows bigint, age_seconds double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT count(*), coalesce(extract(epoch FROM now() - min(greatest(enqueued_at, run_at))), 0)::double precision
  FROM platform.outbox WHERE run_at IS NULL OR run_at <= now()
$function$;
CREATE OR REPLACE FUNCTION platform.refresh_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE target regclass;
BEGIN
  FOR target IN SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relkind = 'r' AND c.relrowsecurity
      -- Negative: never analyzed. Otherwise the pages are those it had when it was.
      AND (c.reltuples < 0 OR pg_relation_size(c.oid) / current_setting('block_size')::int > c.relpages * 1.1) LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', target);
  END LOOP;
END $function$;
CREATE OR REPLACE FUNCTION platform.relay_outbox(due timestamp with time zone, rows_max integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
END $function$;
CREATE OR REPLACE FUNCTION tracking.connection_at(wanted uuid)
 RETURNS TABLE(tenant_id uuid, connection_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT s.tenant_id, s.connection_id::text FROM tracking.connection_secret s WHERE s.address = wanted
$function$;

CREATE TABLE assistant.call (
  tenant_id uuid NOT NULL,
  call_id uuid NOT NULL,
  called_at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  tool text NOT NULL,
  outcome text NOT NULL,
  code text,
  about platform.code,
  CONSTRAINT call_outcome_check CHECK ((outcome = ANY (ARRAY['read'::text, 'prepared'::text, 'done'::text, 'refused'::text]))),
  CONSTRAINT call_pkey PRIMARY KEY (tenant_id, call_id)
);
ALTER TABLE assistant.call ENABLE ROW LEVEL SECURITY;
ALTER TABLE assistant.call FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON assistant.call USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT ON assistant.call TO sevenfold_app;
CREATE INDEX call_recent ON assistant.call USING btree (tenant_id, called_at DESC, call_id DESC);

CREATE TABLE auth.account (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone NOT NULL,
  CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  CONSTRAINT account_pkey PRIMARY KEY (id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON auth.account TO sevenfold_app;
CREATE INDEX account_of_user ON auth.account USING btree ("userId");

CREATE TABLE auth.session (
  id text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  token text NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL,
  CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_key UNIQUE (token)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON auth.session TO sevenfold_app;
CREATE INDEX session_of_user ON auth.session USING btree ("userId");

CREATE TABLE auth.sign_in_attempt (
  attempt_key text NOT NULL,
  failures integer NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (attempt_key)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON auth.sign_in_attempt TO sevenfold_app;
CREATE INDEX sign_in_attempt_age ON auth.sign_in_attempt USING btree (since);

CREATE TABLE auth."user" (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  "emailVerified" boolean NOT NULL,
  image text,
  language text,
  home_tenant_id uuid,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT user_email_key UNIQUE (email),
  CONSTRAINT user_pkey PRIMARY KEY (id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON auth."user" TO sevenfold_app;

CREATE TABLE auth.verification (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT verification_pkey PRIMARY KEY (id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON auth.verification TO sevenfold_app;

CREATE TABLE billing.invoice (
  tenant_id uuid NOT NULL,
  invoice_id platform.code NOT NULL,
  invoice_kind text NOT NULL,
  customer_id platform.code NOT NULL,
  credits_invoice_id platform.code,
  credit_reason text,
  currency character(3) NOT NULL,
  issued_on date NOT NULL,
  issued_at timestamp with time zone,
  subject_version integer NOT NULL,
  CONSTRAINT invoice_pkey PRIMARY KEY (tenant_id, invoice_id)
);
ALTER TABLE billing.invoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.invoice FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON billing.invoice USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON billing.invoice TO sevenfold_app;
CREATE INDEX invoice_customer ON billing.invoice USING btree (tenant_id, customer_id, issued_on DESC);

CREATE TABLE billing.invoice_line (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  invoice_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  unit_price numeric(18,6),
  net_minor bigint NOT NULL,
  charges_minor bigint DEFAULT 0 NOT NULL,
  tax_percent numeric(6,3),
  CONSTRAINT invoice_line_pkey PRIMARY KEY (tenant_id, order_id, line_number, invoice_id),
  CONSTRAINT invoice_line_quantity_check CHECK ((quantity >= (0)::numeric)),
  CONSTRAINT invoice_line_tenant_id_invoice_id_fkey FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice(tenant_id, invoice_id)
);
ALTER TABLE billing.invoice_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.invoice_line FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON billing.invoice_line USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON billing.invoice_line TO sevenfold_app;
CREATE INDEX invoice_line_invoice ON billing.invoice_line USING btree (tenant_id, invoice_id);

CREATE TABLE capacity.booking (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  resource_id platform.code NOT NULL,
  day date NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT booking_pkey PRIMARY KEY (tenant_id, order_id, line_number, resource_id, day),
  CONSTRAINT booking_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT booking_tenant_id_resource_id_day_fkey FOREIGN KEY (tenant_id, resource_id, day) REFERENCES capacity.day(tenant_id, resource_id, day)
);
ALTER TABLE capacity.booking ENABLE ROW LEVEL SECURITY;
ALTER TABLE capacity.booking FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON capacity.booking USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON capacity.booking TO sevenfold_app;
CREATE INDEX booking_day ON capacity.booking USING btree (tenant_id, resource_id, day);

CREATE TABLE capacity.day (
  tenant_id uuid NOT NULL,
  resource_id platform.code NOT NULL,
  day date NOT NULL,
  override integer,
  reason text,
  booked integer DEFAULT 0 NOT NULL,
  subject_version integer DEFAULT 0 NOT NULL,
  CONSTRAINT day_booked_check CHECK ((booked >= 0)),
  CONSTRAINT day_override_check CHECK ((override >= 0)),
  CONSTRAINT day_pkey PRIMARY KEY (tenant_id, resource_id, day),
  CONSTRAINT day_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES capacity.resource(tenant_id, resource_id)
);
ALTER TABLE capacity.day ENABLE ROW LEVEL SECURITY;
ALTER TABLE capacity.day FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON capacity.day USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON capacity.day TO sevenfold_app;

CREATE TABLE capacity.resource (
  tenant_id uuid NOT NULL,
  resource_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  monday integer NOT NULL,
  tuesday integer NOT NULL,
  wednesday integer NOT NULL,
  thursday integer NOT NULL,
  friday integer NOT NULL,
  saturday integer NOT NULL,
  sunday integer NOT NULL,
  to_location_id platform.code,
  to_country character(2),
  to_postal_prefix text,
  starts_at text,
  ends_at text,
  cutoff_days integer,
  cutoff_at text,
  price_minor bigint,
  currency character(3),
  subject_version integer NOT NULL,
  overtime_quantity integer,
  overtime_cost_minor bigint,
  overtime_from date,
  overtime_to date,
  CONSTRAINT overtime_is_whole CHECK (((overtime_to >= overtime_from) AND ((overtime_quantity IS NULL) OR (kind = ANY (ARRAY['pick_lines'::text, 'vehicle_stops'::text]))) AND ((overtime_quantity IS NOT NULL) OR (num_nonnulls(overtime_cost_minor, overtime_from, overtime_to) = 0)))),
  CONSTRAINT resource_cutoff_days_check CHECK (((cutoff_days >= 0) AND (cutoff_days <= 60))),
  CONSTRAINT resource_friday_check CHECK ((friday >= 0)),
  CONSTRAINT resource_monday_check CHECK ((monday >= 0)),
  CONSTRAINT resource_overtime_cost_minor_check CHECK ((overtime_cost_minor >= 0)),
  CONSTRAINT resource_overtime_quantity_check CHECK ((overtime_quantity >= 0)),
  CONSTRAINT resource_pkey PRIMARY KEY (tenant_id, resource_id),
  CONSTRAINT resource_price_minor_check CHECK ((price_minor >= 0)),
  CONSTRAINT resource_saturday_check CHECK ((saturday >= 0)),
  CONSTRAINT resource_sunday_check CHECK ((sunday >= 0)),
  CONSTRAINT resource_thursday_check CHECK ((thursday >= 0)),
  CONSTRAINT resource_tuesday_check CHECK ((tuesday >= 0)),
  CONSTRAINT resource_wednesday_check CHECK ((wednesday >= 0)),
  CONSTRAINT slot_is_whole CHECK (
CASE
    WHEN (kind = 'slot'::text) THEN ((starts_at IS NOT NULL) AND (ends_at IS NOT NULL) AND (ends_at > starts_at) AND (cutoff_days IS NOT NULL) AND (cutoff_at IS NOT NULL) AND ((to_location_id IS NULL) <> (to_country IS NULL)) AND ((to_postal_prefix IS NULL) OR (to_country IS NOT NULL)) AND ((price_minor IS NULL) = (currency IS NULL)))
    ELSE ((num_nonnulls(to_location_id, to_country, to_postal_prefix, starts_at, ends_at, cutoff_days, cutoff_at, price_minor) = 0) AND ((overtime_cost_minor IS NULL) = (currency IS NULL)))
END)
);
ALTER TABLE capacity.resource ENABLE ROW LEVEL SECURITY;
ALTER TABLE capacity.resource FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON capacity.resource USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON capacity.resource TO sevenfold_app;
CREATE UNIQUE INDEX resource_of_site ON capacity.resource USING btree (tenant_id, location_id, kind) WHERE (kind <> 'slot'::text);
CREATE INDEX resource_slot ON capacity.resource USING btree (tenant_id, location_id) WHERE (kind = 'slot'::text);

CREATE TABLE carriers.calendar_exception (
  tenant_id uuid NOT NULL,
  carrier_id platform.code NOT NULL,
  day date NOT NULL,
  openings text,
  reason text NOT NULL,
  CONSTRAINT calendar_exception_pkey PRIMARY KEY (tenant_id, carrier_id, day),
  CONSTRAINT calendar_exception_tenant_id_carrier_id_fkey FOREIGN KEY (tenant_id, carrier_id) REFERENCES carriers.carrier(tenant_id, carrier_id)
);
ALTER TABLE carriers.calendar_exception ENABLE ROW LEVEL SECURITY;
ALTER TABLE carriers.calendar_exception FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON carriers.calendar_exception USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON carriers.calendar_exception TO sevenfold_app;

CREATE TABLE carriers.carrier (
  tenant_id uuid NOT NULL,
  carrier_id platform.code NOT NULL,
  name text NOT NULL,
  subject_version integer NOT NULL,
  country character(2),
  zone text,
  openings text,
  CONSTRAINT carrier_pkey PRIMARY KEY (tenant_id, carrier_id)
);
ALTER TABLE carriers.carrier ENABLE ROW LEVEL SECURITY;
ALTER TABLE carriers.carrier FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON carriers.carrier USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON carriers.carrier TO sevenfold_app;

CREATE TABLE carriers.lane (
  tenant_id uuid NOT NULL,
  lane_id platform.code NOT NULL,
  carrier_id platform.code NOT NULL,
  service platform.code NOT NULL,
  from_location_id platform.code NOT NULL,
  to_location_id platform.code,
  to_country character(2),
  to_postal_prefix text,
  mode text NOT NULL,
  departures text NOT NULL,
  transit_days integer NOT NULL,
  is_expedite boolean DEFAULT false NOT NULL,
  handling text[],
  min_weight_grams bigint,
  max_weight_grams bigint,
  emission_kind text,
  distance_km numeric(9,3),
  valid_from date NOT NULL,
  valid_to date,
  leads_to text GENERATED ALWAYS AS (COALESCE(('@'::text || (to_location_id)::text), ((to_country)::text || COALESCE(to_postal_prefix, ''::text)))) STORED,
  subject_version integer NOT NULL,
  CONSTRAINT lane_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT lane_distance_km_check CHECK ((distance_km > (0)::numeric)),
  CONSTRAINT lane_leads_somewhere CHECK (((to_location_id IS NULL) <> (to_country IS NULL))),
  CONSTRAINT lane_max_weight_grams_check CHECK ((max_weight_grams > 0)),
  CONSTRAINT lane_min_weight_grams_check CHECK ((min_weight_grams >= 0)),
  CONSTRAINT lane_pkey PRIMARY KEY (tenant_id, lane_id),
  CONSTRAINT lane_prefix_in_country CHECK (((to_postal_prefix IS NULL) OR (to_country IS NOT NULL))),
  CONSTRAINT lane_tenant_id_carrier_id_service_fkey FOREIGN KEY (tenant_id, carrier_id, service) REFERENCES carriers.service(tenant_id, carrier_id, service),
  CONSTRAINT lane_transit_days_check CHECK (((transit_days >= 0) AND (transit_days <= 365)))
);
ALTER TABLE carriers.lane ENABLE ROW LEVEL SECURITY;
ALTER TABLE carriers.lane FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON carriers.lane USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON carriers.lane TO sevenfold_app;
CREATE INDEX lane_to ON carriers.lane USING btree (tenant_id, from_location_id, leads_to);

CREATE TABLE carriers.lane_price (
  tenant_id uuid NOT NULL,
  lane_id platform.code NOT NULL,
  valid_from date NOT NULL,
  currency character(3) NOT NULL,
  base_minor bigint NOT NULL,
  per_kg numeric(18,6) NOT NULL,
  per_stop_minor bigint NOT NULL,
  minimum_minor bigint NOT NULL,
  fuel_percent numeric(6,3) NOT NULL,
  CONSTRAINT lane_price_base_minor_check CHECK ((base_minor >= 0)),
  CONSTRAINT lane_price_fuel_percent_check CHECK ((fuel_percent >= (0)::numeric)),
  CONSTRAINT lane_price_minimum_minor_check CHECK ((minimum_minor >= 0)),
  CONSTRAINT lane_price_per_kg_check CHECK ((per_kg >= (0)::numeric)),
  CONSTRAINT lane_price_per_stop_minor_check CHECK ((per_stop_minor >= 0)),
  CONSTRAINT lane_price_pkey PRIMARY KEY (tenant_id, lane_id, valid_from),
  CONSTRAINT lane_price_tenant_id_lane_id_fkey FOREIGN KEY (tenant_id, lane_id) REFERENCES carriers.lane(tenant_id, lane_id)
);
ALTER TABLE carriers.lane_price ENABLE ROW LEVEL SECURITY;
ALTER TABLE carriers.lane_price FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON carriers.lane_price USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON carriers.lane_price TO sevenfold_app;

CREATE TABLE carriers.service (
  tenant_id uuid NOT NULL,
  carrier_id platform.code NOT NULL,
  service platform.code NOT NULL,
  mode text,
  CONSTRAINT service_pkey PRIMARY KEY (tenant_id, carrier_id, service),
  CONSTRAINT service_tenant_id_carrier_id_fkey FOREIGN KEY (tenant_id, carrier_id) REFERENCES carriers.carrier(tenant_id, carrier_id)
);
ALTER TABLE carriers.service ENABLE ROW LEVEL SECURITY;
ALTER TABLE carriers.service FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON carriers.service USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON carriers.service TO sevenfold_app;

CREATE TABLE claims.claim (
  tenant_id uuid NOT NULL,
  claim_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  order_id platform.code NOT NULL,
  kind text NOT NULL,
  wish text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  comment text,
  decision_text text,
  opened_at timestamp with time zone NOT NULL,
  delivered_on date,
  is_late boolean NOT NULL,
  stage text NOT NULL,
  evidence text NOT NULL,
  shipment_id platform.code,
  carrier_id platform.code,
  decided_at timestamp with time zone,
  decided_by text,
  credit_invoice_id platform.code,
  currency character(3),
  return_state text NOT NULL,
  return_location_id platform.code,
  recovery_state text NOT NULL,
  recovery_due_on date,
  recovered_minor bigint,
  recovery_note text,
  subject_version integer NOT NULL,
  CONSTRAINT claim_pkey PRIMARY KEY (tenant_id, claim_id)
);
ALTER TABLE claims.claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE claims.claim FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON claims.claim USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON claims.claim TO sevenfold_app;
CREATE INDEX claim_customer ON claims.claim USING btree (tenant_id, customer_id, opened_at DESC);
CREATE INDEX claim_order ON claims.claim USING btree (tenant_id, order_id);
CREATE INDEX claim_recent ON claims.claim USING btree (tenant_id, opened_at DESC);

CREATE TABLE claims.claim_line (
  tenant_id uuid NOT NULL,
  claim_id platform.code NOT NULL,
  line_number integer NOT NULL,
  product_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  condition text,
  returned_quantity numeric(15,3) DEFAULT 0 NOT NULL,
  disposition text,
  credited_minor bigint,
  replaced_quantity numeric(15,3),
  replacement_order_id platform.code,
  replacement_line_number integer,
  CONSTRAINT claim_line_pkey PRIMARY KEY (tenant_id, claim_id, line_number),
  CONSTRAINT claim_line_quantity_check CHECK ((quantity > (0)::numeric)),
  CONSTRAINT claim_line_replacement CHECK ((((replacement_order_id IS NULL) = (replacement_line_number IS NULL)) AND ((replacement_order_id IS NULL) = (replaced_quantity IS NULL)))),
  CONSTRAINT claim_line_returned_quantity_check CHECK ((returned_quantity >= (0)::numeric)),
  CONSTRAINT claim_line_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id)
);
ALTER TABLE claims.claim_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE claims.claim_line FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON claims.claim_line USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON claims.claim_line TO sevenfold_app;
CREATE INDEX claim_line_replacement ON claims.claim_line USING btree (tenant_id, replacement_order_id) WHERE (replacement_order_id IS NOT NULL);

CREATE TABLE claims.photo (
  tenant_id uuid NOT NULL,
  claim_id platform.code NOT NULL,
  photo_id uuid NOT NULL,
  media_type text NOT NULL,
  content bytea NOT NULL,
  taken_in_at timestamp with time zone NOT NULL,
  CONSTRAINT photo_pkey PRIMARY KEY (tenant_id, claim_id, photo_id),
  CONSTRAINT photo_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id)
);
ALTER TABLE claims.photo ENABLE ROW LEVEL SECURITY;
ALTER TABLE claims.photo FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON claims.photo USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON claims.photo TO sevenfold_app;

CREATE TABLE claims.policy (
  tenant_id uuid NOT NULL,
  policy_id platform.code NOT NULL,
  segment_id platform.code,
  visible_days integer NOT NULL,
  concealed_days integer NOT NULL,
  return_days integer NOT NULL,
  carrier_days integer NOT NULL,
  subject_version integer NOT NULL,
  self_service text[] NOT NULL,
  dispositions text[] NOT NULL,
  CONSTRAINT policy_pkey PRIMARY KEY (tenant_id, policy_id)
);
ALTER TABLE claims.policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE claims.policy FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON claims.policy USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON claims.policy TO sevenfold_app;
CREATE UNIQUE INDEX policy_segment ON claims.policy USING btree (tenant_id, COALESCE((segment_id)::text, ''::text));

CREATE TABLE costs.freight_bill (
  tenant_id uuid NOT NULL,
  bill_id platform.code NOT NULL,
  shipment_id platform.code NOT NULL,
  carrier_id platform.code,
  billed_on date NOT NULL,
  currency character(3) NOT NULL,
  amount_minor bigint NOT NULL,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT freight_bill_pkey PRIMARY KEY (tenant_id, bill_id)
);
ALTER TABLE costs.freight_bill ENABLE ROW LEVEL SECURITY;
ALTER TABLE costs.freight_bill FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON costs.freight_bill USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON costs.freight_bill TO sevenfold_app;
CREATE INDEX freight_bill_shipment ON costs.freight_bill USING btree (tenant_id, shipment_id);

CREATE TABLE costs.product_cost (
  tenant_id uuid NOT NULL,
  cost_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  valid_from date NOT NULL,
  currency character(3) NOT NULL,
  unit_cost numeric(18,6) NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT product_cost_pkey PRIMARY KEY (tenant_id, cost_id),
  CONSTRAINT product_cost_unit_cost_check CHECK ((unit_cost >= (0)::numeric))
);
ALTER TABLE costs.product_cost ENABLE ROW LEVEL SECURITY;
ALTER TABLE costs.product_cost FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON costs.product_cost USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON costs.product_cost TO sevenfold_app;
CREATE UNIQUE INDEX product_cost_day ON costs.product_cost USING btree (tenant_id, product_id, currency, valid_from);

CREATE TABLE costs.rate (
  tenant_id uuid NOT NULL,
  rate_id platform.code NOT NULL,
  driver text NOT NULL,
  site_id platform.code,
  valid_from date NOT NULL,
  currency character(3) NOT NULL,
  amount numeric(18,6) NOT NULL,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT rate_amount_check CHECK ((amount >= (0)::numeric)),
  CONSTRAINT rate_pkey PRIMARY KEY (tenant_id, rate_id)
);
ALTER TABLE costs.rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE costs.rate FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON costs.rate USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON costs.rate TO sevenfold_app;
CREATE UNIQUE INDEX rate_day ON costs.rate USING btree (tenant_id, driver, COALESCE((site_id)::text, ''::text), currency, valid_from);

CREATE TABLE customers.contact (
  tenant_id uuid NOT NULL,
  contact_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  name text NOT NULL,
  buying_role text,
  language text,
  email text,
  phone text,
  channel text,
  subject_version integer NOT NULL,
  CONSTRAINT contact_pkey PRIMARY KEY (tenant_id, contact_id),
  CONSTRAINT contact_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customers.customer(tenant_id, customer_id)
);
ALTER TABLE customers.contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers.contact FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON customers.contact USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON customers.contact TO sevenfold_app;
CREATE INDEX contact_customer ON customers.contact USING btree (tenant_id, customer_id);

CREATE TABLE customers.customer (
  tenant_id uuid NOT NULL,
  customer_id platform.code NOT NULL,
  name text NOT NULL,
  segment_id platform.code,
  country character(2),
  language text,
  currency character(3),
  definition_id platform.code,
  subject_version integer NOT NULL,
  CONSTRAINT customer_pkey PRIMARY KEY (tenant_id, customer_id)
);
ALTER TABLE customers.customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers.customer FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON customers.customer USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON customers.customer TO sevenfold_app;
CREATE INDEX customer_segment ON customers.customer USING btree (tenant_id, segment_id);

CREATE TABLE delivery.delivery (
  tenant_id uuid NOT NULL,
  delivery_id platform.code NOT NULL,
  shipment_id platform.code,
  location_id platform.code,
  delivered_on date NOT NULL,
  delivered_at timestamp with time zone,
  recipient text,
  latitude double precision,
  longitude double precision,
  position_accuracy_meters integer,
  subject_version integer NOT NULL,
  done_by text,
  note text,
  proof_reference text,
  CONSTRAINT delivery_pkey PRIMARY KEY (tenant_id, delivery_id)
);
ALTER TABLE delivery.delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery.delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON delivery.delivery USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON delivery.delivery TO sevenfold_app;
CREATE INDEX delivery_shipment ON delivery.delivery USING btree (tenant_id, shipment_id) WHERE (shipment_id IS NOT NULL);

CREATE TABLE delivery.delivery_line (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  delivery_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  accepted_quantity numeric(15,3),
  rejected_quantity numeric(15,3) DEFAULT 0 NOT NULL,
  condition text,
  reason text,
  CONSTRAINT delivery_line_accepted_quantity_check CHECK ((accepted_quantity >= (0)::numeric)),
  CONSTRAINT delivery_line_pkey PRIMARY KEY (tenant_id, order_id, line_number, delivery_id),
  CONSTRAINT delivery_line_rejected_quantity_check CHECK ((rejected_quantity >= (0)::numeric)),
  CONSTRAINT delivery_line_tenant_id_delivery_id_fkey FOREIGN KEY (tenant_id, delivery_id) REFERENCES delivery.delivery(tenant_id, delivery_id)
);
ALTER TABLE delivery.delivery_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery.delivery_line FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON delivery.delivery_line USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON delivery.delivery_line TO sevenfold_app;
CREATE INDEX delivery_line_delivery ON delivery.delivery_line USING btree (tenant_id, delivery_id);

CREATE TABLE feedback.asking (
  tenant_id uuid NOT NULL,
  ask_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  order_id platform.code,
  about text NOT NULL,
  about_id platform.code NOT NULL,
  closed_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  owned text,
  explained text,
  made_good text,
  comment text,
  answered_at timestamp with time zone,
  feedback_id platform.code,
  subject_version integer NOT NULL,
  CONSTRAINT asking_pkey PRIMARY KEY (tenant_id, ask_id)
);
ALTER TABLE feedback.asking ENABLE ROW LEVEL SECURITY;
ALTER TABLE feedback.asking FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON feedback.asking USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON feedback.asking TO sevenfold_app;
CREATE UNIQUE INDEX asking_about ON feedback.asking USING btree (tenant_id, about, about_id);
CREATE INDEX asking_closed ON feedback.asking USING btree (tenant_id, closed_at DESC, ask_id);
CREATE INDEX asking_customer ON feedback.asking USING btree (tenant_id, customer_id, closed_at DESC);

CREATE TABLE feedback.feedback (
  tenant_id uuid NOT NULL,
  feedback_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  order_id platform.code,
  line_number integer,
  kind text NOT NULL,
  channel text NOT NULL,
  score integer,
  comment text,
  answer text,
  change text,
  given_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  team text NOT NULL,
  owner text,
  due_at timestamp with time zone,
  answered_at timestamp with time zone,
  changed_at timestamp with time zone,
  source_key text,
  subject_version integer NOT NULL,
  shipment_id platform.code,
  stance text,
  about text[],
  CONSTRAINT feedback_pkey PRIMARY KEY (tenant_id, feedback_id),
  CONSTRAINT feedback_score_check CHECK (((score >= 1) AND (score <= 5)))
);
ALTER TABLE feedback.feedback ENABLE ROW LEVEL SECURITY;
ALTER TABLE feedback.feedback FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON feedback.feedback USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON feedback.feedback TO sevenfold_app;
CREATE INDEX feedback_customer ON feedback.feedback USING btree (tenant_id, customer_id, given_at DESC);
CREATE INDEX feedback_order ON feedback.feedback USING btree (tenant_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX feedback_recent ON feedback.feedback USING btree (tenant_id, given_at DESC, feedback_id);
CREATE INDEX feedback_shipment ON feedback.feedback USING btree (tenant_id, shipment_id) WHERE (shipment_id IS NOT NULL);
CREATE UNIQUE INDEX feedback_source ON feedback.feedback USING btree (tenant_id, source_key) WHERE (source_key IS NOT NULL);

CREATE TABLE imports.import_mapping (
  tenant_id uuid NOT NULL,
  kind text NOT NULL,
  headers_digest text NOT NULL,
  mapping jsonb NOT NULL,
  used_at timestamp with time zone NOT NULL,
  CONSTRAINT import_mapping_pkey PRIMARY KEY (tenant_id, kind, headers_digest)
);
ALTER TABLE imports.import_mapping ENABLE ROW LEVEL SECURITY;
ALTER TABLE imports.import_mapping FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON imports.import_mapping USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON imports.import_mapping TO sevenfold_app;

CREATE TABLE imports.import_reject (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row_number integer NOT NULL,
  problems jsonb NOT NULL,
  cells jsonb NOT NULL,
  CONSTRAINT import_reject_pkey PRIMARY KEY (tenant_id, import_id, row_number),
  CONSTRAINT import_reject_tenant_id_import_id_fkey FOREIGN KEY (tenant_id, import_id) REFERENCES imports.import_run(tenant_id, import_id) ON DELETE CASCADE
);
ALTER TABLE imports.import_reject ENABLE ROW LEVEL SECURITY;
ALTER TABLE imports.import_reject FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON imports.import_reject USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON imports.import_reject TO sevenfold_app;

CREATE TABLE imports.import_run (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  kind text NOT NULL,
  file_name text NOT NULL,
  mapping jsonb,
  headers text[],
  state text NOT NULL,
  rows_read bigint DEFAULT 0 NOT NULL,
  rows_rejected bigint DEFAULT 0 NOT NULL,
  rows_flagged bigint DEFAULT 0 NOT NULL,
  settled jsonb,
  problem jsonb,
  actor text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  progress jsonb,
  is_cancel_asked boolean DEFAULT false NOT NULL,
  CONSTRAINT import_run_pkey PRIMARY KEY (tenant_id, import_id)
);
ALTER TABLE imports.import_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE imports.import_run FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON imports.import_run USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON imports.import_run TO sevenfold_app;
CREATE INDEX import_run_recent ON imports.import_run USING btree (tenant_id, created_at DESC);

CREATE TABLE inquiries.answer_failure (
  tenant_id uuid NOT NULL,
  inquiry_id platform.code NOT NULL,
  failures integer NOT NULL,
  failed_at timestamp with time zone NOT NULL,
  next_try_at timestamp with time zone NOT NULL,
  CONSTRAINT answer_failure_pkey PRIMARY KEY (tenant_id, inquiry_id),
  CONSTRAINT answer_failure_tenant_id_inquiry_id_fkey FOREIGN KEY (tenant_id, inquiry_id) REFERENCES inquiries.inquiry(tenant_id, inquiry_id)
);
ALTER TABLE inquiries.answer_failure ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.answer_failure FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.answer_failure USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.answer_failure TO sevenfold_app;

CREATE TABLE inquiries.answer_setting (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  on_since timestamp with time zone,
  threshold numeric(3,2) NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT answer_setting_pkey PRIMARY KEY (tenant_id, setting_id),
  CONSTRAINT answer_setting_threshold_check CHECK (((threshold >= 0.5) AND (threshold <= 0.99)))
);
ALTER TABLE inquiries.answer_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.answer_setting FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.answer_setting USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.answer_setting TO sevenfold_app;

CREATE TABLE inquiries.automatic_answer (
  tenant_id uuid NOT NULL,
  inquiry_id platform.code NOT NULL,
  decided_at timestamp with time zone NOT NULL,
  verdict text NOT NULL,
  reason text NOT NULL,
  certainty numeric(5,4),
  right_cases integer,
  cases integer,
  order_id platform.code,
  language text,
  subject_version integer NOT NULL,
  CONSTRAINT automatic_answer_pkey PRIMARY KEY (tenant_id, inquiry_id),
  CONSTRAINT automatic_answer_tenant_id_inquiry_id_fkey FOREIGN KEY (tenant_id, inquiry_id) REFERENCES inquiries.inquiry(tenant_id, inquiry_id),
  CONSTRAINT automatic_answer_verdict_check CHECK ((verdict = ANY (ARRAY['answered'::text, 'left'::text])))
);
ALTER TABLE inquiries.automatic_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.automatic_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.automatic_answer USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.automatic_answer TO sevenfold_app;
CREATE INDEX automatic_answer_decided ON inquiries.automatic_answer USING btree (tenant_id, decided_at DESC, inquiry_id);
CREATE INDEX automatic_answer_order ON inquiries.automatic_answer USING btree (tenant_id, order_id) WHERE (verdict = 'answered'::text);

CREATE TABLE inquiries.entry (
  tenant_id uuid NOT NULL,
  inquiry_id platform.code NOT NULL,
  entry_number integer NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  author text NOT NULL,
  written_at timestamp with time zone NOT NULL,
  text text NOT NULL,
  is_final boolean,
  message_ref text,
  CONSTRAINT entry_pkey PRIMARY KEY (tenant_id, inquiry_id, entry_number),
  CONSTRAINT entry_tenant_id_inquiry_id_fkey FOREIGN KEY (tenant_id, inquiry_id) REFERENCES inquiries.inquiry(tenant_id, inquiry_id)
);
ALTER TABLE inquiries.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.entry FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.entry USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.entry TO sevenfold_app;
CREATE UNIQUE INDEX entry_message ON inquiries.entry USING btree (tenant_id, message_ref) WHERE (message_ref IS NOT NULL);

CREATE TABLE inquiries.inquiry (
  tenant_id uuid NOT NULL,
  inquiry_id platform.code NOT NULL,
  channel text NOT NULL,
  customer_id platform.code,
  segment_id platform.code,
  contact_id platform.code,
  order_id platform.code,
  line_number integer,
  linked_by text,
  subject text NOT NULL,
  from_address text,
  topic text,
  topic_by text,
  team text,
  is_urgent boolean NOT NULL,
  language text,
  state text NOT NULL,
  owner text,
  received_at timestamp with time zone NOT NULL,
  first_answer_at timestamp with time zone,
  final_answer_at timestamp with time zone,
  first_target_hours numeric(12,3),
  final_target_hours numeric(12,3),
  first_due_at timestamp with time zone,
  final_due_at timestamp with time zone,
  waiting_since timestamp with time zone,
  waited_seconds integer NOT NULL,
  first_hours numeric(12,3),
  final_hours numeric(12,3),
  merged_into platform.code,
  times_reopened integer NOT NULL,
  entries integer NOT NULL,
  subject_version integer NOT NULL,
  answers_to platform.code,
  CONSTRAINT inquiry_pkey PRIMARY KEY (tenant_id, inquiry_id)
);
ALTER TABLE inquiries.inquiry ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.inquiry FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.inquiry USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.inquiry TO sevenfold_app;
CREATE INDEX inquiry_customer ON inquiries.inquiry USING btree (tenant_id, customer_id, received_at DESC);
CREATE INDEX inquiry_due ON inquiries.inquiry USING btree (tenant_id, state, final_due_at);
CREATE INDEX inquiry_order ON inquiries.inquiry USING btree (tenant_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX inquiry_received ON inquiries.inquiry USING btree (tenant_id, received_at);

CREATE TABLE inquiries.mail (
  tenant_id uuid NOT NULL,
  mail_id platform.code NOT NULL,
  mailbox_id platform.code NOT NULL,
  state text NOT NULL,
  reason text,
  inquiry_id platform.code,
  received_at timestamp with time zone NOT NULL,
  bytes integer NOT NULL,
  files integer NOT NULL,
  message_ref text NOT NULL,
  content_key text NOT NULL,
  from_address text,
  from_name text,
  subject text,
  subject_version integer NOT NULL,
  CONSTRAINT mail_pkey PRIMARY KEY (tenant_id, mail_id)
);
ALTER TABLE inquiries.mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.mail FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.mail USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.mail TO sevenfold_app;
CREATE INDEX mail_received ON inquiries.mail USING btree (tenant_id, received_at DESC, mail_id);
CREATE UNIQUE INDEX mail_ref ON inquiries.mail USING btree (tenant_id, message_ref);

CREATE TABLE inquiries.mail_content (
  tenant_id uuid NOT NULL,
  mail_id platform.code NOT NULL,
  text text NOT NULL,
  files jsonb NOT NULL,
  source_kind text NOT NULL,
  source bytea NOT NULL,
  CONSTRAINT mail_content_pkey PRIMARY KEY (tenant_id, mail_id),
  CONSTRAINT mail_content_source_kind_check CHECK ((source_kind = ANY (ARRAY['mime'::text, 'json'::text, 'head'::text]))),
  CONSTRAINT mail_content_tenant_id_mail_id_fkey FOREIGN KEY (tenant_id, mail_id) REFERENCES inquiries.mail(tenant_id, mail_id)
);
ALTER TABLE inquiries.mail_content ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.mail_content FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.mail_content USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.mail_content TO sevenfold_app;

CREATE TABLE inquiries.mailbox (
  tenant_id uuid NOT NULL,
  mailbox_id platform.code NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  via text NOT NULL,
  auth text,
  host text,
  port integer,
  security text,
  username text,
  folder text,
  uses_plus boolean NOT NULL,
  is_active boolean NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT mailbox_auth_check CHECK ((auth = ANY (ARRAY['signature'::text, 'token'::text]))),
  CONSTRAINT mailbox_pkey PRIMARY KEY (tenant_id, mailbox_id),
  CONSTRAINT mailbox_security_check CHECK ((security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  CONSTRAINT mailbox_via_check CHECK ((via = ANY (ARRAY['imap'::text, 'webhook'::text])))
);
ALTER TABLE inquiries.mailbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.mailbox FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.mailbox USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.mailbox TO sevenfold_app;

CREATE TABLE inquiries.mailbox_state (
  tenant_id uuid NOT NULL,
  mailbox_id platform.code NOT NULL,
  door uuid,
  sealed text,
  token_hash text,
  older_sealed text,
  older_token_hash text,
  older_until timestamp with time zone,
  uid_validity bigint,
  last_uid bigint,
  next_try_at timestamp with time zone,
  held_until timestamp with time zone,
  failures integer DEFAULT 0 NOT NULL,
  last_ok_at timestamp with time zone,
  last_mail_at timestamp with time zone,
  last_error text,
  last_error_at timestamp with time zone,
  CONSTRAINT mailbox_state_pkey PRIMARY KEY (tenant_id, mailbox_id),
  CONSTRAINT mailbox_state_tenant_id_mailbox_id_fkey FOREIGN KEY (tenant_id, mailbox_id) REFERENCES inquiries.mailbox(tenant_id, mailbox_id)
);
ALTER TABLE inquiries.mailbox_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.mailbox_state FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.mailbox_state USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.mailbox_state TO sevenfold_app;
CREATE INDEX mailbox_state_door ON inquiries.mailbox_state USING btree (door) WHERE (door IS NOT NULL);

CREATE TABLE inquiries.thread_ref (
  tenant_id uuid NOT NULL,
  ref text NOT NULL,
  inquiry_id platform.code NOT NULL,
  CONSTRAINT thread_ref_pkey PRIMARY KEY (tenant_id, ref)
);
ALTER TABLE inquiries.thread_ref ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiries.thread_ref FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inquiries.thread_ref USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inquiries.thread_ref TO sevenfold_app;
CREATE INDEX thread_ref_inquiry ON inquiries.thread_ref USING btree (tenant_id, inquiry_id);

CREATE TABLE inventory.allocation (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  bin platform.code NOT NULL,
  lot_id platform.code NOT NULL,
  serial platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  allocated_at timestamp with time zone NOT NULL,
  CONSTRAINT allocation_pkey PRIMARY KEY (tenant_id, order_id, line_number, product_id, location_id, bin, lot_id, serial),
  CONSTRAINT allocation_quantity_check CHECK ((quantity > (0)::numeric))
);
ALTER TABLE inventory.allocation ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.allocation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.allocation USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inventory.allocation TO sevenfold_app;
CREATE INDEX allocation_stock ON inventory.allocation USING btree (tenant_id, product_id, location_id, bin, lot_id, serial);

CREATE TABLE inventory.balance (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  on_hand numeric(15,3) NOT NULL,
  reserved numeric(15,3) NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT balance_on_hand_check CHECK ((on_hand >= (0)::numeric)),
  CONSTRAINT balance_pkey PRIMARY KEY (tenant_id, product_id, location_id),
  CONSTRAINT balance_reserved_check CHECK ((reserved >= (0)::numeric))
);
ALTER TABLE inventory.balance ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.balance FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.balance USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inventory.balance TO sevenfold_app;
CREATE INDEX balance_location ON inventory.balance USING btree (tenant_id, location_id, product_id);

CREATE TABLE inventory.difference (
  tenant_id uuid NOT NULL,
  difference_id uuid NOT NULL,
  kind text NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  supply_id platform.code,
  supply_line integer,
  supplier_id platform.code,
  cause text,
  document platform.code,
  recorded_at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  CONSTRAINT difference_kind_check CHECK ((kind = ANY (ARRAY['short'::text, 'over'::text, 'damaged'::text, 'wrong_product'::text]))),
  CONSTRAINT difference_pkey PRIMARY KEY (tenant_id, difference_id),
  CONSTRAINT difference_quantity_check CHECK ((quantity > (0)::numeric))
);
ALTER TABLE inventory.difference ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.difference FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.difference USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT INSERT, SELECT ON inventory.difference TO sevenfold_app;
CREATE INDEX difference_recent ON inventory.difference USING btree (tenant_id, recorded_at DESC);
CREATE INDEX difference_supply ON inventory.difference USING btree (tenant_id, supply_id, supply_line);

CREATE TABLE inventory.lot (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  lot_id platform.code NOT NULL,
  produced_on date,
  expires_on date,
  origin text,
  recalled_on date,
  recall_reason text,
  subject_version integer NOT NULL,
  CONSTRAINT lot_pkey PRIMARY KEY (tenant_id, product_id, lot_id)
);
ALTER TABLE inventory.lot ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.lot FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.lot USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inventory.lot TO sevenfold_app;

CREATE TABLE inventory.movement (
  tenant_id uuid NOT NULL,
  movement_id uuid NOT NULL,
  type text NOT NULL,
  product_id platform.code NOT NULL,
  lot_id platform.code DEFAULT ''::text NOT NULL,
  serial platform.code DEFAULT ''::text NOT NULL,
  quantity numeric(15,3) NOT NULL,
  from_kind text NOT NULL,
  from_at platform.code DEFAULT ''::text NOT NULL,
  from_bin platform.code DEFAULT ''::text NOT NULL,
  from_state text DEFAULT ''::text NOT NULL,
  to_kind text NOT NULL,
  to_at platform.code DEFAULT ''::text NOT NULL,
  to_bin platform.code DEFAULT ''::text NOT NULL,
  to_state text DEFAULT ''::text NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  cause text,
  document platform.code,
  order_id platform.code,
  line_number integer,
  supply_id platform.code,
  supply_line integer,
  reversal_of uuid,
  idempotency_key platform.code,
  CONSTRAINT movement_pkey PRIMARY KEY (tenant_id, movement_id),
  CONSTRAINT movement_quantity_check CHECK ((quantity > (0)::numeric))
);
ALTER TABLE inventory.movement ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.movement FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.movement USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT INSERT, SELECT ON inventory.movement TO sevenfold_app;
CREATE INDEX movement_into ON inventory.movement USING btree (tenant_id, to_at) WHERE (to_kind = ANY (ARRAY['transfer'::text, 'shipment'::text]));
CREATE INDEX movement_lot ON inventory.movement USING btree (tenant_id, product_id, lot_id) WHERE ((lot_id)::text <> ''::text);
CREATE UNIQUE INDEX movement_once ON inventory.movement USING btree (tenant_id, idempotency_key) WHERE (idempotency_key IS NOT NULL);
CREATE INDEX movement_out_of ON inventory.movement USING btree (tenant_id, from_at) WHERE (from_kind = ANY (ARRAY['transfer'::text, 'shipment'::text]));
CREATE INDEX movement_product ON inventory.movement USING btree (tenant_id, product_id, recorded_at);
CREATE UNIQUE INDEX movement_reversed_once ON inventory.movement USING btree (tenant_id, reversal_of) WHERE (reversal_of IS NOT NULL);

CREATE TABLE inventory.reservation (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  need_on date NOT NULL,
  quantity numeric(15,3) NOT NULL,
  reserved_at timestamp with time zone NOT NULL,
  CONSTRAINT reservation_pkey PRIMARY KEY (tenant_id, order_id, line_number, product_id, location_id, need_on),
  CONSTRAINT reservation_quantity_check CHECK ((quantity > (0)::numeric))
);
ALTER TABLE inventory.reservation ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.reservation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.reservation USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inventory.reservation TO sevenfold_app;
CREATE INDEX reservation_pool ON inventory.reservation USING btree (tenant_id, product_id, location_id, need_on);

CREATE TABLE inventory.reserved_day (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  need_on date NOT NULL,
  quantity numeric(15,3) NOT NULL,
  CONSTRAINT reserved_day_pkey PRIMARY KEY (tenant_id, product_id, location_id, need_on),
  CONSTRAINT reserved_day_quantity_check CHECK ((quantity > (0)::numeric))
);
ALTER TABLE inventory.reserved_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.reserved_day FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.reserved_day USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inventory.reserved_day TO sevenfold_app;

CREATE TABLE inventory.stock (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  bin platform.code DEFAULT ''::text NOT NULL,
  lot_id platform.code DEFAULT ''::text NOT NULL,
  serial platform.code DEFAULT ''::text NOT NULL,
  state text NOT NULL,
  quantity numeric(15,3) NOT NULL,
  allocated numeric(15,3) DEFAULT 0 NOT NULL,
  received_on date,
  CONSTRAINT stock_check CHECK (((quantity > (0)::numeric) AND (((serial)::text = ''::text) OR (quantity = (1)::numeric)))),
  CONSTRAINT stock_check1 CHECK ((((allocated >= (0)::numeric) AND (allocated <= quantity)) AND ((state = 'released'::text) OR (allocated = (0)::numeric)))),
  CONSTRAINT stock_pkey PRIMARY KEY (tenant_id, product_id, location_id, bin, lot_id, serial, state),
  CONSTRAINT stock_state_check CHECK ((state = ANY (ARRAY['released'::text, 'quarantine'::text, 'blocked'::text, 'damaged'::text, 'returned_uninspected'::text])))
);
ALTER TABLE inventory.stock ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.stock FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.stock USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inventory.stock TO sevenfold_app;
CREATE INDEX stock_bin ON inventory.stock USING btree (tenant_id, location_id, bin);
CREATE INDEX stock_lot ON inventory.stock USING btree (tenant_id, product_id, lot_id) WHERE ((lot_id)::text <> ''::text);
CREATE UNIQUE INDEX stock_serial ON inventory.stock USING btree (tenant_id, product_id, serial) WHERE ((serial)::text <> ''::text);

CREATE TABLE inventory.stock_count (
  tenant_id uuid NOT NULL,
  count_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  bin platform.code NOT NULL,
  lot_id platform.code NOT NULL,
  serial platform.code NOT NULL,
  state text NOT NULL,
  look integer NOT NULL,
  expected numeric(15,3) NOT NULL,
  counted numeric(15,3) NOT NULL,
  tolerance_percent numeric(6,3) NOT NULL,
  outcome text NOT NULL,
  cause text,
  counted_at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  CONSTRAINT stock_count_counted_check CHECK ((counted >= (0)::numeric)),
  CONSTRAINT stock_count_look_check CHECK ((look = ANY (ARRAY[1, 2]))),
  CONSTRAINT stock_count_outcome_check CHECK ((outcome = ANY (ARRAY['exact'::text, 'adjusted'::text, 'look_again'::text]))),
  CONSTRAINT stock_count_pkey PRIMARY KEY (tenant_id, count_id, product_id, location_id, bin, lot_id, serial, state, look)
);
ALTER TABLE inventory.stock_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.stock_count FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.stock_count USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT INSERT, SELECT ON inventory.stock_count TO sevenfold_app;

CREATE TABLE inventory.supply (
  tenant_id uuid NOT NULL,
  supply_id platform.code NOT NULL,
  line_number integer NOT NULL,
  kind text NOT NULL,
  supplier_id platform.code,
  from_location_id platform.code,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  received numeric(15,3) DEFAULT 0 NOT NULL,
  state text NOT NULL,
  ordered_on date,
  due_on date NOT NULL,
  counted_on date NOT NULL,
  is_count_given boolean DEFAULT false NOT NULL,
  received_on date,
  late_days integer,
  closed_cause text,
  subject_version integer NOT NULL,
  CONSTRAINT supply_closed_cause_check CHECK ((closed_cause = ANY (ARRAY['received'::text, 'short'::text, 'cancelled'::text]))),
  CONSTRAINT supply_kind_check CHECK ((kind = ANY (ARRAY['purchase'::text, 'transfer'::text, 'production'::text]))),
  CONSTRAINT supply_pkey PRIMARY KEY (tenant_id, supply_id, line_number),
  CONSTRAINT supply_quantity_check CHECK ((quantity > (0)::numeric)),
  CONSTRAINT supply_received_check CHECK ((received >= (0)::numeric)),
  CONSTRAINT supply_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'confirmed'::text, 'in_transit'::text, 'closed'::text])))
);
ALTER TABLE inventory.supply ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory.supply FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON inventory.supply USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON inventory.supply TO sevenfold_app;
CREATE INDEX supply_due ON inventory.supply USING btree (tenant_id, due_on, supply_id) WHERE (state <> 'closed'::text);
CREATE INDEX supply_lateness ON inventory.supply USING btree (tenant_id, supplier_id, received_on) WHERE (late_days IS NOT NULL);
CREATE INDEX supply_pool ON inventory.supply USING btree (tenant_id, product_id, location_id, counted_on) WHERE (state <> 'closed'::text);

CREATE TABLE ledger.event (
  tenant_id uuid NOT NULL,
  "position" bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
  transaction_id xid8 DEFAULT pg_current_xact_id() NOT NULL,
  subject_type text NOT NULL,
  subject_id platform.code NOT NULL,
  subject_version integer NOT NULL,
  type text NOT NULL,
  type_version smallint DEFAULT 1 NOT NULL,
  data jsonb NOT NULL,
  event_time timestamp with time zone,
  record_time timestamp with time zone NOT NULL,
  actor text NOT NULL,
  caused_by text,
  CONSTRAINT event_pkey PRIMARY KEY (tenant_id, transaction_id, "position"),
  CONSTRAINT event_tenant_id_subject_type_subject_id_subject_version_key UNIQUE (tenant_id, subject_type, subject_id, subject_version)
);
ALTER TABLE ledger.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger.event FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON ledger.event USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT INSERT, SELECT ON ledger.event TO sevenfold_app;

CREATE TABLE locations.calendar_exception (
  tenant_id uuid NOT NULL,
  location_id platform.code NOT NULL,
  day date NOT NULL,
  openings text,
  reason text NOT NULL,
  CONSTRAINT calendar_exception_pkey PRIMARY KEY (tenant_id, location_id, day),
  CONSTRAINT calendar_exception_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES locations.location(tenant_id, location_id)
);
ALTER TABLE locations.calendar_exception ENABLE ROW LEVEL SECURITY;
ALTER TABLE locations.calendar_exception FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON locations.calendar_exception USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON locations.calendar_exception TO sevenfold_app;

CREATE TABLE locations.location (
  tenant_id uuid NOT NULL,
  location_id platform.code NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  customer_id platform.code,
  country character(2),
  zone text NOT NULL,
  city text,
  postal_code text,
  street text,
  latitude double precision,
  longitude double precision,
  gln platform.code,
  openings text,
  cutoff text,
  is_open_on_holidays boolean,
  subject_version integer NOT NULL,
  CONSTRAINT location_pkey PRIMARY KEY (tenant_id, location_id)
);
ALTER TABLE locations.location ENABLE ROW LEVEL SECURITY;
ALTER TABLE locations.location FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON locations.location USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON locations.location TO sevenfold_app;
CREATE INDEX location_customer ON locations.location USING btree (tenant_id, customer_id);

CREATE TABLE locations.season (
  tenant_id uuid NOT NULL,
  season_id platform.code NOT NULL,
  location_id platform.code,
  name text NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  kind text NOT NULL,
  demand_percent integer NOT NULL,
  subject_version integer NOT NULL,
  capacity_percent integer,
  stock_target_percent integer,
  extra_lead_days integer,
  staffing text,
  CONSTRAINT season_capacity_percent_check CHECK (((capacity_percent >= 0) AND (capacity_percent <= 1000))),
  CONSTRAINT season_check CHECK ((last_day >= first_day)),
  CONSTRAINT season_extra_lead_days_check CHECK (((extra_lead_days >= 0) AND (extra_lead_days <= 365))),
  CONSTRAINT season_pkey PRIMARY KEY (tenant_id, season_id),
  CONSTRAINT season_stock_target_percent_check CHECK (((stock_target_percent >= 0) AND (stock_target_percent <= 1000)))
);
ALTER TABLE locations.season ENABLE ROW LEVEL SECURITY;
ALTER TABLE locations.season FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON locations.season USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON locations.season TO sevenfold_app;

CREATE TABLE messages.channel (
  tenant_id uuid NOT NULL,
  channel_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  url text NOT NULL,
  shown_as text,
  gives_receipts boolean NOT NULL,
  secret text NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT channel_pkey PRIMARY KEY (tenant_id, channel_id)
);
ALTER TABLE messages.channel ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.channel FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON messages.channel USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON messages.channel TO sevenfold_app;

CREATE TABLE messages.message (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  customer_id platform.code NOT NULL,
  kind text NOT NULL,
  message_key text NOT NULL,
  order_id platform.code,
  content jsonb NOT NULL,
  made_at timestamp with time zone NOT NULL,
  state text DEFAULT 'waiting'::text NOT NULL,
  subject_version integer DEFAULT 0 NOT NULL,
  reason text,
  words jsonb,
  is_urgent boolean DEFAULT false NOT NULL,
  changed_at timestamp with time zone,
  CONSTRAINT message_pkey PRIMARY KEY (tenant_id, message_id)
);
ALTER TABLE messages.message ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.message FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON messages.message USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON messages.message TO sevenfold_app;
CREATE INDEX message_customer ON messages.message USING btree (tenant_id, customer_id, made_at DESC);
CREATE UNIQUE INDEX message_once ON messages.message USING btree (tenant_id, customer_id, message_key);
CREATE INDEX message_order ON messages.message USING btree (tenant_id, order_id, made_at DESC) WHERE (order_id IS NOT NULL);
CREATE INDEX message_recent ON messages.message USING btree (tenant_id, made_at DESC, message_id);
CREATE INDEX message_waiting ON messages.message USING btree (tenant_id, made_at) WHERE (state = 'waiting'::text);

CREATE TABLE messages.preference (
  tenant_id uuid NOT NULL,
  contact_id platform.code NOT NULL,
  ways jsonb NOT NULL,
  kinds jsonb NOT NULL,
  quiet_from text,
  quiet_to text,
  zone text,
  on_weekends boolean NOT NULL,
  urgent_at_night boolean NOT NULL,
  is_stopped boolean NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT preference_pkey PRIMARY KEY (tenant_id, contact_id)
);
ALTER TABLE messages.preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.preference FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON messages.preference USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON messages.preference TO sevenfold_app;

CREATE TABLE messages.sending (
  tenant_id uuid NOT NULL,
  sending_id uuid NOT NULL,
  message_id uuid NOT NULL,
  customer_id platform.code NOT NULL,
  recipient_kind text NOT NULL,
  recipient_id platform.code NOT NULL,
  way text NOT NULL,
  language text NOT NULL,
  state text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  other_ways text[] DEFAULT '{}'::text[] NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  digest_id uuid,
  sent_at timestamp with time zone,
  changed_at timestamp with time zone NOT NULL,
  reason text,
  CONSTRAINT sending_pkey PRIMARY KEY (tenant_id, sending_id),
  CONSTRAINT sending_tenant_id_message_id_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES messages.message(tenant_id, message_id)
);
ALTER TABLE messages.sending ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.sending FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON messages.sending USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON messages.sending TO sevenfold_app;
CREATE INDEX sending_digest ON messages.sending USING btree (tenant_id, digest_id) WHERE (digest_id IS NOT NULL);
CREATE UNIQUE INDEX sending_once ON messages.sending USING btree (tenant_id, message_id, recipient_kind, recipient_id, way);
CREATE INDEX sending_open ON messages.sending USING btree (tenant_id, recipient_kind, recipient_id) WHERE (state = ANY (ARRAY['due'::text, 'digest'::text, 'sending'::text]));
CREATE INDEX sending_recent ON messages.sending USING btree (tenant_id, recipient_kind, recipient_id, sent_at);

CREATE TABLE messages.setting (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  on_since timestamp with time zone,
  modes jsonb NOT NULL,
  contact_line text,
  quiet_from text NOT NULL,
  quiet_to text NOT NULL,
  subject_version integer NOT NULL,
  accent_color text,
  CONSTRAINT setting_pkey PRIMARY KEY (tenant_id, setting_id)
);
ALTER TABLE messages.setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.setting FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON messages.setting USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON messages.setting TO sevenfold_app;

CREATE TABLE messages.template (
  tenant_id uuid NOT NULL,
  template_id platform.code NOT NULL,
  kind text NOT NULL,
  language text NOT NULL,
  valid_from date NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  sms text NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT template_pkey PRIMARY KEY (tenant_id, template_id)
);
ALTER TABLE messages.template ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.template FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON messages.template USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON messages.template TO sevenfold_app;
CREATE UNIQUE INDEX template_day ON messages.template USING btree (tenant_id, kind, language, valid_from);

CREATE TABLE messages.webhook (
  tenant_id uuid NOT NULL,
  webhook_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  url text NOT NULL,
  kinds jsonb NOT NULL,
  is_on boolean NOT NULL,
  secret text NOT NULL,
  secret_before text,
  subject_version integer NOT NULL,
  CONSTRAINT webhook_pkey PRIMARY KEY (tenant_id, webhook_id)
);
ALTER TABLE messages.webhook ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.webhook FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON messages.webhook USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON messages.webhook TO sevenfold_app;
CREATE INDEX webhook_customer ON messages.webhook USING btree (tenant_id, customer_id);

CREATE TABLE needs.competitor (
  tenant_id uuid NOT NULL,
  competitor_id platform.code NOT NULL,
  name text NOT NULL,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT competitor_pkey PRIMARY KEY (tenant_id, competitor_id)
);
ALTER TABLE needs.competitor ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.competitor FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.competitor USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.competitor TO sevenfold_app;

CREATE TABLE needs.competitor_finding (
  tenant_id uuid NOT NULL,
  finding_id platform.code NOT NULL,
  competitor_id platform.code NOT NULL,
  element_id platform.code NOT NULL,
  segment_id platform.code,
  evidence text NOT NULL,
  seen_on date NOT NULL,
  cases integer NOT NULL,
  mark numeric(4,2),
  percent numeric(6,3),
  terms text,
  note text,
  subject_version integer NOT NULL,
  level numeric(12,3),
  CONSTRAINT competitor_finding_cases_check CHECK ((cases > 0)),
  CONSTRAINT competitor_finding_level_check CHECK ((level >= (0)::numeric)),
  CONSTRAINT competitor_finding_mark_check CHECK (((mark >= (1)::numeric) AND (mark <= (7)::numeric))),
  CONSTRAINT competitor_finding_percent_check CHECK (((percent >= (0)::numeric) AND (percent <= (100)::numeric))),
  CONSTRAINT competitor_finding_pkey PRIMARY KEY (tenant_id, finding_id),
  CONSTRAINT competitor_finding_tenant_id_competitor_id_fkey FOREIGN KEY (tenant_id, competitor_id) REFERENCES needs.competitor(tenant_id, competitor_id)
);
ALTER TABLE needs.competitor_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.competitor_finding FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.competitor_finding USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.competitor_finding TO sevenfold_app;
CREATE INDEX competitor_finding_element ON needs.competitor_finding USING btree (tenant_id, element_id);

CREATE TABLE needs.criteria (
  tenant_id uuid NOT NULL,
  criteria_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  buying_role text NOT NULL,
  contact_id platform.code,
  valid_from date NOT NULL,
  source text NOT NULL,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT criteria_pkey PRIMARY KEY (tenant_id, criteria_id)
);
ALTER TABLE needs.criteria ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.criteria FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.criteria USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.criteria TO sevenfold_app;
CREATE INDEX criteria_customer ON needs.criteria USING btree (tenant_id, customer_id);

CREATE TABLE needs.criterion (
  tenant_id uuid NOT NULL,
  criteria_id platform.code NOT NULL,
  element_id platform.code NOT NULL,
  points numeric(4,1) NOT NULL,
  required_percent numeric(6,3),
  CONSTRAINT criterion_pkey PRIMARY KEY (tenant_id, criteria_id, element_id),
  CONSTRAINT criterion_points_check CHECK (((points >= (0)::numeric) AND (points <= (100)::numeric))),
  CONSTRAINT criterion_required_percent_check CHECK (((required_percent >= (0)::numeric) AND (required_percent <= (100)::numeric))),
  CONSTRAINT criterion_tenant_id_criteria_id_fkey FOREIGN KEY (tenant_id, criteria_id) REFERENCES needs.criteria(tenant_id, criteria_id)
);
ALTER TABLE needs.criterion ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.criterion FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.criterion USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.criterion TO sevenfold_app;

CREATE TABLE needs.deal_breaker (
  tenant_id uuid NOT NULL,
  deal_breaker_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  problem text NOT NULL,
  forgiven_days integer DEFAULT 0 NOT NULL,
  consequence text NOT NULL,
  note text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  subject_version integer NOT NULL,
  contact_id platform.code,
  quote text,
  CONSTRAINT deal_breaker_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT deal_breaker_forgiven_days_check CHECK (((forgiven_days >= 0) AND (forgiven_days <= 365))),
  CONSTRAINT deal_breaker_pkey PRIMARY KEY (tenant_id, deal_breaker_id)
);
ALTER TABLE needs.deal_breaker ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.deal_breaker FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.deal_breaker USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.deal_breaker TO sevenfold_app;
CREATE INDEX deal_breaker_customer ON needs.deal_breaker USING btree (tenant_id, customer_id);

CREATE TABLE needs.element_name (
  tenant_id uuid NOT NULL,
  element_id platform.code NOT NULL,
  language text NOT NULL,
  name text NOT NULL,
  CONSTRAINT element_name_pkey PRIMARY KEY (tenant_id, element_id, language),
  CONSTRAINT element_name_tenant_id_element_id_fkey FOREIGN KEY (tenant_id, element_id) REFERENCES needs.service_element(tenant_id, element_id)
);
ALTER TABLE needs.element_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.element_name FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.element_name USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.element_name TO sevenfold_app;

CREATE TABLE needs.growth_lever (
  tenant_id uuid NOT NULL,
  lever_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  element_id platform.code,
  note text NOT NULL,
  quote text,
  revenue_minor bigint NOT NULL,
  currency character(3) NOT NULL,
  likely_percent numeric(6,3),
  valid_from date NOT NULL,
  valid_to date,
  subject_version integer NOT NULL,
  CONSTRAINT growth_lever_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT growth_lever_likely_percent_check CHECK (((likely_percent >= (0)::numeric) AND (likely_percent <= (100)::numeric))),
  CONSTRAINT growth_lever_pkey PRIMARY KEY (tenant_id, lever_id),
  CONSTRAINT growth_lever_revenue_minor_check CHECK ((revenue_minor >= 0))
);
ALTER TABLE needs.growth_lever ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.growth_lever FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.growth_lever USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.growth_lever TO sevenfold_app;
CREATE INDEX growth_lever_customer ON needs.growth_lever USING btree (tenant_id, customer_id);

CREATE TABLE needs.interview (
  tenant_id uuid NOT NULL,
  interview_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  buying_role text NOT NULL,
  held_on date NOT NULL,
  asked_by platform.code,
  language text,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT interview_pkey PRIMARY KEY (tenant_id, interview_id)
);
ALTER TABLE needs.interview ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.interview FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.interview USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.interview TO sevenfold_app;
CREATE INDEX interview_customer ON needs.interview USING btree (tenant_id, customer_id, held_on);

CREATE TABLE needs.interview_answer (
  tenant_id uuid NOT NULL,
  interview_id platform.code NOT NULL,
  answer_number integer NOT NULL,
  question text NOT NULL,
  words text,
  meaning text,
  elements text[] NOT NULL,
  CONSTRAINT interview_answer_pkey PRIMARY KEY (tenant_id, interview_id, answer_number),
  CONSTRAINT interview_answer_tenant_id_interview_id_fkey FOREIGN KEY (tenant_id, interview_id) REFERENCES needs.interview(tenant_id, interview_id)
);
ALTER TABLE needs.interview_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.interview_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.interview_answer USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.interview_answer TO sevenfold_app;

CREATE TABLE needs.need (
  tenant_id uuid NOT NULL,
  statement_id platform.code NOT NULL,
  buying_role text NOT NULL,
  element_id platform.code NOT NULL,
  weight numeric(7,6),
  weight_low numeric(7,6),
  weight_high numeric(7,6),
  weight_n integer,
  required_percent numeric(6,3),
  required_low numeric(6,3),
  required_high numeric(6,3),
  required_n integer,
  kano text,
  CONSTRAINT need_pkey PRIMARY KEY (tenant_id, statement_id, buying_role, element_id),
  CONSTRAINT need_tenant_id_statement_id_fkey FOREIGN KEY (tenant_id, statement_id) REFERENCES needs.need_statement(tenant_id, statement_id)
);
ALTER TABLE needs.need ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.need FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.need USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.need TO sevenfold_app;

CREATE TABLE needs.need_statement (
  tenant_id uuid NOT NULL,
  statement_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  valid_from date NOT NULL,
  basis text NOT NULL,
  reason text NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT need_statement_pkey PRIMARY KEY (tenant_id, statement_id)
);
ALTER TABLE needs.need_statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.need_statement FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.need_statement USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.need_statement TO sevenfold_app;
CREATE UNIQUE INDEX need_statement_day ON needs.need_statement USING btree (tenant_id, segment_id, valid_from);

CREATE TABLE needs.rating (
  tenant_id uuid NOT NULL,
  rating_id platform.code NOT NULL,
  order_id platform.code NOT NULL,
  score numeric(6,2) NOT NULL,
  scale_max integer NOT NULL,
  given_on date,
  given_at timestamp with time zone,
  comment text,
  subject_version integer NOT NULL,
  channel text,
  feedback_id platform.code,
  CONSTRAINT rating_pkey PRIMARY KEY (tenant_id, rating_id)
);
ALTER TABLE needs.rating ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.rating FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.rating USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.rating TO sevenfold_app;
CREATE INDEX rating_order ON needs.rating USING btree (tenant_id, order_id);
CREATE UNIQUE INDEX rating_way ON needs.rating USING btree (tenant_id, order_id, channel) WHERE (channel IS NOT NULL);

CREATE TABLE needs.referral (
  tenant_id uuid NOT NULL,
  referral_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  recommended_id platform.code,
  recommended_name text,
  told_on date NOT NULL,
  evidence text NOT NULL,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT referral_check CHECK (((recommended_id IS NOT NULL) OR (recommended_name IS NOT NULL))),
  CONSTRAINT referral_evidence_check CHECK ((evidence = ANY (ARRAY['said_by_new'::text, 'said_by_customer'::text, 'introduced'::text, 'survey'::text]))),
  CONSTRAINT referral_pkey PRIMARY KEY (tenant_id, referral_id)
);
ALTER TABLE needs.referral ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.referral FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.referral USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.referral TO sevenfold_app;
CREATE INDEX referral_of ON needs.referral USING btree (tenant_id, customer_id, told_on);
CREATE INDEX referral_to ON needs.referral USING btree (tenant_id, recommended_id) WHERE (recommended_id IS NOT NULL);

CREATE TABLE needs.service_element (
  tenant_id uuid NOT NULL,
  element_id platform.code NOT NULL,
  name text NOT NULL,
  department text,
  owner platform.code,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT service_element_pkey PRIMARY KEY (tenant_id, element_id)
);
ALTER TABLE needs.service_element ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.service_element FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.service_element USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.service_element TO sevenfold_app;

CREATE TABLE needs.stated_change (
  tenant_id uuid NOT NULL,
  change_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  product_id platform.code,
  product_group text,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  change_percent numeric(7,2) NOT NULL,
  certainty text NOT NULL,
  source text NOT NULL,
  told_on date NOT NULL,
  words text,
  state text NOT NULL,
  accepted_percent numeric(7,2),
  decided_by text,
  decided_on date,
  reason text,
  subject_version integer NOT NULL,
  CONSTRAINT stated_change_accepted_percent_check CHECK (((accepted_percent >= ('-100'::integer)::numeric) AND (accepted_percent <= (1000)::numeric))),
  CONSTRAINT stated_change_certainty_check CHECK ((certainty = ANY (ARRAY['sure'::text, 'likely'::text, 'possible'::text]))),
  CONSTRAINT stated_change_change_percent_check CHECK (((change_percent >= ('-100'::integer)::numeric) AND (change_percent <= (1000)::numeric))),
  CONSTRAINT stated_change_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT stated_change_check1 CHECK (((product_id IS NULL) OR (product_group IS NULL))),
  CONSTRAINT stated_change_check2 CHECK (((state = 'stated'::text) = (decided_on IS NULL))),
  CONSTRAINT stated_change_check3 CHECK (((state = 'accepted'::text) = (accepted_percent IS NOT NULL))),
  CONSTRAINT stated_change_pkey PRIMARY KEY (tenant_id, change_id),
  CONSTRAINT stated_change_source_check CHECK ((source = ANY (ARRAY['interview'::text, 'survey'::text, 'inquiry'::text, 'phone'::text]))),
  CONSTRAINT stated_change_state_check CHECK ((state = ANY (ARRAY['stated'::text, 'accepted'::text, 'declined'::text])))
);
ALTER TABLE needs.stated_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.stated_change FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.stated_change USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.stated_change TO sevenfold_app;
CREATE INDEX stated_change_accepted ON needs.stated_change USING btree (tenant_id, valid_to) WHERE (state = 'accepted'::text);

CREATE TABLE needs.survey (
  tenant_id uuid NOT NULL,
  survey_id platform.code NOT NULL,
  name text NOT NULL,
  audience text NOT NULL,
  state text NOT NULL,
  segment_id platform.code,
  opens_on date NOT NULL,
  closes_on date NOT NULL,
  rest_days integer NOT NULL,
  intro text,
  subject_version integer NOT NULL,
  CONSTRAINT survey_check CHECK ((closes_on >= opens_on)),
  CONSTRAINT survey_pkey PRIMARY KEY (tenant_id, survey_id),
  CONSTRAINT survey_rest_days_check CHECK ((rest_days >= 30))
);
ALTER TABLE needs.survey ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.survey FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.survey USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.survey TO sevenfold_app;

CREATE TABLE needs.survey_answer (
  tenant_id uuid NOT NULL,
  response_id platform.code NOT NULL,
  question_number integer NOT NULL,
  element_id platform.code NOT NULL,
  part integer NOT NULL,
  value numeric(6,2),
  word text,
  CONSTRAINT survey_answer_pkey PRIMARY KEY (tenant_id, response_id, question_number, element_id, part),
  CONSTRAINT survey_answer_tenant_id_response_id_fkey FOREIGN KEY (tenant_id, response_id) REFERENCES needs.survey_response(tenant_id, response_id)
);
ALTER TABLE needs.survey_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.survey_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.survey_answer USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.survey_answer TO sevenfold_app;

CREATE TABLE needs.survey_invitation (
  tenant_id uuid NOT NULL,
  invitation_id platform.code NOT NULL,
  survey_id platform.code NOT NULL,
  contact_id platform.code,
  user_id platform.code,
  customer_id platform.code,
  buying_role text,
  invited_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT survey_invitation_check CHECK (((contact_id IS NOT NULL) OR (user_id IS NOT NULL))),
  CONSTRAINT survey_invitation_pkey PRIMARY KEY (tenant_id, invitation_id),
  CONSTRAINT survey_invitation_tenant_id_survey_id_fkey FOREIGN KEY (tenant_id, survey_id) REFERENCES needs.survey(tenant_id, survey_id)
);
ALTER TABLE needs.survey_invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.survey_invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.survey_invitation USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.survey_invitation TO sevenfold_app;
CREATE UNIQUE INDEX survey_invitation_contact ON needs.survey_invitation USING btree (tenant_id, survey_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX survey_invitation_rest ON needs.survey_invitation USING btree (tenant_id, contact_id, invited_at);
CREATE UNIQUE INDEX survey_invitation_user ON needs.survey_invitation USING btree (tenant_id, survey_id, user_id) WHERE (user_id IS NOT NULL);

CREATE TABLE needs.survey_question (
  tenant_id uuid NOT NULL,
  survey_id platform.code NOT NULL,
  question_number integer NOT NULL,
  kind text NOT NULL,
  elements text[] NOT NULL,
  competitor_id platform.code,
  text text,
  CONSTRAINT survey_question_pkey PRIMARY KEY (tenant_id, survey_id, question_number),
  CONSTRAINT survey_question_tenant_id_survey_id_fkey FOREIGN KEY (tenant_id, survey_id) REFERENCES needs.survey(tenant_id, survey_id)
);
ALTER TABLE needs.survey_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.survey_question FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.survey_question USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.survey_question TO sevenfold_app;

CREATE TABLE needs.survey_response (
  tenant_id uuid NOT NULL,
  response_id platform.code NOT NULL,
  survey_id platform.code NOT NULL,
  customer_id platform.code,
  segment_id platform.code,
  contact_id platform.code,
  user_id platform.code,
  buying_role text,
  department text,
  language text NOT NULL,
  answered_at timestamp with time zone NOT NULL,
  is_contested boolean NOT NULL,
  words jsonb NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT survey_response_pkey PRIMARY KEY (tenant_id, response_id),
  CONSTRAINT survey_response_tenant_id_survey_id_fkey FOREIGN KEY (tenant_id, survey_id) REFERENCES needs.survey(tenant_id, survey_id)
);
ALTER TABLE needs.survey_response ENABLE ROW LEVEL SECURITY;
ALTER TABLE needs.survey_response FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON needs.survey_response USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON needs.survey_response TO sevenfold_app;
CREATE INDEX survey_response_survey ON needs.survey_response USING btree (tenant_id, survey_id);
CREATE INDEX survey_response_when ON needs.survey_response USING btree (tenant_id, answered_at);

CREATE TABLE orders.customer_order (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  location_id platform.code,
  site_id platform.code,
  currency character(3),
  ordered_on date,
  ordered_at timestamp with time zone,
  source text NOT NULL,
  subject_version integer NOT NULL,
  customer_reference text,
  contact_id platform.code,
  instructions text,
  occurrence_id text,
  CONSTRAINT customer_order_pkey PRIMARY KEY (tenant_id, order_id)
);
ALTER TABLE orders.customer_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders.customer_order FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON orders.customer_order USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON orders.customer_order TO sevenfold_app;
CREATE INDEX customer_order_customer ON orders.customer_order USING btree (tenant_id, customer_id, ordered_on DESC NULLS LAST);
CREATE INDEX customer_order_recent ON orders.customer_order USING btree (tenant_id, ordered_on DESC NULLS LAST, order_id DESC);

CREATE TABLE orders.order_line (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  product_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  unit_price numeric(18,6),
  tax_percent numeric(6,3),
  requested_from_date date,
  requested_to_date date,
  requested_from_at timestamp with time zone,
  requested_to_at timestamp with time zone,
  cancelled_quantity numeric(15,3) DEFAULT 0 NOT NULL,
  cancelled_by text,
  cancelled_on date,
  cancelled_at timestamp with time zone,
  exclusion text,
  charges_minor bigint,
  price_source text,
  kind text DEFAULT 'goods'::text NOT NULL,
  part_of integer,
  substitute_for platform.code,
  cancelled_reason text,
  CONSTRAINT order_line_check CHECK (((cancelled_quantity >= (0)::numeric) AND (cancelled_quantity <= quantity))),
  CONSTRAINT order_line_pkey PRIMARY KEY (tenant_id, order_id, line_number),
  CONSTRAINT order_line_quantity_check CHECK ((quantity > (0)::numeric)),
  CONSTRAINT order_line_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES orders.customer_order(tenant_id, order_id)
);
ALTER TABLE orders.order_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders.order_line FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON orders.order_line USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON orders.order_line TO sevenfold_app;
CREATE INDEX order_line_product ON orders.order_line USING btree (tenant_id, product_id);

CREATE TABLE orders.recurring_occurrence (
  tenant_id uuid NOT NULL,
  occurrence_id text NOT NULL,
  recurring_id platform.code NOT NULL,
  regular_on date NOT NULL,
  deliver_on date NOT NULL,
  state text NOT NULL,
  lines jsonb,
  order_id platform.code,
  problem text,
  quote_id platform.code,
  subject_version integer NOT NULL,
  CONSTRAINT recurring_occurrence_pkey PRIMARY KEY (tenant_id, occurrence_id),
  CONSTRAINT recurring_occurrence_tenant_id_recurring_id_fkey FOREIGN KEY (tenant_id, recurring_id) REFERENCES orders.recurring_order(tenant_id, recurring_id),
  CONSTRAINT recurring_occurrence_tenant_id_recurring_id_regular_on_key UNIQUE (tenant_id, recurring_id, regular_on)
);
ALTER TABLE orders.recurring_occurrence ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders.recurring_occurrence FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON orders.recurring_occurrence USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON orders.recurring_occurrence TO sevenfold_app;
CREATE INDEX recurring_occurrence_failed ON orders.recurring_occurrence USING btree (tenant_id, regular_on) WHERE (state = 'failed'::text);

CREATE TABLE orders.recurring_order (
  tenant_id uuid NOT NULL,
  recurring_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  name text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  horizon_days integer NOT NULL,
  customer_reference text,
  instructions text,
  source text NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT recurring_order_check CHECK ((ends_on >= starts_on)),
  CONSTRAINT recurring_order_horizon_days_check CHECK (((horizon_days >= 0) AND (horizon_days <= 90))),
  CONSTRAINT recurring_order_pkey PRIMARY KEY (tenant_id, recurring_id)
);
ALTER TABLE orders.recurring_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders.recurring_order FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON orders.recurring_order USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON orders.recurring_order TO sevenfold_app;
CREATE INDEX recurring_order_customer ON orders.recurring_order USING btree (tenant_id, customer_id);

CREATE TABLE orders.recurring_terms (
  tenant_id uuid NOT NULL,
  recurring_id platform.code NOT NULL,
  valid_from date NOT NULL,
  location_id platform.code NOT NULL,
  weekdays text[],
  every_weeks integer,
  every_days integer,
  closed_day_rule text NOT NULL,
  starts_at text,
  ends_at text,
  lines jsonb NOT NULL,
  CONSTRAINT recurring_hours CHECK ((((starts_at IS NULL) = (ends_at IS NULL)) AND (ends_at > starts_at))),
  CONSTRAINT recurring_rhythm CHECK ((((weekdays IS NULL) <> (every_days IS NULL)) AND ((weekdays IS NULL) = (every_weeks IS NULL)))),
  CONSTRAINT recurring_terms_every_days_check CHECK (((every_days >= 1) AND (every_days <= 366))),
  CONSTRAINT recurring_terms_every_weeks_check CHECK (((every_weeks >= 1) AND (every_weeks <= 52))),
  CONSTRAINT recurring_terms_pkey PRIMARY KEY (tenant_id, recurring_id, valid_from),
  CONSTRAINT recurring_terms_tenant_id_recurring_id_fkey FOREIGN KEY (tenant_id, recurring_id) REFERENCES orders.recurring_order(tenant_id, recurring_id)
);
ALTER TABLE orders.recurring_terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders.recurring_terms FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON orders.recurring_terms USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON orders.recurring_terms TO sevenfold_app;

CREATE TABLE outside_model.call (
  tenant_id uuid NOT NULL,
  call_id uuid NOT NULL,
  called_at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  use text NOT NULL,
  inquiry_id platform.code NOT NULL,
  model text NOT NULL,
  outcome text NOT NULL,
  took_ms integer,
  tokens_in integer,
  tokens_out integer,
  CONSTRAINT call_pkey PRIMARY KEY (tenant_id, call_id)
);
ALTER TABLE outside_model.call ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_model.call FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON outside_model.call USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON outside_model.call TO sevenfold_app;
CREATE INDEX call_recent ON outside_model.call USING btree (tenant_id, called_at DESC, call_id DESC);

CREATE TABLE outside_model.key (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  sealed text NOT NULL,
  CONSTRAINT key_pkey PRIMARY KEY (tenant_id, setting_id),
  CONSTRAINT key_tenant_id_setting_id_fkey FOREIGN KEY (tenant_id, setting_id) REFERENCES outside_model.setting(tenant_id, setting_id)
);
ALTER TABLE outside_model.key ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_model.key FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON outside_model.key USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON outside_model.key TO sevenfold_app;

CREATE TABLE outside_model.setting (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  url text NOT NULL,
  model text NOT NULL,
  uses text[] NOT NULL,
  calls_a_month integer NOT NULL,
  timeout_seconds integer NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT setting_pkey PRIMARY KEY (tenant_id, setting_id)
);
ALTER TABLE outside_model.setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_model.setting FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON outside_model.setting USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON outside_model.setting TO sevenfold_app;

CREATE TABLE people.api_key (
  tenant_id uuid NOT NULL,
  api_key_id platform.code NOT NULL,
  name text NOT NULL,
  key_hash text NOT NULL,
  hint text NOT NULL,
  permissions jsonb NOT NULL,
  created_by text NOT NULL,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  subject_version integer NOT NULL,
  CONSTRAINT api_key_pkey PRIMARY KEY (tenant_id, api_key_id)
);
ALTER TABLE people.api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_looks_up ON people.api_key USING true;
CREATE POLICY tenant_wall ON people.api_key USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON people.api_key TO sevenfold_app;
CREATE INDEX api_key_hash ON people.api_key USING btree (key_hash);

CREATE TABLE people.invitation (
  tenant_id uuid NOT NULL,
  invitation_id platform.code NOT NULL,
  email text,
  role text NOT NULL,
  customer_id platform.code,
  token_hash text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  subject_version integer NOT NULL,
  portal_roles jsonb,
  CONSTRAINT invitation_pkey PRIMARY KEY (tenant_id, invitation_id)
);
ALTER TABLE people.invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_looks_up ON people.invitation USING true;
CREATE POLICY tenant_wall ON people.invitation USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON people.invitation TO sevenfold_app;
CREATE INDEX invitation_token ON people.invitation USING btree (token_hash);

CREATE TABLE people.invitation_mail (
  tenant_id uuid NOT NULL,
  invitation_id platform.code NOT NULL,
  state text NOT NULL,
  language text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT invitation_mail_pkey PRIMARY KEY (tenant_id, invitation_id),
  CONSTRAINT invitation_mail_tenant_id_invitation_id_fkey FOREIGN KEY (tenant_id, invitation_id) REFERENCES people.invitation(tenant_id, invitation_id) ON DELETE CASCADE
);
ALTER TABLE people.invitation_mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.invitation_mail FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON people.invitation_mail USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON people.invitation_mail TO sevenfold_app;

CREATE TABLE people.member (
  tenant_id uuid NOT NULL,
  user_id platform.code NOT NULL,
  role text NOT NULL,
  customer_id platform.code,
  is_removed boolean DEFAULT false NOT NULL,
  subject_version integer NOT NULL,
  portal_roles jsonb,
  department text,
  CONSTRAINT member_check CHECK (((role = 'customer_contact'::text) = (customer_id IS NOT NULL))),
  CONSTRAINT member_pkey PRIMARY KEY (tenant_id, user_id)
);
ALTER TABLE people.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.member FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_looks_up ON people.member USING true;
CREATE POLICY tenant_wall ON people.member USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON people.member TO sevenfold_app;
CREATE INDEX member_user ON people.member USING btree (user_id);

CREATE TABLE people.organization (
  tenant_id uuid NOT NULL,
  organization_id platform.code NOT NULL,
  name text NOT NULL,
  is_sample boolean DEFAULT false NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT organization_pkey PRIMARY KEY (tenant_id, organization_id)
);
ALTER TABLE people.organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE people.organization FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_looks_up ON people.organization USING true;
CREATE POLICY tenant_wall ON people.organization USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON people.organization TO sevenfold_app;

CREATE TABLE planning.action (
  tenant_id uuid NOT NULL,
  action_id platform.code NOT NULL,
  title text NOT NULL,
  reason text NOT NULL,
  segment_id platform.code,
  site_id platform.code,
  measure text NOT NULL,
  expected_change numeric(9,3),
  priority integer NOT NULL,
  owner platform.code,
  due_on date NOT NULL,
  cost_minor bigint,
  currency character(3),
  state text NOT NULL,
  done_on date,
  note text,
  subject_version integer NOT NULL,
  element_id platform.code,
  chart_id platform.code,
  baseline numeric(9,3),
  CONSTRAINT action_check CHECK (((state = 'done'::text) = (done_on IS NOT NULL))),
  CONSTRAINT action_check1 CHECK (((cost_minor IS NULL) = (currency IS NULL))),
  CONSTRAINT action_pkey PRIMARY KEY (tenant_id, action_id),
  CONSTRAINT action_priority_check CHECK (((priority >= 1) AND (priority <= 9)))
);
ALTER TABLE planning.action ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.action FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.action USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.action TO sevenfold_app;
CREATE INDEX action_chart ON planning.action USING btree (tenant_id, chart_id) WHERE (chart_id IS NOT NULL);
CREATE INDEX action_due ON planning.action USING btree (tenant_id, due_on) WHERE (state = ANY (ARRAY['open'::text, 'started'::text]));
CREATE INDEX action_element ON planning.action USING btree (tenant_id, element_id) WHERE (element_id IS NOT NULL);

CREATE TABLE planning.back_test (
  tenant_id uuid NOT NULL,
  back_test_id platform.code NOT NULL,
  judged_share numeric(3,2) NOT NULL,
  state text DEFAULT 'waiting'::text NOT NULL,
  progress real DEFAULT 0 NOT NULL,
  report jsonb,
  actor text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT back_test_pkey PRIMARY KEY (tenant_id, back_test_id)
);
ALTER TABLE planning.back_test ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.back_test FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.back_test USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.back_test TO sevenfold_app;
CREATE INDEX back_test_recent ON planning.back_test USING btree (tenant_id, asked_at DESC);

CREATE TABLE planning.change (
  tenant_id uuid NOT NULL,
  proposal_id platform.code NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  customer_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  effect text NOT NULL,
  promise_version integer NOT NULL,
  site_id platform.code,
  lane_id platform.code,
  need_on date,
  to_date date NOT NULL,
  new_site_id platform.code,
  new_lane_id platform.code,
  new_need_on date,
  new_departs_on date,
  new_to_date date,
  rank jsonb DEFAULT '{}'::jsonb NOT NULL,
  moves jsonb DEFAULT '[]'::jsonb NOT NULL,
  CONSTRAINT change_pkey PRIMARY KEY (tenant_id, proposal_id, order_id, line_number),
  CONSTRAINT change_tenant_id_proposal_id_fkey FOREIGN KEY (tenant_id, proposal_id) REFERENCES planning.proposal(tenant_id, proposal_id)
);
ALTER TABLE planning.change ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.change FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.change USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.change TO sevenfold_app;
CREATE INDEX change_line ON planning.change USING btree (tenant_id, order_id, line_number);

CREATE TABLE planning.elapsed_time (
  tenant_id uuid NOT NULL,
  kind text NOT NULL,
  of text NOT NULL,
  counts integer[] NOT NULL,
  CONSTRAINT elapsed_time_pkey PRIMARY KEY (tenant_id, kind, of)
);
ALTER TABLE planning.elapsed_time ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.elapsed_time FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.elapsed_time USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.elapsed_time TO sevenfold_app;

CREATE TABLE planning.lead_time (
  tenant_id uuid NOT NULL,
  version integer NOT NULL,
  lane_id platform.code NOT NULL,
  level text NOT NULL,
  cases integer NOT NULL,
  chances real[] NOT NULL,
  CONSTRAINT lead_time_cases_check CHECK ((cases > 0)),
  CONSTRAINT lead_time_pkey PRIMARY KEY (tenant_id, lane_id, version),
  CONSTRAINT lead_time_tenant_id_version_fkey FOREIGN KEY (tenant_id, version) REFERENCES planning.lead_time_version(tenant_id, version) ON DELETE CASCADE
);
ALTER TABLE planning.lead_time ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.lead_time FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.lead_time USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.lead_time TO sevenfold_app;
CREATE INDEX lead_time_version_lanes ON planning.lead_time USING btree (tenant_id, version);

CREATE TABLE planning.lead_time_version (
  tenant_id uuid NOT NULL,
  version integer NOT NULL,
  learned_at timestamp with time zone NOT NULL,
  delivered integer NOT NULL,
  under_way integer NOT NULL,
  lost integer NOT NULL,
  first_day date,
  last_day date,
  CONSTRAINT lead_time_version_pkey PRIMARY KEY (tenant_id, version)
);
ALTER TABLE planning.lead_time_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.lead_time_version FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.lead_time_version USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.lead_time_version TO sevenfold_app;

CREATE TABLE planning.playbook (
  tenant_id uuid NOT NULL,
  playbook_id platform.code NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  owner platform.code,
  minutes integer NOT NULL,
  remedies text[] NOT NULL,
  people platform.code[] DEFAULT '{}'::platform.code[] NOT NULL,
  escalation_minutes integer DEFAULT 15 NOT NULL,
  subject_version integer NOT NULL,
  valid_from date NOT NULL,
  CONSTRAINT playbook_escalation_minutes_check CHECK (((escalation_minutes >= 1) AND (escalation_minutes <= 1440))),
  CONSTRAINT playbook_minutes_check CHECK (((minutes >= 1) AND (minutes <= 43200))),
  CONSTRAINT playbook_pkey PRIMARY KEY (tenant_id, playbook_id)
);
ALTER TABLE planning.playbook ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.playbook FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.playbook USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.playbook TO sevenfold_app;
CREATE UNIQUE INDEX playbook_kind ON planning.playbook USING btree (tenant_id, kind, valid_from);

CREATE TABLE planning.playbook_step (
  tenant_id uuid NOT NULL,
  playbook_id platform.code NOT NULL,
  step_number integer NOT NULL,
  text text NOT NULL,
  owner platform.code,
  minutes integer NOT NULL,
  CONSTRAINT playbook_step_minutes_check CHECK (((minutes >= 1) AND (minutes <= 43200))),
  CONSTRAINT playbook_step_pkey PRIMARY KEY (tenant_id, playbook_id, step_number),
  CONSTRAINT playbook_step_tenant_id_playbook_id_fkey FOREIGN KEY (tenant_id, playbook_id) REFERENCES planning.playbook(tenant_id, playbook_id) ON DELETE CASCADE
);
ALTER TABLE planning.playbook_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.playbook_step FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.playbook_step USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.playbook_step TO sevenfold_app;

CREATE TABLE planning.promise_risk (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  customer_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  site_id platform.code,
  carrier_id platform.code,
  location_id platform.code,
  quantity numeric(15,3) NOT NULL,
  promise_version integer NOT NULL,
  to_date date NOT NULL,
  is_under_way boolean NOT NULL,
  shipment_id platform.code,
  said real NOT NULL,
  chance real NOT NULL,
  late_days real NOT NULL,
  harm real NOT NULL,
  level smallint NOT NULL,
  eta_on date,
  eta_low80 date,
  eta_high80 date,
  eta_low95 date,
  eta_high95 date,
  reasons jsonb NOT NULL,
  first_reason text,
  value_minor bigint,
  currency character(3),
  deal_breaker_id platform.code,
  is_short boolean NOT NULL,
  assessed_on date NOT NULL,
  assessed_at timestamp with time zone NOT NULL,
  CONSTRAINT promise_risk_pkey PRIMARY KEY (tenant_id, order_id, line_number)
);
ALTER TABLE planning.promise_risk ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.promise_risk FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.promise_risk USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.promise_risk TO sevenfold_app;
CREATE INDEX promise_risk_assessed ON planning.promise_risk USING btree (tenant_id, assessed_on);
CREATE INDEX promise_risk_customer ON planning.promise_risk USING btree (tenant_id, customer_id);
CREATE INDEX promise_risk_harm ON planning.promise_risk USING btree (tenant_id, harm DESC, order_id, line_number) WHERE (level > 0);

CREATE TABLE planning.proposal (
  tenant_id uuid NOT NULL,
  proposal_id platform.code NOT NULL,
  kind text NOT NULL,
  cause jsonb NOT NULL,
  made_at timestamp with time zone NOT NULL,
  state text DEFAULT 'open'::text NOT NULL,
  line_count integer NOT NULL,
  customer_count integer NOT NULL,
  ended_at timestamp with time zone,
  actor text NOT NULL,
  subject_version integer NOT NULL,
  figures jsonb,
  CONSTRAINT proposal_pkey PRIMARY KEY (tenant_id, proposal_id)
);
ALTER TABLE planning.proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.proposal USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.proposal TO sevenfold_app;
CREATE INDEX proposal_open ON planning.proposal USING btree (tenant_id, made_at DESC) WHERE (state = 'open'::text);

CREATE TABLE planning.replay (
  tenant_id uuid NOT NULL,
  replay_id platform.code NOT NULL,
  draft_id platform.code NOT NULL,
  terms jsonb NOT NULL,
  state text DEFAULT 'waiting'::text NOT NULL,
  progress real DEFAULT 0 NOT NULL,
  report jsonb,
  actor text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  kind text DEFAULT 'history'::text NOT NULL,
  CONSTRAINT replay_kind_check CHECK ((kind = ANY (ARRAY['history'::text, 'simulated'::text]))),
  CONSTRAINT replay_pkey PRIMARY KEY (tenant_id, replay_id)
);
ALTER TABLE planning.replay ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.replay FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.replay USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.replay TO sevenfold_app;
CREATE INDEX replay_draft ON planning.replay USING btree (tenant_id, draft_id, asked_at DESC);

CREATE TABLE planning.risk_forecast (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  promise_version integer NOT NULL,
  days_left smallint NOT NULL,
  said real NOT NULL,
  to_date date NOT NULL,
  made_on date NOT NULL,
  is_late boolean,
  CONSTRAINT risk_forecast_pkey PRIMARY KEY (tenant_id, order_id, line_number, promise_version, days_left)
);
ALTER TABLE planning.risk_forecast ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.risk_forecast FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.risk_forecast USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.risk_forecast TO sevenfold_app;
CREATE INDEX risk_forecast_known ON planning.risk_forecast USING btree (tenant_id, made_on) WHERE (is_late IS NOT NULL);

CREATE TABLE planning.risk_learning (
  tenant_id uuid NOT NULL,
  learned_at timestamp with time zone NOT NULL,
  said real[] NOT NULL,
  held real[] NOT NULL,
  outcomes integer NOT NULL,
  usual_values jsonb NOT NULL,
  CONSTRAINT risk_learning_pkey PRIMARY KEY (tenant_id)
);
ALTER TABLE planning.risk_learning ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.risk_learning FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.risk_learning USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.risk_learning TO sevenfold_app;

CREATE TABLE planning.risk_warning (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  promise_version integer NOT NULL,
  customer_id platform.code NOT NULL,
  chance real NOT NULL,
  to_date date NOT NULL,
  warned_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  is_late boolean,
  CONSTRAINT risk_warning_pkey PRIMARY KEY (tenant_id, order_id, line_number, promise_version)
);
ALTER TABLE planning.risk_warning ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.risk_warning FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.risk_warning USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.risk_warning TO sevenfold_app;
CREATE INDEX risk_warning_recent ON planning.risk_warning USING btree (tenant_id, warned_at);

CREATE TABLE planning.segment_proposal (
  tenant_id uuid NOT NULL,
  customer_id platform.code NOT NULL,
  from_segment platform.code,
  to_segment platform.code NOT NULL,
  first_on date NOT NULL,
  seen_on date NOT NULL,
  CONSTRAINT segment_proposal_pkey PRIMARY KEY (tenant_id, customer_id)
);
ALTER TABLE planning.segment_proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.segment_proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.segment_proposal USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.segment_proposal TO sevenfold_app;

CREATE TABLE planning.trouble (
  tenant_id uuid NOT NULL,
  trouble_id platform.code NOT NULL,
  kind text NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  customer_id platform.code NOT NULL,
  detected_by text NOT NULL,
  detected_at timestamp with time zone NOT NULL,
  impact_on date,
  state text NOT NULL,
  playbook_id platform.code,
  owner platform.code,
  deadline_at timestamp with time zone,
  is_emergency boolean DEFAULT false NOT NULL,
  people platform.code[] DEFAULT '{}'::platform.code[] NOT NULL,
  escalation_minutes integer,
  escalation integer DEFAULT 0 NOT NULL,
  escalates_at timestamp with time zone,
  remedy text,
  forecast jsonb,
  acted_at timestamp with time zone,
  told_at timestamp with time zone,
  message_id uuid,
  choices text[] DEFAULT '{}'::text[] NOT NULL,
  choice text,
  confirmed_at timestamp with time zone,
  closed_at timestamp with time zone,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT trouble_pkey PRIMARY KEY (tenant_id, trouble_id)
);
ALTER TABLE planning.trouble ENABLE ROW LEVEL SECURITY;
ALTER TABLE planning.trouble FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON planning.trouble USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON planning.trouble TO sevenfold_app;
CREATE INDEX trouble_escalates ON planning.trouble USING btree (tenant_id, escalates_at) WHERE (escalates_at IS NOT NULL);
CREATE INDEX trouble_line ON planning.trouble USING btree (tenant_id, order_id, line_number, detected_at DESC);
CREATE INDEX trouble_recent ON planning.trouble USING btree (tenant_id, detected_at);

CREATE TABLE platform.change_mark (
  tenant_id uuid NOT NULL,
  slot xid8 NOT NULL,
  changed_by xid8 NOT NULL,
  CONSTRAINT change_mark_pkey PRIMARY KEY (tenant_id, slot)
);
ALTER TABLE platform.change_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.change_mark FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON platform.change_mark USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.change_mark TO sevenfold_app;

CREATE TABLE platform.follower (
  tenant_id uuid NOT NULL,
  follower text NOT NULL,
  transaction_id xid8 NOT NULL,
  "position" bigint NOT NULL,
  moved_at timestamp with time zone NOT NULL,
  CONSTRAINT follower_pkey PRIMARY KEY (tenant_id, follower)
);
ALTER TABLE platform.follower ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.follower FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON platform.follower USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.follower TO sevenfold_app;

CREATE TABLE platform.idempotency_key (
  tenant_id uuid NOT NULL,
  idempotency_key text NOT NULL,
  endpoint text NOT NULL,
  request_hash text NOT NULL,
  status integer,
  response jsonb,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (tenant_id, endpoint, idempotency_key)
);
ALTER TABLE platform.idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON platform.idempotency_key USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.idempotency_key TO sevenfold_app;
CREATE INDEX idempotency_key_age ON platform.idempotency_key USING btree (tenant_id, created_at);

CREATE TABLE platform.outbox (
  tenant_id uuid NOT NULL,
  outbox_id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
  task text NOT NULL,
  payload jsonb NOT NULL,
  run_at timestamp with time zone,
  enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
  attempts_max smallint NOT NULL,
  queue text,
  CONSTRAINT outbox_attempts_max_check CHECK ((attempts_max > 0)),
  CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, outbox_id)
);
ALTER TABLE platform.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_relays ON platform.outbox USING true;
CREATE POLICY tenant_wall ON platform.outbox USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.outbox TO sevenfold_app;
CREATE INDEX outbox_due ON platform.outbox USING btree (run_at NULLS FIRST, outbox_id);

CREATE TABLE platform.recurring (
  tenant_id uuid NOT NULL,
  task text NOT NULL,
  planned_for timestamp with time zone NOT NULL,
  CONSTRAINT recurring_pkey PRIMARY KEY (tenant_id, task)
);
ALTER TABLE platform.recurring ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.recurring FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON platform.recurring USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.recurring TO sevenfold_app;

CREATE TABLE platform.running_number (
  tenant_id uuid NOT NULL,
  subject_type text NOT NULL,
  prefix text NOT NULL,
  last_number bigint NOT NULL,
  CONSTRAINT running_number_last_number_check CHECK ((last_number >= 0)),
  CONSTRAINT running_number_pkey PRIMARY KEY (tenant_id, subject_type, prefix)
);
ALTER TABLE platform.running_number ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.running_number FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON platform.running_number USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT INSERT, SELECT, UPDATE ON platform.running_number TO sevenfold_app;

CREATE TABLE policies.added_service (
  tenant_id uuid NOT NULL,
  service_id platform.code NOT NULL,
  name text NOT NULL,
  description text,
  unit text NOT NULL,
  resource_kind text,
  resource_minutes integer,
  proof text NOT NULL,
  subject_version integer NOT NULL,
  element_id platform.code,
  CONSTRAINT added_service_pkey PRIMARY KEY (tenant_id, service_id),
  CONSTRAINT added_service_resource_minutes_check CHECK ((resource_minutes >= 0))
);
ALTER TABLE policies.added_service ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.added_service FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.added_service USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.added_service TO sevenfold_app;

CREATE TABLE policies.allocation_policy (
  tenant_id uuid NOT NULL,
  policy_id platform.code NOT NULL,
  name text NOT NULL,
  valid_from date NOT NULL,
  kind text NOT NULL,
  starvation_factor numeric(6,2),
  reason text,
  subject_version integer NOT NULL,
  giving_way text,
  CONSTRAINT allocation_policy_pkey PRIMARY KEY (tenant_id, policy_id),
  CONSTRAINT allocation_policy_starvation_factor_check CHECK ((starvation_factor > (0)::numeric)),
  CONSTRAINT allocation_policy_tenant_id_valid_from_key UNIQUE (tenant_id, valid_from)
);
ALTER TABLE policies.allocation_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.allocation_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.allocation_policy USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.allocation_policy TO sevenfold_app;

CREATE TABLE policies.allocation_tier (
  tenant_id uuid NOT NULL,
  policy_id platform.code NOT NULL,
  tier integer NOT NULL,
  name text NOT NULL,
  protection_percent numeric(6,3),
  floor_percent numeric(6,3),
  CONSTRAINT allocation_tier_floor_percent_check CHECK (((floor_percent >= (0)::numeric) AND (floor_percent <= (100)::numeric))),
  CONSTRAINT allocation_tier_pkey PRIMARY KEY (tenant_id, policy_id, tier),
  CONSTRAINT allocation_tier_protection_percent_check CHECK (((protection_percent >= (0)::numeric) AND (protection_percent <= (100)::numeric))),
  CONSTRAINT allocation_tier_tenant_id_policy_id_fkey FOREIGN KEY (tenant_id, policy_id) REFERENCES policies.allocation_policy(tenant_id, policy_id),
  CONSTRAINT allocation_tier_tier_check CHECK ((tier >= 1))
);
ALTER TABLE policies.allocation_tier ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.allocation_tier FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.allocation_tier USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.allocation_tier TO sevenfold_app;

CREATE TABLE policies.entitlement (
  tenant_id uuid NOT NULL,
  service_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  valid_from date NOT NULL,
  entitlement text NOT NULL,
  discount_percent numeric(6,3),
  CONSTRAINT entitlement_discount_percent_check CHECK (((discount_percent >= (0)::numeric) AND (discount_percent <= (100)::numeric))),
  CONSTRAINT entitlement_pkey PRIMARY KEY (tenant_id, service_id, segment_id, valid_from),
  CONSTRAINT entitlement_tenant_id_service_id_fkey FOREIGN KEY (tenant_id, service_id) REFERENCES policies.added_service(tenant_id, service_id)
);
ALTER TABLE policies.entitlement ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.entitlement FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.entitlement USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.entitlement TO sevenfold_app;

CREATE TABLE policies.lowered_element (
  tenant_id uuid NOT NULL,
  lowering_id platform.code NOT NULL,
  element text NOT NULL,
  level numeric(12,3),
  CONSTRAINT lowered_element_pkey PRIMARY KEY (tenant_id, lowering_id, element),
  CONSTRAINT lowered_element_tenant_id_lowering_id_fkey FOREIGN KEY (tenant_id, lowering_id) REFERENCES policies.lowering(tenant_id, lowering_id)
);
ALTER TABLE policies.lowered_element ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.lowered_element FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.lowered_element USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.lowered_element TO sevenfold_app;

CREATE TABLE policies.lowering (
  tenant_id uuid NOT NULL,
  lowering_id platform.code NOT NULL,
  draft_id platform.code NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  approver platform.code NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  decided_at timestamp with time zone,
  answer text,
  subject_version integer NOT NULL,
  CONSTRAINT lowering_check CHECK (((state = 'asked'::text) = (decided_at IS NULL))),
  CONSTRAINT lowering_pkey PRIMARY KEY (tenant_id, lowering_id),
  CONSTRAINT lowering_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'agreed'::text, 'refused'::text])))
);
ALTER TABLE policies.lowering ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.lowering FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.lowering USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.lowering TO sevenfold_app;
CREATE INDEX lowering_draft ON policies.lowering USING btree (tenant_id, draft_id, asked_at);
CREATE INDEX lowering_waiting ON policies.lowering USING btree (tenant_id, approver) WHERE (state = 'asked'::text);

CREATE TABLE policies.objective (
  tenant_id uuid NOT NULL,
  objective_id platform.code NOT NULL,
  segment_id platform.code,
  valid_from date NOT NULL,
  valid_to date,
  objective text NOT NULL,
  stock_percent numeric(6,3),
  reason text,
  subject_version integer NOT NULL,
  CONSTRAINT objective_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT objective_pkey PRIMARY KEY (tenant_id, objective_id),
  CONSTRAINT objective_stock_percent_check CHECK (((stock_percent >= (0)::numeric) AND (stock_percent <= (100)::numeric)))
);
ALTER TABLE policies.objective ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.objective FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.objective USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.objective TO sevenfold_app;

CREATE TABLE policies.otif_definition (
  tenant_id uuid NOT NULL,
  definition_id platform.code NOT NULL,
  name text NOT NULL,
  settings jsonb NOT NULL,
  is_company_default boolean DEFAULT false NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT otif_definition_pkey PRIMARY KEY (tenant_id, definition_id)
);
ALTER TABLE policies.otif_definition ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.otif_definition FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.otif_definition USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.otif_definition TO sevenfold_app;
CREATE UNIQUE INDEX otif_definition_default ON policies.otif_definition USING btree (tenant_id) WHERE is_company_default;

CREATE TABLE policies.package_draft (
  tenant_id uuid NOT NULL,
  package_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  name text NOT NULL,
  valid_from date NOT NULL,
  is_contracted boolean,
  promise_quantile numeric(4,3),
  lead_time_days integer,
  in_stock_percent numeric(6,3),
  order_unit text,
  minimum_quantity numeric(15,3),
  minimum_order_minor bigint,
  minimum_currency character(3),
  delivery_days text[],
  channels text[],
  change_cutoff integer,
  change_cutoff_unit text,
  cancel_cutoff integer,
  cancel_cutoff_unit text,
  supply_states text[],
  ship_complete boolean,
  max_parts integer,
  min_part_percent numeric(6,3),
  freight_rule text,
  early_tolerance_days integer,
  late_tolerance_days integer,
  min_shelf_life_days integer,
  inspection_days integer,
  allocation_tier integer,
  subject_version integer NOT NULL,
  draft_id platform.code NOT NULL,
  note text,
  is_dropped boolean,
  published_on date,
  CONSTRAINT package_draft_pkey PRIMARY KEY (tenant_id, draft_id),
  CONSTRAINT package_draft_tenant_id_segment_id_fkey FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment(tenant_id, segment_id),
  CONSTRAINT service_package_allocation_tier_check CHECK ((allocation_tier >= 1)),
  CONSTRAINT service_package_cancel_cutoff_check CHECK ((cancel_cutoff >= 0)),
  CONSTRAINT service_package_change_cutoff_check CHECK ((change_cutoff >= 0)),
  CONSTRAINT service_package_early_tolerance_days_check CHECK ((early_tolerance_days >= 0)),
  CONSTRAINT service_package_in_stock_percent_check CHECK (((in_stock_percent >= (0)::numeric) AND (in_stock_percent <= (100)::numeric))),
  CONSTRAINT service_package_inspection_days_check CHECK ((inspection_days >= 0)),
  CONSTRAINT service_package_late_tolerance_days_check CHECK ((late_tolerance_days >= 0)),
  CONSTRAINT service_package_lead_time_days_check CHECK ((lead_time_days >= 0)),
  CONSTRAINT service_package_max_parts_check CHECK ((max_parts >= 1)),
  CONSTRAINT service_package_min_part_percent_check CHECK (((min_part_percent >= (0)::numeric) AND (min_part_percent <= (100)::numeric))),
  CONSTRAINT service_package_min_shelf_life_days_check CHECK ((min_shelf_life_days >= 0)),
  CONSTRAINT service_package_minimum_order_minor_check CHECK ((minimum_order_minor > 0)),
  CONSTRAINT service_package_minimum_quantity_check CHECK ((minimum_quantity > (0)::numeric)),
  CONSTRAINT service_package_promise_quantile_check CHECK (((promise_quantile >= 0.5) AND (promise_quantile <= 0.999)))
);
ALTER TABLE policies.package_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.package_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.package_draft USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.package_draft TO sevenfold_app;

CREATE TABLE policies.package_review (
  tenant_id uuid NOT NULL,
  review_id platform.code NOT NULL,
  package_id platform.code,
  reviewed_on date NOT NULL,
  outcome text NOT NULL,
  note text NOT NULL,
  next_on date NOT NULL,
  subject_version integer NOT NULL,
  segment_id platform.code,
  CONSTRAINT package_review_check CHECK ((next_on > reviewed_on)),
  CONSTRAINT package_review_of_one CHECK ((num_nonnulls(package_id, segment_id) = 1)),
  CONSTRAINT package_review_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'to_change'::text]))),
  CONSTRAINT package_review_pkey PRIMARY KEY (tenant_id, review_id),
  CONSTRAINT package_review_segment FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment(tenant_id, segment_id),
  CONSTRAINT package_review_tenant_id_package_id_fkey FOREIGN KEY (tenant_id, package_id) REFERENCES policies.service_package(tenant_id, package_id)
);
ALTER TABLE policies.package_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.package_review FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.package_review USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.package_review TO sevenfold_app;
CREATE INDEX package_review_of ON policies.package_review USING btree (tenant_id, package_id, reviewed_on);

CREATE TABLE policies.requirement (
  tenant_id uuid NOT NULL,
  requirement_id platform.code NOT NULL,
  customer_id platform.code,
  location_id platform.code,
  product_id platform.code,
  kind text NOT NULL,
  need text,
  text text NOT NULL,
  openings text,
  contact_id platform.code,
  least_celsius numeric(5,1),
  most_celsius numeric(5,1),
  steps text[] NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  subject_version integer NOT NULL,
  CONSTRAINT requirement_check CHECK ((most_celsius >= least_celsius)),
  CONSTRAINT requirement_check1 CHECK ((valid_to >= valid_from)),
  CONSTRAINT requirement_check2 CHECK ((num_nonnulls(customer_id, location_id, product_id) > 0)),
  CONSTRAINT requirement_pkey PRIMARY KEY (tenant_id, requirement_id)
);
ALTER TABLE policies.requirement ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.requirement FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.requirement USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.requirement TO sevenfold_app;
CREATE INDEX requirement_customer ON policies.requirement USING btree (tenant_id, customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX requirement_location ON policies.requirement USING btree (tenant_id, location_id) WHERE (location_id IS NOT NULL);
CREATE INDEX requirement_product ON policies.requirement USING btree (tenant_id, product_id) WHERE (product_id IS NOT NULL);

CREATE TABLE policies.segment (
  tenant_id uuid NOT NULL,
  segment_id platform.code NOT NULL,
  name text NOT NULL,
  description text,
  definition_id platform.code,
  subject_version integer NOT NULL,
  CONSTRAINT segment_pkey PRIMARY KEY (tenant_id, segment_id)
);
ALTER TABLE policies.segment ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.segment FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.segment USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.segment TO sevenfold_app;

CREATE TABLE policies.segment_clause (
  tenant_id uuid NOT NULL,
  rule_id platform.code NOT NULL,
  clause_number integer NOT NULL,
  fact text NOT NULL,
  comparison text,
  amount numeric(18,6),
  choices text[],
  element_id platform.code,
  CONSTRAINT segment_clause_comparison_check CHECK ((comparison = ANY (ARRAY['at_least'::text, 'at_most'::text]))),
  CONSTRAINT segment_clause_pkey PRIMARY KEY (tenant_id, rule_id, clause_number),
  CONSTRAINT segment_clause_tenant_id_rule_id_fkey FOREIGN KEY (tenant_id, rule_id) REFERENCES policies.segment_rule(tenant_id, rule_id)
);
ALTER TABLE policies.segment_clause ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.segment_clause FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.segment_clause USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.segment_clause TO sevenfold_app;

CREATE TABLE policies.segment_move (
  tenant_id uuid NOT NULL,
  move_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  from_segment platform.code,
  to_segment platform.code,
  moved_on date NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  rule_id platform.code,
  decided_by text NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT segment_move_pkey PRIMARY KEY (tenant_id, move_id),
  CONSTRAINT segment_move_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'done'::text, 'withdrawn'::text])))
);
ALTER TABLE policies.segment_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.segment_move FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.segment_move USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.segment_move TO sevenfold_app;
CREATE INDEX segment_move_done ON policies.segment_move USING btree (tenant_id, customer_id, moved_on) WHERE (state = 'done'::text);
CREATE UNIQUE INDEX segment_move_planned ON policies.segment_move USING btree (tenant_id, customer_id) WHERE (state = 'planned'::text);

CREATE TABLE policies.segment_rule (
  tenant_id uuid NOT NULL,
  rule_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  valid_from date NOT NULL,
  priority integer NOT NULL,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT segment_rule_pkey PRIMARY KEY (tenant_id, rule_id),
  CONSTRAINT segment_rule_priority_check CHECK ((priority >= 1)),
  CONSTRAINT segment_rule_tenant_id_segment_id_fkey FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment(tenant_id, segment_id),
  CONSTRAINT segment_rule_tenant_id_segment_id_valid_from_key UNIQUE (tenant_id, segment_id, valid_from)
);
ALTER TABLE policies.segment_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.segment_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.segment_rule USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.segment_rule TO sevenfold_app;

CREATE TABLE policies.service_floor (
  tenant_id uuid NOT NULL,
  floor_id platform.code NOT NULL,
  segment_id platform.code,
  element text NOT NULL,
  level numeric(9,3) NOT NULL,
  valid_from date NOT NULL,
  reason text NOT NULL,
  approved_by text,
  notice_on date,
  subject_version integer NOT NULL,
  CONSTRAINT service_floor_level_check CHECK ((level >= (0)::numeric)),
  CONSTRAINT service_floor_pkey PRIMARY KEY (tenant_id, floor_id),
  CONSTRAINT service_floor_tenant_id_segment_id_element_valid_from_key UNIQUE NULLS NOT DISTINCT (tenant_id, segment_id, element, valid_from)
);
ALTER TABLE policies.service_floor ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.service_floor FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.service_floor USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.service_floor TO sevenfold_app;

CREATE TABLE policies.service_package (
  tenant_id uuid NOT NULL,
  package_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  name text NOT NULL,
  valid_from date NOT NULL,
  is_contracted boolean,
  promise_quantile numeric(4,3),
  lead_time_days integer,
  in_stock_percent numeric(6,3),
  order_unit text,
  minimum_quantity numeric(15,3),
  minimum_order_minor bigint,
  minimum_currency character(3),
  delivery_days text[],
  channels text[],
  change_cutoff integer,
  change_cutoff_unit text,
  cancel_cutoff integer,
  cancel_cutoff_unit text,
  supply_states text[],
  ship_complete boolean,
  max_parts integer,
  min_part_percent numeric(6,3),
  freight_rule text,
  early_tolerance_days integer,
  late_tolerance_days integer,
  min_shelf_life_days integer,
  inspection_days integer,
  allocation_tier integer,
  subject_version integer NOT NULL,
  CONSTRAINT service_package_allocation_tier_check CHECK ((allocation_tier >= 1)),
  CONSTRAINT service_package_cancel_cutoff_check CHECK ((cancel_cutoff >= 0)),
  CONSTRAINT service_package_change_cutoff_check CHECK ((change_cutoff >= 0)),
  CONSTRAINT service_package_early_tolerance_days_check CHECK ((early_tolerance_days >= 0)),
  CONSTRAINT service_package_in_stock_percent_check CHECK (((in_stock_percent >= (0)::numeric) AND (in_stock_percent <= (100)::numeric))),
  CONSTRAINT service_package_inspection_days_check CHECK ((inspection_days >= 0)),
  CONSTRAINT service_package_late_tolerance_days_check CHECK ((late_tolerance_days >= 0)),
  CONSTRAINT service_package_lead_time_days_check CHECK ((lead_time_days >= 0)),
  CONSTRAINT service_package_max_parts_check CHECK ((max_parts >= 1)),
  CONSTRAINT service_package_min_part_percent_check CHECK (((min_part_percent >= (0)::numeric) AND (min_part_percent <= (100)::numeric))),
  CONSTRAINT service_package_min_shelf_life_days_check CHECK ((min_shelf_life_days >= 0)),
  CONSTRAINT service_package_minimum_order_minor_check CHECK ((minimum_order_minor > 0)),
  CONSTRAINT service_package_minimum_quantity_check CHECK ((minimum_quantity > (0)::numeric)),
  CONSTRAINT service_package_pkey PRIMARY KEY (tenant_id, package_id),
  CONSTRAINT service_package_promise_quantile_check CHECK (((promise_quantile >= 0.5) AND (promise_quantile <= 0.999))),
  CONSTRAINT service_package_tenant_id_segment_id_fkey FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment(tenant_id, segment_id),
  CONSTRAINT service_package_tenant_id_segment_id_valid_from_key UNIQUE (tenant_id, segment_id, valid_from)
);
ALTER TABLE policies.service_package ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.service_package FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.service_package USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.service_package TO sevenfold_app;

CREATE TABLE policies.service_price (
  tenant_id uuid NOT NULL,
  service_id platform.code NOT NULL,
  currency character(3) NOT NULL,
  valid_from date NOT NULL,
  unit_price numeric(18,6) NOT NULL,
  CONSTRAINT service_price_pkey PRIMARY KEY (tenant_id, service_id, currency, valid_from),
  CONSTRAINT service_price_tenant_id_service_id_fkey FOREIGN KEY (tenant_id, service_id) REFERENCES policies.added_service(tenant_id, service_id),
  CONSTRAINT service_price_unit_price_check CHECK ((unit_price >= (0)::numeric))
);
ALTER TABLE policies.service_price ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.service_price FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.service_price USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.service_price TO sevenfold_app;

CREATE TABLE policies.standard (
  tenant_id uuid NOT NULL,
  segment_id platform.code NOT NULL,
  element text NOT NULL,
  valid_from date NOT NULL,
  target numeric(12,3) NOT NULL,
  target_unit text NOT NULL,
  owner text,
  required_documents text[],
  advance_notice_hours integer,
  tracking_age_hours integer,
  tells_exceptions boolean,
  CONSTRAINT standard_advance_notice_hours_check CHECK ((advance_notice_hours >= 0)),
  CONSTRAINT standard_check CHECK (((element = 'information'::text) OR (num_nonnulls(required_documents, advance_notice_hours, tracking_age_hours, tells_exceptions) = 0))),
  CONSTRAINT standard_pkey PRIMARY KEY (tenant_id, segment_id, element, valid_from),
  CONSTRAINT standard_tenant_id_segment_id_fkey FOREIGN KEY (tenant_id, segment_id) REFERENCES policies.segment(tenant_id, segment_id),
  CONSTRAINT standard_tracking_age_hours_check CHECK ((tracking_age_hours > 0))
);
ALTER TABLE policies.standard ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.standard FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.standard USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.standard TO sevenfold_app;

CREATE TABLE policies.substitution (
  tenant_id uuid NOT NULL,
  substitution_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  substitute_id platform.code NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint NOT NULL,
  direction text NOT NULL,
  consent text NOT NULL,
  price_rule text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  subject_version integer NOT NULL,
  CONSTRAINT substitution_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT substitution_check1 CHECK (((product_id)::text <> (substitute_id)::text)),
  CONSTRAINT substitution_denominator_check CHECK ((denominator > 0)),
  CONSTRAINT substitution_numerator_check CHECK ((numerator > 0)),
  CONSTRAINT substitution_pkey PRIMARY KEY (tenant_id, substitution_id)
);
ALTER TABLE policies.substitution ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.substitution FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.substitution USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.substitution TO sevenfold_app;
CREATE INDEX substitution_product ON policies.substitution USING btree (tenant_id, product_id);
CREATE INDEX substitution_substitute ON policies.substitution USING btree (tenant_id, substitute_id);

CREATE TABLE policies.substitution_consent (
  tenant_id uuid NOT NULL,
  substitution_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  consent text NOT NULL,
  CONSTRAINT substitution_consent_pkey PRIMARY KEY (tenant_id, substitution_id, customer_id),
  CONSTRAINT substitution_consent_tenant_id_substitution_id_fkey FOREIGN KEY (tenant_id, substitution_id) REFERENCES policies.substitution(tenant_id, substitution_id)
);
ALTER TABLE policies.substitution_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies.substitution_consent FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON policies.substitution_consent USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON policies.substitution_consent TO sevenfold_app;

CREATE TABLE prices.agreement (
  tenant_id uuid NOT NULL,
  agreement_id platform.code NOT NULL,
  name text NOT NULL,
  customer_id platform.code,
  segment_id platform.code,
  list_id platform.code NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  discount_percent numeric(6,3),
  payment_days integer,
  terms text,
  tax_treatment text,
  subject_version integer NOT NULL,
  CONSTRAINT agreement_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT agreement_check1 CHECK (((customer_id IS NULL) OR (segment_id IS NULL))),
  CONSTRAINT agreement_discount_percent_check CHECK (((discount_percent >= (0)::numeric) AND (discount_percent <= (100)::numeric))),
  CONSTRAINT agreement_payment_days_check CHECK ((payment_days >= 0)),
  CONSTRAINT agreement_pkey PRIMARY KEY (tenant_id, agreement_id),
  CONSTRAINT agreement_tenant_id_list_id_fkey FOREIGN KEY (tenant_id, list_id) REFERENCES prices.price_list(tenant_id, list_id)
);
ALTER TABLE prices.agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.agreement FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.agreement USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.agreement TO sevenfold_app;
CREATE INDEX agreement_party ON prices.agreement USING btree (tenant_id, customer_id, segment_id);

CREATE TABLE prices.charge (
  tenant_id uuid NOT NULL,
  charge_id platform.code NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  agreement_id platform.code,
  currency character(3) NOT NULL,
  basis text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  subject_version integer NOT NULL,
  CONSTRAINT charge_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT charge_pkey PRIMARY KEY (tenant_id, charge_id)
);
ALTER TABLE prices.charge ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.charge FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.charge USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.charge TO sevenfold_app;

CREATE TABLE prices.charge_rate (
  tenant_id uuid NOT NULL,
  charge_id platform.code NOT NULL,
  zone platform.code NOT NULL,
  from_amount numeric(18,6) NOT NULL,
  fixed numeric(18,6) NOT NULL,
  percent numeric(6,3) NOT NULL,
  per_kilogram numeric(18,6) NOT NULL,
  CONSTRAINT charge_rate_fixed_check CHECK ((fixed >= (0)::numeric)),
  CONSTRAINT charge_rate_from_amount_check CHECK ((from_amount >= (0)::numeric)),
  CONSTRAINT charge_rate_per_kilogram_check CHECK ((per_kilogram >= (0)::numeric)),
  CONSTRAINT charge_rate_percent_check CHECK ((percent >= (0)::numeric)),
  CONSTRAINT charge_rate_pkey PRIMARY KEY (tenant_id, charge_id, zone, from_amount),
  CONSTRAINT charge_rate_tenant_id_charge_id_fkey FOREIGN KEY (tenant_id, charge_id) REFERENCES prices.charge(tenant_id, charge_id)
);
ALTER TABLE prices.charge_rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.charge_rate FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.charge_rate USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.charge_rate TO sevenfold_app;

CREATE TABLE prices.competitor_price (
  tenant_id uuid NOT NULL,
  sighting_id platform.code NOT NULL,
  competitor text NOT NULL,
  product_id platform.code,
  service_id platform.code,
  unit_price numeric(18,6) NOT NULL,
  currency character(3) NOT NULL,
  seen_on date NOT NULL,
  evidence text NOT NULL,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT competitor_price_check CHECK ((num_nonnulls(product_id, service_id) = 1)),
  CONSTRAINT competitor_price_pkey PRIMARY KEY (tenant_id, sighting_id),
  CONSTRAINT competitor_price_unit_price_check CHECK ((unit_price >= (0)::numeric))
);
ALTER TABLE prices.competitor_price ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.competitor_price FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.competitor_price USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.competitor_price TO sevenfold_app;
CREATE INDEX competitor_price_product ON prices.competitor_price USING btree (tenant_id, product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX competitor_price_service ON prices.competitor_price USING btree (tenant_id, service_id) WHERE (service_id IS NOT NULL);

CREATE TABLE prices.listed_product (
  tenant_id uuid NOT NULL,
  listed_id platform.code NOT NULL,
  list_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT listed_product_pkey PRIMARY KEY (tenant_id, listed_id),
  CONSTRAINT listed_product_tenant_id_list_id_fkey FOREIGN KEY (tenant_id, list_id) REFERENCES prices.price_list(tenant_id, list_id)
);
ALTER TABLE prices.listed_product ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.listed_product FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.listed_product USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.listed_product TO sevenfold_app;
CREATE INDEX listed_product_product ON prices.listed_product USING btree (tenant_id, product_id, list_id);

CREATE TABLE prices.price (
  tenant_id uuid NOT NULL,
  listed_id platform.code NOT NULL,
  from_quantity numeric(15,3) NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  unit_price numeric(18,6) NOT NULL,
  unit text,
  CONSTRAINT price_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT price_from_quantity_check CHECK ((from_quantity >= (0)::numeric)),
  CONSTRAINT price_pkey PRIMARY KEY (tenant_id, listed_id, from_quantity, valid_from),
  CONSTRAINT price_tenant_id_listed_id_fkey FOREIGN KEY (tenant_id, listed_id) REFERENCES prices.listed_product(tenant_id, listed_id),
  CONSTRAINT price_unit_price_check CHECK ((unit_price >= (0)::numeric))
);
ALTER TABLE prices.price ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.price FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.price USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.price TO sevenfold_app;

CREATE TABLE prices.price_list (
  tenant_id uuid NOT NULL,
  list_id platform.code NOT NULL,
  name text NOT NULL,
  currency character(3) NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT price_list_pkey PRIMARY KEY (tenant_id, list_id)
);
ALTER TABLE prices.price_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.price_list FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.price_list USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.price_list TO sevenfold_app;

CREATE TABLE prices.product_tax (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  tax_class platform.code NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT product_tax_pkey PRIMARY KEY (tenant_id, product_id)
);
ALTER TABLE prices.product_tax ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.product_tax FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.product_tax USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.product_tax TO sevenfold_app;

CREATE TABLE prices.tax_rate (
  tenant_id uuid NOT NULL,
  tax_id platform.code NOT NULL,
  country character(2) NOT NULL,
  tax_class platform.code NOT NULL,
  valid_from date NOT NULL,
  percent numeric(6,3) NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT tax_rate_percent_check CHECK (((percent >= (0)::numeric) AND (percent <= (100)::numeric))),
  CONSTRAINT tax_rate_pkey PRIMARY KEY (tenant_id, tax_id),
  CONSTRAINT tax_rate_tenant_id_country_tax_class_valid_from_key UNIQUE (tenant_id, country, tax_class, valid_from)
);
ALTER TABLE prices.tax_rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices.tax_rate FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON prices.tax_rate USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON prices.tax_rate TO sevenfold_app;

CREATE TABLE problems.disruption (
  tenant_id uuid NOT NULL,
  disruption_id platform.code NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  supplier_id platform.code,
  carrier_id platform.code,
  site_id platform.code,
  country character(2),
  postal_prefix text,
  first_day date NOT NULL,
  last_day date NOT NULL,
  effect text NOT NULL,
  delay_days integer,
  alternative_site_id platform.code,
  alternative_carrier_id platform.code,
  state text DEFAULT 'open'::text NOT NULL,
  note text,
  subject_version integer NOT NULL,
  CONSTRAINT disruption_check CHECK ((last_day >= first_day)),
  CONSTRAINT disruption_check1 CHECK ((num_nonnulls(supplier_id, carrier_id, site_id, country) = 1)),
  CONSTRAINT disruption_check2 CHECK (((effect = 'delayed'::text) = (delay_days IS NOT NULL))),
  CONSTRAINT disruption_delay_days_check CHECK ((delay_days > 0)),
  CONSTRAINT disruption_effect_check CHECK ((effect = ANY (ARRAY['stopped'::text, 'delayed'::text]))),
  CONSTRAINT disruption_pkey PRIMARY KEY (tenant_id, disruption_id)
);
ALTER TABLE problems.disruption ENABLE ROW LEVEL SECURITY;
ALTER TABLE problems.disruption FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON problems.disruption USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON problems.disruption TO sevenfold_app;
CREATE INDEX disruption_open ON problems.disruption USING btree (tenant_id, last_day) WHERE (state = 'open'::text);

CREATE TABLE processes.arrow (
  tenant_id uuid NOT NULL,
  process_id platform.code NOT NULL,
  arrow_id platform.code NOT NULL,
  from_step platform.code NOT NULL,
  to_step platform.code NOT NULL,
  label text,
  standard_hours numeric(9,2),
  target_share numeric(6,5),
  seen_through text,
  CONSTRAINT arrow_pkey PRIMARY KEY (tenant_id, process_id, arrow_id),
  CONSTRAINT arrow_tenant_id_process_id_fkey FOREIGN KEY (tenant_id, process_id) REFERENCES processes.process(tenant_id, process_id)
);
ALTER TABLE processes.arrow ENABLE ROW LEVEL SECURITY;
ALTER TABLE processes.arrow FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON processes.arrow USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON processes.arrow TO sevenfold_app;

CREATE TABLE processes.lane (
  tenant_id uuid NOT NULL,
  process_id platform.code NOT NULL,
  lane_id platform.code NOT NULL,
  lane_number integer NOT NULL,
  department text NOT NULL,
  name text,
  CONSTRAINT lane_pkey PRIMARY KEY (tenant_id, process_id, lane_id),
  CONSTRAINT lane_tenant_id_process_id_fkey FOREIGN KEY (tenant_id, process_id) REFERENCES processes.process(tenant_id, process_id)
);
ALTER TABLE processes.lane ENABLE ROW LEVEL SECURITY;
ALTER TABLE processes.lane FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON processes.lane USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON processes.lane TO sevenfold_app;

CREATE TABLE processes.process (
  tenant_id uuid NOT NULL,
  process_id platform.code NOT NULL,
  name text NOT NULL,
  valid_from date NOT NULL,
  note text,
  kept_bpmn jsonb,
  subject_version integer NOT NULL,
  CONSTRAINT process_pkey PRIMARY KEY (tenant_id, process_id)
);
ALTER TABLE processes.process ENABLE ROW LEVEL SECURITY;
ALTER TABLE processes.process FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON processes.process USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON processes.process TO sevenfold_app;
CREATE UNIQUE INDEX process_day ON processes.process USING btree (tenant_id, valid_from);

CREATE TABLE processes.step (
  tenant_id uuid NOT NULL,
  process_id platform.code NOT NULL,
  step_id platform.code NOT NULL,
  kind text NOT NULL,
  lane_id platform.code,
  name text,
  owner text,
  activities jsonb NOT NULL,
  measure text,
  target_share numeric(6,5),
  floor_share numeric(6,5),
  note text,
  bpmn_type text,
  CONSTRAINT step_pkey PRIMARY KEY (tenant_id, process_id, step_id),
  CONSTRAINT step_tenant_id_process_id_fkey FOREIGN KEY (tenant_id, process_id) REFERENCES processes.process(tenant_id, process_id)
);
ALTER TABLE processes.step ENABLE ROW LEVEL SECURITY;
ALTER TABLE processes.step FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON processes.step USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON processes.step TO sevenfold_app;

CREATE TABLE products.pack (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  unit text NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint DEFAULT 1 NOT NULL,
  CONSTRAINT pack_denominator_check CHECK ((denominator > 0)),
  CONSTRAINT pack_numerator_check CHECK ((numerator > 0)),
  CONSTRAINT pack_pkey PRIMARY KEY (tenant_id, product_id, unit),
  CONSTRAINT pack_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES products.product(tenant_id, product_id)
);
ALTER TABLE products.pack ENABLE ROW LEVEL SECURITY;
ALTER TABLE products.pack FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON products.pack USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON products.pack TO sevenfold_app;

CREATE TABLE products.product (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  name text NOT NULL,
  product_group text,
  unit text NOT NULL,
  gtin platform.code,
  weight_grams bigint,
  subject_version integer NOT NULL,
  CONSTRAINT product_pkey PRIMARY KEY (tenant_id, product_id)
);
ALTER TABLE products.product ENABLE ROW LEVEL SECURITY;
ALTER TABLE products.product FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON products.product USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON products.product TO sevenfold_app;
CREATE INDEX product_group ON products.product USING btree (tenant_id, product_group);

CREATE TABLE promises.promise (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  version integer NOT NULL,
  from_date date,
  to_date date NOT NULL,
  from_at timestamp with time zone,
  to_at timestamp with time zone,
  quantity numeric(15,3) NOT NULL,
  promised_on date,
  promised_at timestamp with time zone,
  cause text NOT NULL,
  reason text,
  actor text NOT NULL,
  subject_version integer NOT NULL,
  site_id platform.code,
  lane_id platform.code,
  carrier_id platform.code,
  service platform.code,
  product_id platform.code,
  need_on date,
  departs_on date,
  chance numeric(5,4),
  quote_id platform.code,
  offer_number integer,
  CONSTRAINT promise_pkey PRIMARY KEY (tenant_id, order_id, line_number, version)
);
ALTER TABLE promises.promise ENABLE ROW LEVEL SECURITY;
ALTER TABLE promises.promise FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON promises.promise USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON promises.promise TO sevenfold_app;

CREATE TABLE promises.quote (
  tenant_id uuid NOT NULL,
  quote_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  location_id platform.code,
  order_id platform.code,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  wish jsonb NOT NULL,
  offers jsonb NOT NULL,
  basis jsonb NOT NULL,
  supply_states text[] NOT NULL,
  kept_percent numeric(6,3) DEFAULT 0 NOT NULL,
  state text DEFAULT 'open'::text NOT NULL,
  taken_offer integer,
  taken_order_id platform.code,
  actor text NOT NULL,
  subject_version integer DEFAULT 0 NOT NULL,
  concessions jsonb DEFAULT '[]'::jsonb NOT NULL,
  CONSTRAINT quote_pkey PRIMARY KEY (tenant_id, quote_id)
);
ALTER TABLE promises.quote ENABLE ROW LEVEL SECURITY;
ALTER TABLE promises.quote FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON promises.quote USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON promises.quote TO sevenfold_app;
CREATE INDEX quote_customer ON promises.quote USING btree (tenant_id, customer_id, made_at DESC);
CREATE INDEX quote_recent ON promises.quote USING btree (tenant_id, made_at DESC);

CREATE TABLE public.sevenfold_migration (
  name text NOT NULL,
  digest text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT sevenfold_migration_pkey PRIMARY KEY (name)
);

CREATE TABLE shipments.document (
  tenant_id uuid NOT NULL,
  document_id platform.code NOT NULL,
  document_kind text NOT NULL,
  shipment_id platform.code,
  order_id platform.code,
  sent_on date NOT NULL,
  sent_at timestamp with time zone,
  is_correct boolean,
  error text,
  subject_version integer NOT NULL,
  CONSTRAINT document_check CHECK ((num_nonnulls(shipment_id, order_id) > 0)),
  CONSTRAINT document_pkey PRIMARY KEY (tenant_id, document_id)
);
ALTER TABLE shipments.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE shipments.document FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON shipments.document USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON shipments.document TO sevenfold_app;
CREATE INDEX document_order ON shipments.document USING btree (tenant_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX document_shipment ON shipments.document USING btree (tenant_id, shipment_id) WHERE (shipment_id IS NOT NULL);

CREATE TABLE shipments.shipment (
  tenant_id uuid NOT NULL,
  shipment_id platform.code NOT NULL,
  carrier_id platform.code,
  service platform.code,
  mode text,
  tracking_number platform.code,
  from_location_id platform.code,
  to_location_id platform.code,
  shipped_on date,
  shipped_at timestamp with time zone,
  subject_version integer NOT NULL,
  CONSTRAINT shipment_pkey PRIMARY KEY (tenant_id, shipment_id)
);
ALTER TABLE shipments.shipment ENABLE ROW LEVEL SECURITY;
ALTER TABLE shipments.shipment FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON shipments.shipment USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON shipments.shipment TO sevenfold_app;
CREATE INDEX shipment_tracking_number ON shipments.shipment USING btree (tenant_id, tracking_number) WHERE (tracking_number IS NOT NULL);

CREATE TABLE shipments.shipment_line (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  shipment_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL,
  CONSTRAINT shipment_line_pkey PRIMARY KEY (tenant_id, order_id, line_number, shipment_id),
  CONSTRAINT shipment_line_quantity_check CHECK ((quantity > (0)::numeric)),
  CONSTRAINT shipment_line_tenant_id_shipment_id_fkey FOREIGN KEY (tenant_id, shipment_id) REFERENCES shipments.shipment(tenant_id, shipment_id)
);
ALTER TABLE shipments.shipment_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE shipments.shipment_line FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON shipments.shipment_line USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON shipments.shipment_line TO sevenfold_app;
CREATE INDEX shipment_line_shipment ON shipments.shipment_line USING btree (tenant_id, shipment_id);

CREATE TABLE tracking.connection (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  name text NOT NULL,
  carrier_id platform.code,
  auth text NOT NULL,
  zone text,
  mapping jsonb,
  is_active boolean DEFAULT true NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT connection_auth_check CHECK ((auth = ANY (ARRAY['signature'::text, 'token'::text]))),
  CONSTRAINT connection_pkey PRIMARY KEY (tenant_id, connection_id)
);
ALTER TABLE tracking.connection ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.connection FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.connection USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.connection TO sevenfold_app;

CREATE TABLE tracking.connection_secret (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  address uuid NOT NULL,
  sealed text,
  token_hash text,
  made_at timestamp with time zone NOT NULL,
  older_sealed text,
  older_token_hash text,
  older_until timestamp with time zone,
  CONSTRAINT connection_secret_pkey PRIMARY KEY (tenant_id, connection_id),
  CONSTRAINT connection_secret_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES tracking.connection(tenant_id, connection_id)
);
ALTER TABLE tracking.connection_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.connection_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.connection_secret USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.connection_secret TO sevenfold_app;
CREATE INDEX connection_secret_address ON tracking.connection_secret USING btree (address);

CREATE TABLE tracking.link (
  tenant_id uuid NOT NULL,
  link_id platform.code NOT NULL,
  shipment_id platform.code NOT NULL,
  made_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  subject_version integer NOT NULL,
  CONSTRAINT link_pkey PRIMARY KEY (tenant_id, link_id)
);
ALTER TABLE tracking.link ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.link FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.link USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.link TO sevenfold_app;
CREATE UNIQUE INDEX link_shipment ON tracking.link USING btree (tenant_id, shipment_id) WHERE (revoked_at IS NULL);

CREATE TABLE tracking.link_day (
  tenant_id uuid NOT NULL,
  link_id platform.code NOT NULL,
  day date NOT NULL,
  opened integer DEFAULT 0 NOT NULL,
  wrong integer DEFAULT 0 NOT NULL,
  CONSTRAINT link_day_pkey PRIMARY KEY (tenant_id, link_id, day),
  CONSTRAINT link_day_tenant_id_link_id_fkey FOREIGN KEY (tenant_id, link_id) REFERENCES tracking.link(tenant_id, link_id)
);
ALTER TABLE tracking.link_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.link_day FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.link_day USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.link_day TO sevenfold_app;

CREATE TABLE tracking.message (
  tenant_id uuid NOT NULL,
  message_id platform.code NOT NULL,
  channel text NOT NULL,
  source platform.code NOT NULL,
  message_key text NOT NULL,
  received_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  events integer NOT NULL,
  added integer NOT NULL,
  known integer NOT NULL,
  unmatched integer NOT NULL,
  unmapped integer NOT NULL,
  problems jsonb DEFAULT '[]'::jsonb NOT NULL,
  content text,
  answer text,
  subject_version integer NOT NULL,
  CONSTRAINT message_pkey PRIMARY KEY (tenant_id, message_id)
);
ALTER TABLE tracking.message ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.message FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.message USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.message TO sevenfold_app;
CREATE UNIQUE INDEX message_once ON tracking.message USING btree (tenant_id, source, message_key) WHERE (state <> 'refused'::text);
CREATE INDEX message_received ON tracking.message USING btree (tenant_id, received_at DESC, message_id);

CREATE TABLE tracking.observation (
  tenant_id uuid NOT NULL,
  shipment_id platform.code NOT NULL,
  source platform.code NOT NULL,
  source_event_id platform.code NOT NULL,
  milestone text NOT NULL,
  lifecycle text NOT NULL,
  occurred_on date NOT NULL,
  occurred_at timestamp with time zone,
  received_at timestamp with time zone NOT NULL,
  location_id platform.code,
  latitude double precision,
  longitude double precision,
  reason text,
  retracts platform.code,
  subject_version integer NOT NULL,
  code text,
  zone text,
  place text,
  closes_flag boolean,
  message_id platform.code,
  CONSTRAINT observation_pkey PRIMARY KEY (tenant_id, shipment_id, source, source_event_id)
);
ALTER TABLE tracking.observation ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.observation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.observation USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT INSERT, SELECT ON tracking.observation TO sevenfold_app;

CREATE TABLE tracking.polled (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  shipment_id platform.code NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  etag text,
  last_modified text,
  CONSTRAINT polled_pkey PRIMARY KEY (tenant_id, connection_id, shipment_id),
  CONSTRAINT polled_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES tracking.polling(tenant_id, connection_id)
);
ALTER TABLE tracking.polled ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.polled FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.polled USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.polled TO sevenfold_app;

CREATE TABLE tracking.polling (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  url text NOT NULL,
  header_name text,
  every_minutes integer NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT polling_every_minutes_check CHECK (((every_minutes >= 5) AND (every_minutes <= 1440))),
  CONSTRAINT polling_pkey PRIMARY KEY (tenant_id, connection_id),
  CONSTRAINT polling_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES tracking.connection(tenant_id, connection_id)
);
ALTER TABLE tracking.polling ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.polling FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.polling USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.polling TO sevenfold_app;

CREATE TABLE tracking.polling_state (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  sealed text,
  next_try_at timestamp with time zone,
  held_until timestamp with time zone,
  failures integer DEFAULT 0 NOT NULL,
  last_ok_at timestamp with time zone,
  last_error text,
  last_error_at timestamp with time zone,
  CONSTRAINT polling_state_pkey PRIMARY KEY (tenant_id, connection_id),
  CONSTRAINT polling_state_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES tracking.polling(tenant_id, connection_id)
);
ALTER TABLE tracking.polling_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.polling_state FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.polling_state USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.polling_state TO sevenfold_app;

CREATE TABLE tracking.told_event (
  tenant_id uuid NOT NULL,
  source platform.code NOT NULL,
  event_key platform.code NOT NULL,
  message_id platform.code NOT NULL,
  received_at timestamp with time zone NOT NULL,
  told jsonb NOT NULL,
  raw jsonb,
  is_matched boolean NOT NULL,
  CONSTRAINT told_event_pkey PRIMARY KEY (tenant_id, source, event_key)
);
ALTER TABLE tracking.told_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE tracking.told_event FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tracking.told_event USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON tracking.told_event TO sevenfold_app;
CREATE INDEX told_event_message ON tracking.told_event USING btree (tenant_id, message_id);
CREATE INDEX told_event_waiting ON tracking.told_event USING btree (tenant_id, received_at) WHERE (NOT is_matched);

CREATE TABLE vehicles.broker (
  tenant_id uuid NOT NULL,
  broker_id platform.code NOT NULL,
  is_on boolean NOT NULL,
  url text NOT NULL,
  username text,
  topic text NOT NULL,
  are_phones boolean NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT broker_pkey PRIMARY KEY (tenant_id, broker_id)
);
ALTER TABLE vehicles.broker ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.broker FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.broker USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.broker TO sevenfold_app;

CREATE TABLE vehicles.broker_state (
  tenant_id uuid NOT NULL,
  broker_id platform.code NOT NULL,
  sealed text,
  held_by uuid,
  held_until timestamp with time zone,
  changes integer DEFAULT 1 NOT NULL,
  connected_at timestamp with time zone,
  next_try_at timestamp with time zone,
  failures integer DEFAULT 0 NOT NULL,
  last_heard_at timestamp with time zone,
  last_error text,
  last_error_at timestamp with time zone,
  last_refusal text,
  last_refused_device text,
  last_refused_at timestamp with time zone,
  CONSTRAINT broker_state_pkey PRIMARY KEY (tenant_id, broker_id),
  CONSTRAINT broker_state_tenant_id_broker_id_fkey FOREIGN KEY (tenant_id, broker_id) REFERENCES vehicles.broker(tenant_id, broker_id)
);
ALTER TABLE vehicles.broker_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.broker_state FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.broker_state USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.broker_state TO sevenfold_app;

CREATE TABLE vehicles.consent (
  tenant_id uuid NOT NULL,
  consent_id platform.code NOT NULL,
  trip_id platform.code NOT NULL,
  driver_id text NOT NULL,
  given_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  subject_version integer NOT NULL,
  CONSTRAINT consent_check CHECK ((withdrawn_at >= given_at)),
  CONSTRAINT consent_pkey PRIMARY KEY (tenant_id, consent_id)
);
ALTER TABLE vehicles.consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.consent FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.consent USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.consent TO sevenfold_app;
CREATE UNIQUE INDEX consent_in_force ON vehicles.consent USING btree (tenant_id, trip_id, driver_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX consent_trip ON vehicles.consent USING btree (tenant_id, trip_id);

CREATE TABLE vehicles.last_position (
  tenant_id uuid NOT NULL,
  vehicle_id platform.code NOT NULL,
  at timestamp with time zone NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  accuracy_m real,
  speed_kmh real,
  heading real,
  trip_id platform.code,
  received_at timestamp with time zone NOT NULL,
  changes bigint NOT NULL,
  CONSTRAINT last_position_pkey PRIMARY KEY (tenant_id, vehicle_id)
);
ALTER TABLE vehicles.last_position ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.last_position FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.last_position USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.last_position TO sevenfold_app;

CREATE TABLE vehicles."position" (
  tenant_id uuid NOT NULL,
  vehicle_id platform.code NOT NULL,
  at timestamp with time zone NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  accuracy_m real,
  speed_kmh real,
  heading real,
  trip_id platform.code,
  told_by text NOT NULL,
  received_at timestamp with time zone NOT NULL,
  CONSTRAINT position_pkey PRIMARY KEY (tenant_id, vehicle_id, at)
);
ALTER TABLE vehicles."position" ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles."position" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles."position" USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles."position" TO sevenfold_app;
CREATE INDEX position_age ON vehicles."position" USING btree (tenant_id, at);

CREATE TABLE vehicles.setting (
  tenant_id uuid NOT NULL,
  setting_id platform.code NOT NULL,
  retention_days integer NOT NULL,
  geofence_m integer NOT NULL,
  top_speed_kmh integer NOT NULL,
  keeps_outside_trips boolean NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT setting_geofence_m_check CHECK (((geofence_m >= 30) AND (geofence_m <= 2000))),
  CONSTRAINT setting_pkey PRIMARY KEY (tenant_id, setting_id),
  CONSTRAINT setting_retention_days_check CHECK (((retention_days >= 1) AND (retention_days <= 365))),
  CONSTRAINT setting_top_speed_kmh_check CHECK (((top_speed_kmh >= 30) AND (top_speed_kmh <= 300)))
);
ALTER TABLE vehicles.setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.setting FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.setting USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.setting TO sevenfold_app;

CREATE TABLE vehicles.stop (
  tenant_id uuid NOT NULL,
  trip_id platform.code NOT NULL,
  stop_number integer NOT NULL,
  shipment_id platform.code NOT NULL,
  planned_at timestamp with time zone,
  CONSTRAINT stop_pkey PRIMARY KEY (tenant_id, trip_id, stop_number),
  CONSTRAINT stop_tenant_id_trip_id_fkey FOREIGN KEY (tenant_id, trip_id) REFERENCES vehicles.trip(tenant_id, trip_id)
);
ALTER TABLE vehicles.stop ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.stop FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.stop USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.stop TO sevenfold_app;
CREATE UNIQUE INDEX stop_shipment ON vehicles.stop USING btree (tenant_id, shipment_id, trip_id);

CREATE TABLE vehicles.stop_seen (
  tenant_id uuid NOT NULL,
  trip_id platform.code NOT NULL,
  stop_number integer NOT NULL,
  arrived_at timestamp with time zone NOT NULL,
  left_at timestamp with time zone,
  CONSTRAINT stop_seen_pkey PRIMARY KEY (tenant_id, trip_id, stop_number)
);
ALTER TABLE vehicles.stop_seen ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.stop_seen FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.stop_seen USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.stop_seen TO sevenfold_app;
CREATE INDEX stop_seen_recent ON vehicles.stop_seen USING btree (tenant_id, arrived_at);

CREATE TABLE vehicles.trip (
  tenant_id uuid NOT NULL,
  trip_id platform.code NOT NULL,
  vehicle_id platform.code NOT NULL,
  driver_id text,
  day date NOT NULL,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  subject_version integer NOT NULL,
  CONSTRAINT trip_check CHECK ((ended_at >= started_at)),
  CONSTRAINT trip_pkey PRIMARY KEY (tenant_id, trip_id)
);
ALTER TABLE vehicles.trip ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.trip FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.trip USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.trip TO sevenfold_app;
CREATE INDEX trip_day ON vehicles.trip USING btree (tenant_id, day DESC, trip_id);
CREATE INDEX trip_driver ON vehicles.trip USING btree (tenant_id, driver_id, day) WHERE (driver_id IS NOT NULL);
CREATE UNIQUE INDEX trip_under_way ON vehicles.trip USING btree (tenant_id, vehicle_id) WHERE ((started_at IS NOT NULL) AND (ended_at IS NULL));
CREATE INDEX trip_vehicle ON vehicles.trip USING btree (tenant_id, vehicle_id, started_at);

CREATE TABLE vehicles.vehicle (
  tenant_id uuid NOT NULL,
  vehicle_id platform.code NOT NULL,
  name text NOT NULL,
  plate text,
  carrier_id platform.code,
  site_id platform.code,
  driver_id text,
  payload_kg integer,
  volume_m3 numeric(8,2),
  device text,
  is_active boolean NOT NULL,
  subject_version integer NOT NULL,
  CONSTRAINT vehicle_payload_kg_check CHECK ((payload_kg >= 0)),
  CONSTRAINT vehicle_pkey PRIMARY KEY (tenant_id, vehicle_id),
  CONSTRAINT vehicle_volume_m3_check CHECK ((volume_m3 >= (0)::numeric))
);
ALTER TABLE vehicles.vehicle ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicles.vehicle FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON vehicles.vehicle USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON vehicles.vehicle TO sevenfold_app;
CREATE UNIQUE INDEX vehicle_device ON vehicles.vehicle USING btree (tenant_id, device) WHERE (device IS NOT NULL);

CREATE TABLE views.line_verdict (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number integer NOT NULL,
  customer_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  site_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  product_group text NOT NULL,
  lane text NOT NULL,
  carrier_id platform.code NOT NULL,
  currency text NOT NULL,
  definition_id platform.code NOT NULL,
  definition_version integer NOT NULL,
  rule_version smallint NOT NULL,
  date_basis smallint NOT NULL,
  exclusion smallint NOT NULL,
  ordered_milli bigint NOT NULL,
  accepted_milli bigint NOT NULL,
  value_minor bigint,
  requested_due date,
  requested_outcome integer NOT NULL,
  requested_days_late integer,
  requested_units_milli bigint NOT NULL,
  requested_value_minor bigint,
  first_promised_due date,
  first_promised_outcome integer NOT NULL,
  first_promised_days_late integer,
  first_promised_units_milli bigint NOT NULL,
  first_promised_value_minor bigint,
  current_promised_due date,
  current_promised_outcome integer NOT NULL,
  current_promised_days_late integer,
  current_promised_units_milli bigint NOT NULL,
  current_promised_value_minor bigint,
  rights smallint NOT NULL,
  overall smallint NOT NULL,
  is_due boolean NOT NULL,
  is_provisional boolean NOT NULL,
  is_promise_stable boolean,
  is_request_accepted boolean,
  first_cause text,
  causes text,
  reason text,
  charged_to text,
  next_change_at timestamp with time zone,
  order_cycle_seconds bigint,
  customer_wait_seconds bigint,
  order_entry_seconds bigint,
  warehouse_seconds bigint,
  transit_seconds bigint,
  last_mile_seconds bigint,
  order_to_cash_seconds bigint,
  order_entry_business_seconds bigint,
  warehouse_business_seconds bigint,
  transit_business_seconds bigint,
  is_cycle_in_standard boolean,
  rating_count integer NOT NULL,
  rating_sum_ppm bigint NOT NULL,
  CONSTRAINT line_verdict_pkey PRIMARY KEY (tenant_id, order_id, line_number)
);
ALTER TABLE views.line_verdict ENABLE ROW LEVEL SECURITY;
ALTER TABLE views.line_verdict FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON views.line_verdict USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON views.line_verdict TO sevenfold_app;
CREATE INDEX line_verdict_carrier ON views.line_verdict USING btree (tenant_id, carrier_id, first_promised_due);
CREATE INDEX line_verdict_change ON views.line_verdict USING btree (tenant_id, next_change_at) WHERE (next_change_at IS NOT NULL);
CREATE INDEX line_verdict_current_promised ON views.line_verdict USING btree (tenant_id, current_promised_due);
CREATE INDEX line_verdict_customer ON views.line_verdict USING btree (tenant_id, customer_id, first_promised_due);
CREATE INDEX line_verdict_failed ON views.line_verdict USING btree (tenant_id, first_cause, first_promised_due) WHERE (first_cause IS NOT NULL);
CREATE INDEX line_verdict_first_promised ON views.line_verdict USING btree (tenant_id, first_promised_due);
CREATE INDEX line_verdict_product ON views.line_verdict USING btree (tenant_id, product_id, first_promised_due);
CREATE INDEX line_verdict_requested ON views.line_verdict USING btree (tenant_id, requested_due);

CREATE TABLE views.process_built (
  tenant_id uuid NOT NULL,
  built_at timestamp with time zone NOT NULL,
  transaction_id xid8 NOT NULL,
  "position" bigint NOT NULL,
  events integer NOT NULL,
  took_ms integer NOT NULL,
  snapshot pg_snapshot,
  whole_at timestamp with time zone,
  CONSTRAINT process_built_pkey PRIMARY KEY (tenant_id)
);
ALTER TABLE views.process_built ENABLE ROW LEVEL SECURITY;
ALTER TABLE views.process_built FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON views.process_built USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON views.process_built TO sevenfold_app;

CREATE TABLE views.process_case (
  tenant_id uuid NOT NULL,
  seen_through smallint NOT NULL,
  object_id text NOT NULL,
  order_id platform.code,
  segment_id platform.code NOT NULL,
  site_id platform.code NOT NULL,
  began_at timestamp with time zone NOT NULL,
  activities smallint[] NOT NULL,
  seconds integer[] NOT NULL,
  CONSTRAINT process_case_pkey PRIMARY KEY (tenant_id, seen_through, object_id)
);
ALTER TABLE views.process_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE views.process_case FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON views.process_case USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON views.process_case TO sevenfold_app;
CREATE INDEX process_case_began ON views.process_case USING btree (tenant_id, seen_through, began_at);
CREATE INDEX process_case_order ON views.process_case USING btree (tenant_id, order_id);

CREATE TABLE views.rollup (
  tenant_id uuid NOT NULL,
  basis smallint NOT NULL,
  cube smallint NOT NULL,
  member text NOT NULL,
  month date NOT NULL,
  segment_id platform.code NOT NULL,
  site_id platform.code NOT NULL,
  currency text NOT NULL,
  total bytea NOT NULL,
  days bytea NOT NULL,
  CONSTRAINT rollup_pkey PRIMARY KEY (tenant_id, basis, cube, member, month, segment_id, site_id, currency)
);
ALTER TABLE views.rollup ENABLE ROW LEVEL SECURITY;
ALTER TABLE views.rollup FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON views.rollup USING (tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid);
GRANT DELETE, INSERT, SELECT, UPDATE ON views.rollup TO sevenfold_app;
CREATE INDEX rollup_month ON views.rollup USING btree (tenant_id, basis, cube, month);

CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON carriers.calendar_exception FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON carriers.carrier FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON carriers.lane FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON carriers.lane_price FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON carriers.service FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON customers.customer FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON locations.calendar_exception FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON locations.location FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON locations.season FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON planning.lead_time_version FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON policies.added_service FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON policies.allocation_policy FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON policies.allocation_tier FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON policies.entitlement FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON policies.objective FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON policies.service_package FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON policies.service_price FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON prices.agreement FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON prices.charge FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON prices.charge_rate FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON prices.price_list FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
CREATE TRIGGER leave_mark AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON problems.disruption FOR EACH STATEMENT EXECUTE FUNCTION platform.leave_mark();
