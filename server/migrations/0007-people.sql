-- People and organizations. The schema auth belongs to the sign-in library: a person may be in several organizations, so its
-- tables have no tenant; nothing of a tenant's business stands in them.
CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA auth TO sevenfold_app;
CREATE TABLE auth."user" (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL,
  image text,
  -- What the person has chosen; null: the browser's language.
  language text,
  -- The organization that opens first. Null: the first by name.
  home_tenant_id uuid,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE auth.session (
  id text PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL REFERENCES auth."user" ON DELETE CASCADE
);
CREATE INDEX session_of_user ON auth.session ("userId");
CREATE TABLE auth.account (
  id text PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth."user" ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX account_of_user ON auth.account ("userId");
CREATE TABLE auth.verification (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
-- Attempts to sign in, per account and address and per address, both hashed; a success clears them.
CREATE TABLE auth.sign_in_attempt (
  attempt_key text PRIMARY KEY,
  failures int NOT NULL,
  since timestamptz NOT NULL
);
CREATE INDEX sign_in_attempt_age ON auth.sign_in_attempt (since);
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO sevenfold_app;

CREATE SCHEMA people;
GRANT USAGE ON SCHEMA people TO sevenfold_app;

-- An organization is a tenant: its id is the tenant's.
CREATE TABLE people.organization (
  tenant_id uuid NOT NULL,
  organization_id platform.code NOT NULL,
  name text NOT NULL,
  is_sample boolean NOT NULL DEFAULT false,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, organization_id)
);
SELECT platform.guard('people.organization');

CREATE TABLE people.member (
  tenant_id uuid NOT NULL,
  user_id platform.code NOT NULL,
  role text NOT NULL,
  -- The one customer a customer's contact may see; null for the company's own people.
  customer_id platform.code,
  is_removed boolean NOT NULL DEFAULT false,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  CHECK ((role = 'customer_contact') = (customer_id IS NOT NULL))
);
CREATE INDEX member_user ON people.member (user_id);
SELECT platform.guard('people.member');

CREATE TABLE people.invitation (
  tenant_id uuid NOT NULL,
  invitation_id platform.code NOT NULL,
  -- Erased once the invitation is accepted or withdrawn.
  email text,
  role text NOT NULL,
  customer_id platform.code,
  token_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, invitation_id)
);
CREATE INDEX invitation_token ON people.invitation (token_hash);
SELECT platform.guard('people.invitation');

CREATE TABLE people.api_key (
  tenant_id uuid NOT NULL,
  api_key_id platform.code NOT NULL,
  name text NOT NULL,
  key_hash text NOT NULL,
  -- The key's first characters, for telling keys apart.
  hint text NOT NULL,
  permissions jsonb NOT NULL,
  -- Who made it, as a reference.
  created_by text NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  -- To ten minutes; null: never. Not part of what the ledger explains.
  last_used_at timestamptz,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, api_key_id)
);
CREATE INDEX api_key_hash ON people.api_key (key_hash);
SELECT platform.guard('people.api_key');

-- Before anybody is known there is no tenant to set. These functions answer just the questions of signing in, as the owner
-- of the tables; the application's role itself still cannot look past the wall.
CREATE POLICY owner_looks_up ON people.organization FOR SELECT TO SESSION_USER USING (true);
CREATE POLICY owner_looks_up ON people.member FOR SELECT TO SESSION_USER USING (true);
CREATE POLICY owner_looks_up ON people.invitation FOR SELECT TO SESSION_USER USING (true);
CREATE POLICY owner_looks_up ON people.api_key FOR SELECT TO SESSION_USER USING (true);

CREATE FUNCTION people.memberships_of(wanted text)
RETURNS TABLE (tenant_id uuid, organization_name text, role text, customer_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT m.tenant_id, o.name, m.role, m.customer_id::text FROM people.member m
  JOIN people.organization o ON o.tenant_id = m.tenant_id
  WHERE m.user_id = wanted AND NOT m.is_removed ORDER BY o.name
$$;
CREATE FUNCTION people.key_holder(wanted text)
RETURNS TABLE (tenant_id uuid, organization_name text, api_key_id text, permissions jsonb, expires_at timestamptz,
  last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT k.tenant_id, o.name, k.api_key_id::text, k.permissions, k.expires_at, k.last_used_at
  FROM people.api_key k JOIN people.organization o ON o.tenant_id = k.tenant_id
  WHERE k.key_hash = wanted AND k.revoked_at IS NULL
$$;
CREATE FUNCTION people.invitation_holder(wanted text) RETURNS TABLE (tenant_id uuid, invitation_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT i.tenant_id, i.invitation_id::text FROM people.invitation i WHERE i.token_hash = wanted
$$;
CREATE FUNCTION people.tenants() RETURNS TABLE (tenant_id uuid, name text, is_sample boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT tenant_id, name, is_sample FROM people.organization ORDER BY tenant_id
$$;
REVOKE ALL ON FUNCTION people.memberships_of, people.key_holder, people.invitation_holder, people.tenants FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people.memberships_of, people.key_holder, people.invitation_holder, people.tenants TO sevenfold_app;
