-- Ways in which carriers tell us by themselves: how what they send reads, and the secret by which they are known.
CREATE TABLE tracking.connection (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  name text NOT NULL,
  carrier_id platform.code,
  -- signature: signed in the shape of Standard Webhooks; token: a shared token in a header.
  auth text NOT NULL CHECK (auth IN ('signature', 'token')),
  -- The clock of local times at places we do not know.
  zone text,
  -- Where in a payload our fields stand, and what the carrier's codes mean. Null: not mapped yet.
  mapping jsonb,
  is_active boolean NOT NULL DEFAULT true,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, connection_id)
);
SELECT platform.guard('tracking.connection');

CREATE TABLE tracking.connection_secret (
  tenant_id uuid NOT NULL,
  connection_id platform.code NOT NULL,
  -- What stands in the address the carrier calls: names the connection without naming the organization.
  address uuid NOT NULL,
  -- A signature needs the secret itself, so it is sealed under the server's own; of a token the digest is enough.
  sealed text,
  token_hash text,
  made_at timestamptz NOT NULL,
  -- The one before, for as long as the carrier needs to change over.
  older_sealed text,
  older_token_hash text,
  older_until timestamptz,
  PRIMARY KEY (tenant_id, connection_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES tracking.connection
);
-- Made by lot, so never twice; not unique here, since a unique key must not reach across organizations.
CREATE INDEX connection_secret_address ON tracking.connection_secret (address);
SELECT platform.guard('tracking.connection_secret');

-- Asked before any tenant is known.
CREATE FUNCTION tracking.connection_at(wanted uuid) RETURNS TABLE (tenant_id uuid, connection_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.tenant_id, s.connection_id::text FROM tracking.connection_secret s WHERE s.address = wanted
$$;
REVOKE ALL ON FUNCTION tracking.connection_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracking.connection_at TO sevenfold_app;
