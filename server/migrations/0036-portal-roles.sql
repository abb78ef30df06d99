-- What a customer's contact takes care of: buyer, receiver, quality, finance, administrator.
-- Null: nobody has said, and then everything is theirs save letting colleagues in.
ALTER TABLE people.member ADD COLUMN portal_roles jsonb;
ALTER TABLE people.invitation ADD COLUMN portal_roles jsonb;

-- The same question as before, answered with what a contact takes care of.
DROP FUNCTION people.memberships_of(text);
CREATE FUNCTION people.memberships_of(wanted text)
RETURNS TABLE (tenant_id uuid, organization_name text, role text, customer_id text, portal_roles jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT m.tenant_id, o.name, m.role, m.customer_id::text, m.portal_roles FROM people.member m
  JOIN people.organization o ON o.tenant_id = m.tenant_id
  WHERE m.user_id = wanted AND NOT m.is_removed ORDER BY o.name
$$;
REVOKE ALL ON FUNCTION people.memberships_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people.memberships_of TO sevenfold_app;
