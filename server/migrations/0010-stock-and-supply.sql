-- Stock by bin, lot, serial and state; supply on its way; reservations by day.
-- A bin, lot or serial that does not apply is the empty text: these columns stand in keys, where null would not compare.

CREATE TABLE inventory.lot (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  lot_id platform.code NOT NULL,
  produced_on date,
  -- The last day on which the goods may be used. Null: they do not expire.
  expires_on date,
  origin text,
  -- Set: these goods must not reach anybody any more.
  recalled_on date,
  recall_reason text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, product_id, lot_id)
);
SELECT platform.guard('inventory.lot');

-- Double entry in quantities: what leaves one side enters the other, so the sum over all sides is zero for each product
-- and lot. A side is a kind (site, transfer, shipment, supplier, customer, production, scrap, count, opening), which one of
-- that kind, and for a site the bin and the state. Append only: a mistake is reversed, never edited.
CREATE TABLE inventory.movement (
  tenant_id uuid NOT NULL,
  movement_id uuid NOT NULL,
  type text NOT NULL,
  product_id platform.code NOT NULL,
  lot_id platform.code NOT NULL DEFAULT '',
  serial platform.code NOT NULL DEFAULT '',
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  from_kind text NOT NULL,
  from_at platform.code NOT NULL DEFAULT '',
  from_bin platform.code NOT NULL DEFAULT '',
  from_state text NOT NULL DEFAULT '',
  to_kind text NOT NULL,
  to_at platform.code NOT NULL DEFAULT '',
  to_bin platform.code NOT NULL DEFAULT '',
  to_state text NOT NULL DEFAULT '',
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  -- Why, where the type alone does not say it.
  cause text,
  document platform.code,
  order_id platform.code,
  line_number int,
  supply_id platform.code,
  supply_line int,
  reversal_of uuid,
  -- The key of the request and the number of the movement within it: a repeated request finds its own first answer.
  idempotency_key platform.code,
  PRIMARY KEY (tenant_id, movement_id)
);
CREATE INDEX movement_product ON inventory.movement (tenant_id, product_id, recorded_at);
CREATE INDEX movement_lot ON inventory.movement (tenant_id, product_id, lot_id) WHERE lot_id <> '';
CREATE INDEX movement_into ON inventory.movement (tenant_id, to_at) WHERE to_kind IN ('transfer', 'shipment');
CREATE INDEX movement_out_of ON inventory.movement (tenant_id, from_at) WHERE from_kind IN ('transfer', 'shipment');
CREATE UNIQUE INDEX movement_once ON inventory.movement (tenant_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE UNIQUE INDEX movement_reversed_once ON inventory.movement (tenant_id, reversal_of) WHERE reversal_of IS NOT NULL;
SELECT platform.guard('inventory.movement', 'SELECT, INSERT');

-- What lies where: the fold of the movements over the sites. A row that reaches zero goes.
CREATE TABLE inventory.stock (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  bin platform.code NOT NULL DEFAULT '',
  lot_id platform.code NOT NULL DEFAULT '',
  serial platform.code NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('released', 'quarantine', 'blocked', 'damaged', 'returned_uninspected')),
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0 AND (serial = '' OR quantity = 1)),
  -- Of these, set aside for reservations: the sum of the allocations.
  allocated numeric(15,3) NOT NULL DEFAULT 0 CHECK (allocated BETWEEN 0 AND quantity AND (state = 'released' OR allocated = 0)),
  received_on date,
  PRIMARY KEY (tenant_id, product_id, location_id, bin, lot_id, serial, state)
);
-- A single piece lies in one place.
CREATE UNIQUE INDEX stock_serial ON inventory.stock (tenant_id, product_id, serial) WHERE serial <> '';
CREATE INDEX stock_bin ON inventory.stock (tenant_id, location_id, bin);
CREATE INDEX stock_lot ON inventory.stock (tenant_id, product_id, lot_id) WHERE lot_id <> '';
SELECT platform.guard('inventory.stock');

-- The pool: what one product has at one site. Reservations may stand on supply, so reserved may exceed on_hand; the check
-- on cumulative available-to-promise, made with this row locked, is what keeps anybody from overselling.
CREATE TABLE inventory.balance (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  -- Released goods: the sum of the stock in that state.
  on_hand numeric(15,3) NOT NULL CHECK (on_hand >= 0),
  -- All live reservations, whatever their day.
  reserved numeric(15,3) NOT NULL CHECK (reserved >= 0),
  -- 0: locked once, nothing ever happened here.
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, product_id, location_id)
);
CREATE INDEX balance_location ON inventory.balance (tenant_id, location_id, product_id);
SELECT platform.guard('inventory.balance');

-- Goods expected at a site.
CREATE TABLE inventory.supply (
  tenant_id uuid NOT NULL,
  supply_id platform.code NOT NULL,
  line_number int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('purchase', 'transfer', 'production')),
  supplier_id platform.code,
  -- Where a transfer comes from.
  from_location_id platform.code,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  received numeric(15,3) NOT NULL DEFAULT 0 CHECK (received >= 0),
  state text NOT NULL CHECK (state IN ('planned', 'confirmed', 'in_transit', 'closed')),
  ordered_on date,
  -- The supplier's word.
  due_on date NOT NULL,
  -- The day on which promising counts it.
  counted_on date NOT NULL,
  -- A day that somebody gave stays when the supplier's lateness is learned anew.
  is_count_given boolean NOT NULL DEFAULT false,
  received_on date,
  -- Business days of the site between due_on and received_on, negative when early. Null until received.
  late_days int,
  closed_cause text CHECK (closed_cause IN ('received', 'short', 'cancelled')),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, supply_id, line_number)
);
CREATE INDEX supply_pool ON inventory.supply (tenant_id, product_id, location_id, counted_on) WHERE state <> 'closed';
CREATE INDEX supply_due ON inventory.supply (tenant_id, due_on, supply_id) WHERE state <> 'closed';
CREATE INDEX supply_lateness ON inventory.supply (tenant_id, supplier_id, received_on) WHERE late_days IS NOT NULL;
SELECT platform.guard('inventory.supply');

-- The claim of an order line on a pool, for the site's local day on which the goods must leave stock.
CREATE TABLE inventory.reservation (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  need_on date NOT NULL,
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  reserved_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, order_id, line_number, product_id, location_id, need_on)
);
CREATE INDEX reservation_pool ON inventory.reservation (tenant_id, product_id, location_id, need_on);
SELECT platform.guard('inventory.reservation');

-- The sum of a pool's live reservations by day, moved in the same transaction: what a quote reads instead of the orders.
CREATE TABLE inventory.reserved_day (
  tenant_id uuid NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  need_on date NOT NULL,
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (tenant_id, product_id, location_id, need_on)
);
SELECT platform.guard('inventory.reserved_day');

-- Particular released stock set aside for an order line's reservation.
CREATE TABLE inventory.allocation (
  tenant_id uuid NOT NULL,
  order_id platform.code NOT NULL,
  line_number int NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  bin platform.code NOT NULL,
  lot_id platform.code NOT NULL,
  serial platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  allocated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, order_id, line_number, product_id, location_id, bin, lot_id, serial)
);
CREATE INDEX allocation_stock ON inventory.allocation (tenant_id, product_id, location_id, bin, lot_id, serial);
SELECT platform.guard('inventory.allocation');

-- What arrived otherwise than expected.
CREATE TABLE inventory.difference (
  tenant_id uuid NOT NULL,
  difference_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('short', 'over', 'damaged', 'wrong_product')),
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  quantity numeric(15,3) NOT NULL CHECK (quantity > 0),
  -- What was expected; null for goods that came without an announcement.
  supply_id platform.code,
  supply_line int,
  supplier_id platform.code,
  cause text,
  document platform.code,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (tenant_id, difference_id)
);
CREATE INDEX difference_recent ON inventory.difference (tenant_id, recorded_at DESC);
CREATE INDEX difference_supply ON inventory.difference (tenant_id, supply_id, supply_line);
SELECT platform.guard('inventory.difference', 'SELECT, INSERT');

-- Counted places, one row a look: a first look beyond tolerance asks for a second and changes nothing yet.
CREATE TABLE inventory.stock_count (
  tenant_id uuid NOT NULL,
  count_id platform.code NOT NULL,
  product_id platform.code NOT NULL,
  location_id platform.code NOT NULL,
  bin platform.code NOT NULL,
  lot_id platform.code NOT NULL,
  serial platform.code NOT NULL,
  state text NOT NULL,
  -- First or second look.
  look int NOT NULL CHECK (look IN (1, 2)),
  expected numeric(15,3) NOT NULL,
  counted numeric(15,3) NOT NULL CHECK (counted >= 0),
  tolerance_percent numeric(6,3) NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('exact', 'adjusted', 'look_again')),
  cause text,
  counted_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (tenant_id, count_id, product_id, location_id, bin, lot_id, serial, state, look)
);
SELECT platform.guard('inventory.stock_count', 'SELECT, INSERT');
