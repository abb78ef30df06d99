/** Settles the flat kind: one row is an order line with its promise, shipment, delivery, invoice and rating. */
import sql, { raw } from 'sql-template-tag'
import { invoice } from '../../../modules/billing/index.ts'
import { delivery } from '../../../modules/delivery/index.ts'
import { rating } from '../../../modules/needs/index.ts'
import { shipment } from '../../../modules/shipments/index.ts'
import { prepareOrders, settleFirstPromises, settleMovedPromises, settleOrderLines } from './orders.ts'
import { rejectRows, type Scope, settle } from './scope.ts'
import { MINOR_FACTOR } from './work.ts'

export async function settleHistory(scope: Scope): Promise<void> {
  await rejectRows(scope, 'rating', 'out_of_range', sql`s.rating > coalesce(s.rating_max, 5)`)
  await prepareOrders(scope)
  await settleOrderLines(scope)
  await settleFirstPromises(scope)
  await settleMovedPromises(scope)
  await settleShipped(scope)
  await settleDelivered(scope)
  await settleInvoiced(scope)
  await settleRated(scope)
}

/** A document that the file does not number is named after its order line. */
const named = (column: string) => raw(`coalesce(s.${column}, s.order_id || '/' || s.line_number)`)

async function settleShipped(scope: Scope): Promise<void> {
  if (!scope.given.has('shipped_on') && !scope.given.has('carrier_id') && !scope.given.has('shipment_id')) return
  const where = raw('(s.shipped_on IS NOT NULL OR s.carrier_id IS NOT NULL OR s.shipment_id IS NOT NULL)')
  const given = ['carrier_id', 'service', 'mode', 'tracking_number', 'shipped_on', 'shipped_at']
  const rows = sql`SELECT DISTINCT ON (1) ${named('shipment_id')} AS shipment_id, ${raw(given.map((name) => `s.${name}`).join(', '))},
      s.site_id AS from_location_id, s.location_id AS to_location_id FROM pg_temp.stage s WHERE ${where} ORDER BY 1, s.row_number`
  const lines = sql`SELECT ${named('shipment_id')} AS shipment_id, s.order_id, s.line_number, s.product_id,
      coalesce(s.shipped_quantity, s.quantity) AS quantity FROM pg_temp.stage s
    WHERE ${where} AND coalesce(s.shipped_quantity, s.quantity) > 0`
  await settle(scope, shipment, {
    rows,
    given: [...given, 'from_location_id', 'to_location_id'],
    children: { lines: { rows: lines, given: ['product_id', 'quantity'] } },
  })
}

async function settleDelivered(scope: Scope): Promise<void> {
  if (!scope.given.has('delivered_on')) return
  const isShipped = raw('s.shipped_on IS NOT NULL OR s.carrier_id IS NOT NULL OR s.shipment_id IS NOT NULL')
  const rows = sql`SELECT DISTINCT ON (1) ${named('delivery_id')} AS delivery_id,
      CASE WHEN ${isShipped} THEN ${named('shipment_id')} END AS shipment_id, s.delivered_location_id AS location_id,
      s.delivered_on, s.delivered_at, s.recipient
    FROM pg_temp.stage s WHERE s.delivered_on IS NOT NULL ORDER BY 1, s.row_number`
  const lines = sql`SELECT ${named('delivery_id')} AS delivery_id, s.order_id, s.line_number,
      coalesce(s.delivered_product_id, s.product_id) AS product_id, s.accepted_quantity,
      coalesce(s.rejected_quantity, 0) AS rejected_quantity, s.condition, s.reason
    FROM pg_temp.stage s WHERE s.delivered_on IS NOT NULL`
  await settle(scope, delivery, {
    rows,
    given: ['shipment_id', 'location_id', 'delivered_on', 'delivered_at', 'recipient'],
    children: {
      lines: { rows: lines, given: ['product_id', 'accepted_quantity', 'rejected_quantity', 'condition', 'reason'] },
    },
  })
}

async function settleInvoiced(scope: Scope): Promise<void> {
  const told = ['invoice_id', 'invoiced_on', 'invoiced_net_minor', 'invoiced_unit_price'].filter((name) =>
    scope.given.has(name),
  )
  if (!told.length) return
  // An amount without a currency is no amount: such a row keeps its order line and gets no invoice.
  const where = sql`s.currency IS NOT NULL AND coalesce(s.invoiced_on, s.delivered_on, s.ordered_on) IS NOT NULL
    AND (${raw(told.map((name) => `s.${name} IS NOT NULL`).join(' OR '))})`
  const rows = sql`SELECT DISTINCT ON (1) ${named('invoice_id')} AS invoice_id, 'invoice'::text AS invoice_kind, s.customer_id,
      s.currency, coalesce(s.invoiced_on, s.delivered_on, s.ordered_on) AS issued_on, s.invoiced_at AS issued_at
    FROM pg_temp.stage s WHERE ${where} ORDER BY 1, s.row_number`
  const quantity = raw('coalesce(s.invoiced_quantity, s.accepted_quantity, s.quantity)')
  const lines = sql`SELECT ${named('invoice_id')} AS invoice_id, s.order_id, s.line_number, ${quantity} AS quantity,
      s.invoiced_unit_price AS unit_price, s.tax_percent, coalesce(s.invoiced_charges_minor, 0) AS charges_minor,
      coalesce(s.invoiced_net_minor, round(${quantity} * coalesce(s.invoiced_unit_price, s.unit_price, 0) * ${MINOR_FACTOR})::bigint) AS net_minor
    FROM pg_temp.stage s WHERE ${where}`
  await settle(scope, invoice, {
    rows,
    given: ['invoice_kind', 'customer_id', 'currency', 'issued_on', 'issued_at'],
    children: {
      lines: { rows: lines, given: ['quantity', 'unit_price', 'tax_percent', 'charges_minor', 'net_minor'] },
    },
  })
}

async function settleRated(scope: Scope): Promise<void> {
  if (!scope.given.has('rating')) return
  const rows = sql`SELECT s.order_id || '/' || s.line_number AS rating_id, s.order_id, s.rating AS score,
    coalesce(s.rating_max, 5) AS scale_max, s.delivered_on AS given_on FROM pg_temp.stage s WHERE s.rating IS NOT NULL`
  await settle(scope, rating, { rows, given: ['order_id', 'score', 'scale_max', 'given_on'] })
}
