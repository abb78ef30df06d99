/** The lines of an order as far as they have come, with their cut-offs. */
import sql from 'sql-template-tag'
import type { OrderOptions } from '../../../contract/orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces, type Place } from '../locations/index.ts'
import { type PackageInForce, packagesFor } from '../policies/index.ts'
import { cutOffBefore } from './cut-off.ts'
import { type LineCutOffs, lineOptions, type PromisedLine } from './order-options.ts'

export interface PromisedOrder {
  readonly order_id: string
  readonly customer_id: string
  readonly location_id: string | null
  readonly site_id: string | null
  readonly currency: string | null
  readonly ordered_on: string | null
  readonly lines: readonly PromisedLine[]
}

/** Locks the order until the transaction ends, so that nobody changes it meanwhile. Refuses `not_found`, also for another customer's. */
export async function lockOrder(tx: Tx, orderId: string, visibleTo: string | null): Promise<PromisedOrder> {
  await tx.execute(sql`SELECT 1 FROM orders.customer_order
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId} FOR UPDATE`)
  return loadOrder(tx, orderId, visibleTo)
}

export async function loadOrder(tx: Tx, orderId: string, visibleTo: string | null): Promise<PromisedOrder> {
  const [order] = await tx.query<Omit<PromisedOrder, 'lines'>>(sql`SELECT order_id, customer_id, location_id, site_id,
      currency, ordered_on FROM orders.customer_order
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId}
      AND (${visibleTo}::text IS NULL OR customer_id = ${visibleTo}::text)`)
  if (!order) throw new Refusal('not_found', { order_id: orderId })
  const lines = await tx.query<PromisedLine>(sql`SELECT l.order_id, l.line_number, l.kind, l.product_id,
      l.quantity::float8 AS quantity, l.cancelled_quantity::float8 AS cancelled_quantity,
      l.unit_price::float8 AS unit_price, l.requested_from_date, l.requested_to_date,
      (SELECT coalesce(sum(s.quantity), 0)::float8 FROM shipments.shipment_line s WHERE s.tenant_id = l.tenant_id
        AND s.order_id = l.order_id AND s.line_number = l.line_number) AS shipped_quantity,
      coalesce(p.version, 0) AS version, p.to_date, p.from_at, p.site_id
    FROM orders.order_line l
    LEFT JOIN LATERAL (SELECT v.version, v.to_date, v.from_at, v.site_id FROM promises.promise v
      WHERE v.tenant_id = l.tenant_id AND v.order_id = l.order_id AND v.line_number = l.line_number
      ORDER BY v.version DESC LIMIT 1) p ON true
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = ${orderId} ORDER BY l.line_number`)
  return { ...order, lines }
}

/** By the package that held when the order was placed. */
export async function optionsOf(tx: Tx, order: PromisedOrder, now: Date): Promise<OrderOptions['lines']> {
  const cutOffs = await cutOffsOf(tx, order, now)
  return order.lines.map((line) => lineOptions(line, cutOffs(line), now.getTime()))
}

async function cutOffsOf(tx: Tx, order: PromisedOrder, now: Date): Promise<(line: PromisedLine) => LineCutOffs> {
  const promised = order.lines.flatMap(({ to_date }) => (to_date === null ? [] : [to_date])).sort()
  if (promised.length === 0) return () => ({ change: null, cancel: null })
  const day = order.ordered_on ?? now.toISOString().slice(0, 10)
  const terms = (await packagesFor(tx, { customers: [order.customer_id], day })).get(order.customer_id)!
  const siteIds = order.lines.map((line) => line.site_id ?? order.site_id)
  const ids = [...new Set([...siteIds, order.location_id])].filter((id) => id !== null)
  const span = { firstDay: formatLocalDay(parseLocalDay(promised[0]!) - 40), lastDay: promised.at(-1)! }
  const places = await loadPlaces(tx, ids, span)
  return (line) => lineCutOffs(line, { order, terms, places })
}

interface Setting {
  readonly order: PromisedOrder
  readonly terms: PackageInForce
  readonly places: ReadonlyMap<string, Place>
}

/** Where one of the two places is not known, the other's clock and days stand in; without either nothing limits. */
function lineCutOffs(line: PromisedLine, { order, terms, places }: Setting): LineCutOffs {
  const known = (id: string | null) => (id === null ? undefined : places.get(id))
  const [from, to] = [known(line.site_id ?? order.site_id), known(order.location_id)]
  const [site, destination] = [from ?? to, to ?? from]
  if (line.to_date === null || !site || !destination) return { change: null, cancel: null }
  const window = { toDay: parseLocalDay(line.to_date), fromAt: line.from_at?.getTime() ?? null }
  const at = (amount: number, unit: 'hours' | 'open_days') =>
    cutOffBefore(window, { amount, unit }, { site, destination })
  return {
    change: at(terms.change_cutoff, terms.change_cutoff_unit),
    cancel: at(terms.cancel_cutoff, terms.cancel_cutoff_unit),
  }
}
