/** Settles shipments, observations, deliveries, invoices and ratings, each from a file of its own. */
import sql, { raw } from 'sql-template-tag'
import { invoice } from '../../../modules/billing/index.ts'
import { delivery } from '../../../modules/delivery/index.ts'
import { rating } from '../../../modules/needs/index.ts'
import { shipment } from '../../../modules/shipments/index.ts'
import { settleObservations } from '../../../modules/tracking/index.ts'
import { settleCarriersNamed, settleProductsNamed } from './missing-master-data.ts'
import {
  dropRejected,
  filled,
  rejectRepeated,
  rejectRows,
  report,
  requireKnown,
  requireOrderLine,
  type Scope,
  settle,
} from './scope.ts'

const lineOf = (scope: Scope) => sql`JOIN orders.order_line l ON l.tenant_id = ${scope.tx.tenantId}::uuid
  AND l.order_id = s.order_id AND l.line_number = s.line_number`
const orderOf = (scope: Scope) =>
  sql`JOIN orders.customer_order o ON o.tenant_id = ${scope.tx.tenantId}::uuid AND o.order_id = s.order_id`

export async function settleShipments(scope: Scope): Promise<void> {
  await requireOrderLine(scope)
  await rejectRepeated(scope, ['shipment_id', 'order_id', 'line_number'])
  await requireKnown(scope, 'from_location_id', 'locations.location', 'location_id', 'unknown_location')
  await dropRejected(scope)
  await settleCarriersNamed(scope)
  await dropRejected(scope)
  const given = filled(scope, ['carrier_id', 'service', 'mode', 'tracking_number', 'shipped_on', 'shipped_at'])
  const rows = sql`SELECT DISTINCT ON (s.shipment_id) s.shipment_id, ${raw(given.map((name) => `s.${name}`).join(', '))},
      coalesce(s.from_location_id, o.site_id) AS from_location_id, o.location_id AS to_location_id
    FROM pg_temp.stage s ${orderOf(scope)} ORDER BY s.shipment_id, s.row_number`
  const lines = sql`SELECT s.shipment_id, s.order_id, s.line_number, l.product_id, coalesce(s.shipped_quantity, l.quantity) AS quantity
    FROM pg_temp.stage s ${lineOf(scope)} WHERE coalesce(s.shipped_quantity, l.quantity) > 0`
  await settle(scope, shipment, {
    rows,
    given: [...given, 'from_location_id', 'to_location_id'],
    children: { lines: { rows: lines, given: ['product_id', 'quantity'] } },
  })
}

export async function settleTracking(scope: Scope): Promise<void> {
  await requireKnown(scope, 'shipment_id', 'shipments.shipment', 'shipment_id', 'unknown_shipment')
  await requireKnown(scope, 'location_id', 'locations.location', 'location_id', 'unknown_location')
  await rejectRepeated(scope, ['shipment_id', 'source', 'source_event_id'])
  await dropRejected(scope)
  const observations = sql`SELECT shipment_id, source, source_event_id, milestone, coalesce(lifecycle, 'actual') AS lifecycle,
    occurred_on, occurred_at, location_id, latitude::double precision, longitude::double precision, reason, retracts FROM pg_temp.stage`
  const [staged] = await scope.tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM pg_temp.stage`)
  const added = await settleObservations(scope.context, scope.tx, observations, scope.causedBy)
  report(scope, 'tracking', { added, changed: 0, unchanged: staged!.count - added })
}

export async function settleDeliveries(scope: Scope): Promise<void> {
  await requireOrderLine(scope)
  await requireKnown(scope, 'shipment_id', 'shipments.shipment', 'shipment_id', 'unknown_shipment')
  await requireKnown(scope, 'delivered_location_id', 'locations.location', 'location_id', 'unknown_location')
  await rejectRepeated(scope, ['delivery_id', 'order_id', 'line_number'])
  await dropRejected(scope)
  if (scope.given.has('delivered_product_id'))
    await settleProductsNamed({ ...scope, creates: new Set() }, 'delivered_product_id')
  await dropRejected(scope)
  const head = filled(scope, ['shipment_id', 'delivered_on', 'delivered_at', 'recipient'])
  const rows = sql`SELECT DISTINCT ON (delivery_id) delivery_id, delivered_location_id AS location_id, ${raw(head.join(', '))}
    FROM pg_temp.stage ORDER BY delivery_id, row_number`
  const given = filled(scope, ['accepted_quantity', 'condition', 'reason'])
  const lines = sql`SELECT s.delivery_id, s.order_id, s.line_number, coalesce(s.delivered_product_id, l.product_id) AS product_id,
      coalesce(s.rejected_quantity, 0) AS rejected_quantity ${given.length ? sql`, ${raw(given.map((name) => `s.${name}`).join(', '))}` : sql``}
    FROM pg_temp.stage s ${lineOf(scope)}`
  await settle(scope, delivery, {
    rows,
    given: ['location_id', ...head],
    children: { lines: { rows: lines, given: ['product_id', 'rejected_quantity', ...given] } },
  })
}

/** Minor units of a currency: the few that do not have two decimals are listed, as ISO 4217 has them. */
export const MINOR_FACTOR = raw(
  `CASE WHEN s.currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1
    WHEN s.currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000 ELSE 100 END`,
)

export async function settleInvoices(scope: Scope): Promise<void> {
  await requireOrderLine(scope)
  await rejectRepeated(scope, ['invoice_id', 'order_id', 'line_number'])
  await dropRejected(scope)
  const head = filled(scope, ['credits_invoice_id', 'credit_reason', 'currency', 'issued_on', 'issued_at'])
  const rows = sql`SELECT DISTINCT ON (s.invoice_id) s.invoice_id, coalesce(s.invoice_kind, 'invoice') AS invoice_kind, o.customer_id,
      ${raw(head.map((name) => `s.${name}`).join(', '))}
    FROM pg_temp.stage s ${orderOf(scope)} ORDER BY s.invoice_id, s.row_number`
  const lines = sql`SELECT s.invoice_id, s.order_id, s.line_number, coalesce(s.invoiced_quantity, l.quantity) AS quantity,
      s.invoiced_unit_price AS unit_price, s.tax_percent,
      coalesce(s.invoiced_net_minor, round(coalesce(s.invoiced_quantity, l.quantity)
        * coalesce(s.invoiced_unit_price, l.unit_price, 0) * ${MINOR_FACTOR})::bigint) AS net_minor,
      coalesce(s.invoiced_charges_minor, 0) AS charges_minor
    FROM pg_temp.stage s ${lineOf(scope)}`
  await settle(scope, invoice, {
    rows,
    given: ['invoice_kind', 'customer_id', ...head],
    children: {
      lines: { rows: lines, given: ['quantity', 'unit_price', 'tax_percent', 'net_minor', 'charges_minor'] },
    },
  })
}

export async function settleRatings(scope: Scope): Promise<void> {
  await requireKnown(scope, 'order_id', 'orders.customer_order', 'order_id', 'unknown_order_line')
  await rejectRepeated(scope, ['rating_id'])
  await rejectRows(scope, 'score', 'out_of_range', sql`s.score > s.scale_max`)
  await dropRejected(scope)
  const given = filled(scope, ['order_id', 'score', 'scale_max', 'given_on', 'given_at', 'comment'])
  await settle(scope, rating, { rows: sql`SELECT rating_id, ${raw(given.join(', '))} FROM pg_temp.stage`, given })
}
