/** SQL of exports: each kind in the columns its import is staged in, read through a cursor so that no list is ever whole in memory. */
import sql, { raw, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { historyRows } from './export-history.store.ts'
import { TERM_QUERIES } from './export-terms.store.ts'

const ROWS_A_FETCH = 2_000

type Query = (tenant: Sql) => Sql

const plain =
  (table: string, key: string): Query =>
  (tenant) =>
    sql`SELECT * FROM ${raw(table)} WHERE ${tenant} ORDER BY ${raw(key)}`

/**
 * A line cancelled in part keeps its cancellation out of the file, since a file can only cancel a whole line; the same for
 * a first promise of another quantity than the order's, which the promises' own file tells.
 */
const orders: Query = (
  tenant,
) => sql`SELECT l.*, o.customer_id, o.location_id, o.site_id, o.currency, o.ordered_on, o.ordered_at,
    p.unit, v.from_date AS promised_from_date, v.from_at AS promised_from_at, v.to_date AS promised_to_date,
    v.to_at AS promised_to_at, v.promised_on, v.promised_at,
    CASE WHEN l.cancelled_quantity >= l.quantity THEN l.cancelled_by END AS cancelled_by,
    CASE WHEN l.cancelled_quantity >= l.quantity THEN l.cancelled_on END AS cancelled_on,
    CASE WHEN l.cancelled_quantity >= l.quantity THEN l.cancelled_at END AS cancelled_at
  FROM orders.order_line l JOIN orders.customer_order o USING (tenant_id, order_id)
  LEFT JOIN products.product p USING (tenant_id, product_id)
  LEFT JOIN promises.promise v ON v.tenant_id = l.tenant_id AND v.order_id = l.order_id AND v.line_number = l.line_number
    AND v.version = 1 AND v.quantity = l.quantity AND v.cause = 'initial'
  WHERE l.${tenant} ORDER BY l.order_id, l.line_number`

const shipments: Query = (tenant) => sql`SELECT c.*, h.*, c.quantity AS shipped_quantity
  FROM shipments.shipment_line c JOIN shipments.shipment h USING (tenant_id, shipment_id)
  WHERE c.${tenant} ORDER BY c.shipment_id, c.order_id, c.line_number`

const deliveries: Query = (
  tenant,
) => sql`SELECT c.*, h.*, c.product_id AS delivered_product_id, h.location_id AS delivered_location_id
  FROM delivery.delivery_line c JOIN delivery.delivery h USING (tenant_id, delivery_id)
  WHERE c.${tenant} ORDER BY c.delivery_id, c.order_id, c.line_number`

const invoices: Query = (
  tenant,
) => sql`SELECT c.*, h.*, c.quantity AS invoiced_quantity, c.unit_price AS invoiced_unit_price,
    c.net_minor AS invoiced_net_minor, c.charges_minor AS invoiced_charges_minor
  FROM billing.invoice_line c JOIN billing.invoice h USING (tenant_id, invoice_id)
  WHERE c.${tenant} ORDER BY c.invoice_id, c.order_id, c.line_number`

const promises: Query = (tenant) => sql`SELECT p.*, p.from_date AS promised_from_date, p.from_at AS promised_from_at,
    p.to_date AS promised_to_date, p.to_at AS promised_to_at
  FROM promises.promise p WHERE p.${tenant} ORDER BY order_id, line_number, version`

const standards: Query = (
  tenant,
) => sql`SELECT s.*, array_to_string(s.required_documents, ' ') AS required_documents FROM policies.standard s
  WHERE s.${tenant} ORDER BY s.segment_id, s.element, s.valid_from`

/** A pack of a third of a piece cannot be written with three decimals and stays out of the file. */
const products: Query = (
  tenant,
) => sql`SELECT p.*, k.unit AS pack_unit, round(k.numerator::numeric / k.denominator, 3) AS pack_quantity
  FROM products.product p LEFT JOIN products.pack k ON k.tenant_id = p.tenant_id AND k.product_id = p.product_id
    AND (k.numerator * 1000) % k.denominator = 0
  WHERE p.${tenant} ORDER BY p.product_id, k.unit`

const carriers: Query = (tenant) => sql`SELECT c.*, s.service, s.mode
  FROM carriers.carrier c LEFT JOIN carriers.service s USING (tenant_id, carrier_id)
  WHERE c.${tenant} ORDER BY carrier_id, service`

const lanes: Query = (
  tenant,
) => sql`SELECT l.*, array_to_string(l.handling, ' ') AS handling, p.valid_from AS price_valid_from, p.currency, p.base_minor,
    p.per_kg, p.per_stop_minor, p.minimum_minor, p.fuel_percent
  FROM carriers.lane l LEFT JOIN carriers.lane_price p USING (tenant_id, lane_id)
  WHERE l.${tenant} ORDER BY l.lane_id, p.valid_from`

/** A piece of stock with what is known of its lot; an empty bin, lot or serial number is none. */
const stock: Query = (tenant) => sql`SELECT s.*, nullif(s.bin, '') AS bin, nullif(s.lot_id, '') AS lot_id,
    nullif(s.serial, '') AS serial, l.produced_on, l.expires_on, l.origin
  FROM inventory.stock s LEFT JOIN inventory.lot l USING (tenant_id, product_id, lot_id)
  WHERE s.${tenant} ORDER BY s.product_id, s.location_id, s.bin, s.lot_id, s.serial, s.state`

/** A day that is learned is left out, so that it is learned anew where the file comes in. Transfers are movements of ours. */
const supplies: Query = (tenant) => sql`SELECT s.*, CASE WHEN s.is_count_given THEN s.counted_on END AS counted_on
  FROM inventory.supply s WHERE s.${tenant} AND s.kind <> 'transfer' ORDER BY s.supply_id, s.line_number`

const QUERIES: Readonly<Record<string, Query>> = {
  ...TERM_QUERIES,
  segments: plain('policies.segment', 'segment_id'),
  standards,
  customers: plain('customers.customer', 'customer_id'),
  contacts: plain('customers.contact', 'contact_id'),
  locations: plain('locations.location', 'location_id'),
  products,
  carriers,
  lanes,
  seasons: plain('locations.season', 'season_id'),
  resources: plain('capacity.resource', 'resource_id'),
  orders,
  promises,
  shipments,
  tracking: plain('tracking.observation', 'shipment_id, source, source_event_id'),
  documents: plain('shipments.document', 'document_id'),
  deliveries,
  invoices,
  ratings: plain('needs.rating', 'rating_id'),
  supplies,
  stock,
  reservations: plain('inventory.reservation', 'order_id, line_number, need_on'),
  history: historyRows,
}

function queryOf(kind: string): Query {
  const query = QUERIES[kind]
  if (!query) throw new Refusal('invalid_input', { reason: 'unknown_kind', kind })
  return query
}

export type StoredRow = Readonly<Record<string, unknown>>

/** Batches of rows by key order, in the columns of `stageColumns(kind)` among others. Run it in a snapshot. */
export async function* exportRows(tx: Tx, kind: string): AsyncGenerator<StoredRow[]> {
  const query = queryOf(kind)(sql`tenant_id = ${tx.tenantId}::uuid`)
  await tx.execute(sql`DECLARE export_rows NO SCROLL CURSOR FOR ${query}`)
  for (;;) {
    const rows = await tx.query<StoredRow>(sql`FETCH ${raw(String(ROWS_A_FETCH))} FROM export_rows`)
    if (rows.length) yield rows
    if (rows.length < ROWS_A_FETCH) return
  }
}
