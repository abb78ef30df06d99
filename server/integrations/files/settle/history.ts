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

/**
 * A flat row tells of the whole line. Where its parts are known one by one, it cannot say which of them it means, so they
 * stay as they are; and of a document that is known it changes nothing that it does not tell: its route, its tax.
 */
const isWhole = ({ tx }: Scope, table: string, where = '') =>
  raw(`(SELECT count(*) FROM ${table} k
    WHERE k.tenant_id = '${tx.tenantId}'::uuid AND k.order_id = s.order_id AND k.line_number = s.line_number ${where}) < 2`)

/** A document that the file does not number is named after its order line. */
const named = (column: string) => raw(`coalesce(s.${column}, s.order_id || '/' || s.line_number)`)

async function settleShipped(scope: Scope): Promise<void> {
  if (!scope.given.has('shipped_on') && !scope.given.has('carrier_id') && !scope.given.has('shipment_id')) return
  const tenant = sql`${scope.tx.tenantId}::uuid`
  const told = raw('(s.shipped_on IS NOT NULL OR s.carrier_id IS NOT NULL OR s.shipment_id IS NOT NULL)')
  const where = sql`${told} AND ${isWhole(scope, 'shipments.shipment_line')}`
  const given = ['carrier_id', 'service', 'mode', 'tracking_number', 'shipped_on', 'shipped_at']
  const rows = sql`SELECT DISTINCT ON (1) ${named('shipment_id')} AS shipment_id, ${raw(given.map((name) => `s.${name}`).join(', '))},
      coalesce(t.from_location_id, s.site_id) AS from_location_id, coalesce(t.to_location_id, s.location_id) AS to_location_id
    FROM pg_temp.stage s LEFT JOIN shipments.shipment t ON t.tenant_id = ${tenant} AND t.shipment_id = ${named('shipment_id')}
    WHERE ${where} ORDER BY 1, s.row_number`
  const lines = sql`SELECT ${named('shipment_id')} AS shipment_id, s.order_id, s.line_number,
      coalesce(t.product_id, s.product_id) AS product_id, coalesce(s.shipped_quantity, s.quantity) AS quantity
    FROM pg_temp.stage s LEFT JOIN shipments.shipment_line t ON t.tenant_id = ${tenant} AND t.order_id = s.order_id
      AND t.line_number = s.line_number AND t.shipment_id = ${named('shipment_id')}
    WHERE ${where} AND coalesce(s.shipped_quantity, s.quantity) > 0`
  await settle(scope, shipment, {
    rows,
    given: [...given, 'from_location_id', 'to_location_id'],
    children: { lines: { rows: lines, given: ['product_id', 'quantity'] } },
  })
}

async function settleDelivered(scope: Scope): Promise<void> {
  if (!scope.given.has('delivered_on')) return
  const tenant = sql`${scope.tx.tenantId}::uuid`
  const where = sql`s.delivered_on IS NOT NULL AND ${isWhole(scope, 'delivery.delivery_line')}`
  const isShipped = raw('s.shipped_on IS NOT NULL OR s.carrier_id IS NOT NULL OR s.shipment_id IS NOT NULL')
  const rows = sql`SELECT DISTINCT ON (1) ${named('delivery_id')} AS delivery_id,
      CASE WHEN t.delivery_id IS NOT NULL THEN t.shipment_id WHEN ${isShipped} THEN ${named('shipment_id')} END AS shipment_id,
      s.delivered_location_id AS location_id, s.delivered_on, s.delivered_at, s.recipient
    FROM pg_temp.stage s LEFT JOIN delivery.delivery t ON t.tenant_id = ${tenant} AND t.delivery_id = ${named('delivery_id')}
    WHERE ${where} ORDER BY 1, s.row_number`
  const lines = sql`SELECT ${named('delivery_id')} AS delivery_id, s.order_id, s.line_number,
      coalesce(s.delivered_product_id, s.product_id) AS product_id, s.accepted_quantity,
      coalesce(s.rejected_quantity, 0) AS rejected_quantity, s.condition, s.reason
    FROM pg_temp.stage s WHERE ${where}`
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
  const tenant = sql`${scope.tx.tenantId}::uuid`
  const isBill = `AND EXISTS (SELECT 1 FROM billing.invoice h WHERE h.tenant_id = k.tenant_id AND h.invoice_id = k.invoice_id
      AND h.invoice_kind = 'invoice')`
  // An amount without a currency is no amount: such a row keeps its order line and gets no invoice.
  const where = sql`s.currency IS NOT NULL AND coalesce(s.invoiced_on, s.delivered_on, s.ordered_on) IS NOT NULL
    AND (${raw(told.map((name) => `s.${name} IS NOT NULL`).join(' OR '))})
    AND ${isWhole(scope, 'billing.invoice_line', isBill)}`
  const rows = sql`SELECT DISTINCT ON (1) ${named('invoice_id')} AS invoice_id, 'invoice'::text AS invoice_kind,
      s.customer_id, s.currency, coalesce(s.invoiced_on, s.delivered_on, s.ordered_on) AS issued_on, s.invoiced_at AS issued_at
    FROM pg_temp.stage s WHERE ${where} ORDER BY 1, s.row_number`
  const quantity = raw('coalesce(s.invoiced_quantity, s.accepted_quantity, s.quantity)')
  const lines = sql`SELECT ${named('invoice_id')} AS invoice_id, s.order_id, s.line_number, ${quantity} AS quantity,
      s.invoiced_unit_price AS unit_price, coalesce(t.tax_percent, s.tax_percent) AS tax_percent, coalesce(s.invoiced_charges_minor, 0) AS charges_minor,
      coalesce(s.invoiced_net_minor, round(${quantity} * coalesce(s.invoiced_unit_price, s.unit_price, 0) * ${MINOR_FACTOR})::bigint) AS net_minor
    FROM pg_temp.stage s LEFT JOIN billing.invoice_line t ON t.tenant_id = ${tenant} AND t.order_id = s.order_id
      AND t.line_number = s.line_number AND t.invoice_id = ${named('invoice_id')}
    WHERE ${where}`
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
  const tenant = sql`${scope.tx.tenantId}::uuid`
  const rows = sql`SELECT s.order_id || '/' || s.line_number AS rating_id, s.order_id, s.rating AS score,
    coalesce(s.rating_max, 5) AS scale_max, CASE WHEN ${isWhole(scope, 'delivery.delivery_line')} THEN s.delivered_on END AS given_on
    FROM pg_temp.stage s WHERE s.rating IS NOT NULL AND NOT EXISTS (SELECT 1 FROM needs.rating k WHERE k.tenant_id = ${tenant}
      AND k.order_id = s.order_id AND NOT starts_with(k.rating_id, s.order_id || '/'))`
  await settle(scope, rating, { rows, given: ['order_id', 'score', 'scale_max', 'given_on'] })
}
