-- Links by which whoever receives goods follows one shipment without a sign-in. The address is signed by the server
-- (platform/auth/signed-ids.ts): the id alone, even with this whole table, opens nothing.
CREATE TABLE tracking.link (
  tenant_id uuid NOT NULL,
  link_id platform.code NOT NULL,
  shipment_id platform.code NOT NULL,
  made_at timestamptz NOT NULL,
  revoked_at timestamptz,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, link_id)
);
CREATE UNIQUE INDEX link_shipment ON tracking.link (tenant_id, shipment_id) WHERE revoked_at IS NULL;
SELECT platform.guard('tracking.link');

-- How often a link was opened and a postcode was guessed wrong, by day. No address of any reader is kept.
CREATE TABLE tracking.link_day (
  tenant_id uuid NOT NULL,
  link_id platform.code NOT NULL,
  day date NOT NULL,
  opened int NOT NULL DEFAULT 0,
  wrong int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, link_id, day),
  FOREIGN KEY (tenant_id, link_id) REFERENCES tracking.link
);
SELECT platform.guard('tracking.link_day');

-- The company's colour on what its customers see: #rrggbb. Null: ours.
ALTER TABLE messages.setting ADD COLUMN accent_color text;
