/**
 * Five steps from the supplier to the door, each with how it stands:
 *
 * - supply: only where what is set aside for the order is more than what lies there for those in front of it and for it;
 * - stock: whether all that is still open is set aside or gone;
 * - preparation: picked, packed or staged was seen, or the goods have left;
 * - transport: what was observed of the shipments; trouble where a condition is open or a shipment is silent;
 * - delivery: what was handed over of what was ordered.
 */
import sql from 'sql-template-tag'
import type { OrderProgress, ProgressStage, ShipmentOnTheWay } from '../../../contract/order-progress.ts'
import type { Estimate } from '../../../contract/risk.ts'
import type { Tx } from '../../platform/database/database.ts'
import { withArrivals } from '../on-the-road/live-arrivals.store.ts'
import { requireVisibleOrder } from '../orders/order-file.ts'
import type { Visible } from '../orders/order-list.ts'
import { shipmentsOnTheWay } from './shipments-on-the-way.ts'

interface Quantities {
  /** Ordered and not cancelled, in all lines. */
  readonly wanted: string
  readonly shipped: string
  readonly delivered: string
  readonly reserved: string
  /** Reserved beyond what lies there, counted with all that is needed before. */
  readonly short: string
  /** The day by which coming supply covers it; null: no supply does. */
  readonly supply_on: string | null
  readonly promised_on: string | null
  readonly is_prepared: boolean
  readonly today: string
}

/** Refuses `not_found` for an order that does not exist or is another customer's. */
export async function getOrderProgress(
  tx: Tx,
  orderId: string,
  asked: { visibleTo: Visible; now: Date },
): Promise<OrderProgress> {
  await requireVisibleOrder(tx, orderId, asked.visibleTo)
  const quantities = await readQuantities(tx, orderId, asked.now)
  const shipments = await shipmentsOnTheWay(tx, { orderId }, asked.now)
  const expected = await expectedOn(tx, orderId, asked.now)
  return {
    order_id: orderId,
    as_of: asked.now.toISOString(),
    stages: stagesOf(
      { ...quantities, arrival_on: expected === undefined ? quantities.promised_on : expected },
      shipments,
    ),
    shipments,
  }
}

/** The last of what its lines are expected on, as each line says it. Null: of one nothing is in sight; undefined: none is watched. */
async function expectedOn(tx: Tx, orderId: string, now: Date): Promise<string | null | undefined> {
  const watched = await tx.query<{ line_number: number; estimate: Estimate | null }>(sql`SELECT line_number,
      CASE WHEN eta_on IS NOT NULL THEN jsonb_build_object('on', eta_on, 'low80', eta_low80, 'high80', eta_high80,
        'low95', eta_low95, 'high95', eta_high95) END AS estimate
    FROM planning.promise_risk WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId}`)
  const lines = await withArrivals(tx, { orderId, now }, watched)
  if (lines.length === 0) return undefined
  const days = lines.map(({ estimate }) => estimate?.on ?? null)
  return days.reduce((last, day) => (last === null || day === null ? null : day > last ? day : last))
}

async function readQuantities(tx: Tx, orderId: string, now: Date): Promise<Quantities> {
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  const [row] = await tx.query<Quantities>(sql`
    WITH line AS (SELECT line_number, quantity - cancelled_quantity AS wanted FROM orders.order_line
        WHERE ${tenant} AND order_id = ${orderId}),
      reserved AS (SELECT product_id, location_id, need_on, sum(quantity) AS quantity FROM inventory.reservation
        WHERE ${tenant} AND order_id = ${orderId} GROUP BY 1, 2, 3),
      stand AS (SELECT r.*, coalesce((SELECT sum(quantity) FROM inventory.stock s WHERE s.${tenant}
            AND s.product_id = r.product_id AND s.location_id = r.location_id AND s.state = 'released'), 0) AS there,
          coalesce((SELECT sum(quantity) FROM inventory.reserved_day d WHERE d.${tenant} AND d.product_id = r.product_id
            AND d.location_id = r.location_id AND d.need_on <= r.need_on), 0) AS needed FROM reserved r),
      short AS (SELECT s.*, least(s.quantity, greatest(s.needed - s.there, 0)) AS missing FROM stand s),
      coming AS (SELECT x.product_id, x.location_id, x.need_on, min(c.counted_on) FILTER (WHERE c.running >= x.needed - x.there) AS on_day
        FROM short x JOIN LATERAL (SELECT p.counted_on, sum(p.quantity - p.received) OVER (ORDER BY p.counted_on, p.supply_id, p.line_number) AS running
          FROM inventory.supply p WHERE p.${tenant} AND p.product_id = x.product_id AND p.location_id = x.location_id
            AND p.state <> 'closed') c ON true
        WHERE x.missing > 0 GROUP BY 1, 2, 3)
    SELECT coalesce((SELECT sum(wanted) FROM line), 0) AS wanted,
      coalesce((SELECT sum(quantity) FROM shipments.shipment_line WHERE ${tenant} AND order_id = ${orderId}), 0) AS shipped,
      coalesce((SELECT sum(coalesce(d.accepted_quantity, l.wanted)) FROM delivery.delivery_line d JOIN line l USING (line_number)
        WHERE d.${tenant} AND d.order_id = ${orderId}), 0) AS delivered,
      coalesce((SELECT sum(quantity) FROM reserved), 0) AS reserved,
      coalesce((SELECT sum(missing) FROM short), 0) AS short,
      CASE WHEN (SELECT count(*) FROM short WHERE missing > 0) = (SELECT count(on_day) FROM coming) THEN (SELECT max(on_day) FROM coming) END AS supply_on,
      (SELECT max(p.to_date) FROM (SELECT DISTINCT ON (line_number) line_number, to_date FROM promises.promise
        WHERE ${tenant} AND order_id = ${orderId} ORDER BY line_number, version DESC) p) AS promised_on,
      EXISTS (SELECT 1 FROM shipments.shipment_line l JOIN tracking.observation o ON o.tenant_id = l.tenant_id AND o.shipment_id = l.shipment_id
        WHERE l.${tenant} AND l.order_id = ${orderId} AND o.lifecycle = 'actual'
          AND o.milestone IN ('picked', 'packed', 'staged', 'loaded')) AS is_prepared,
      (${now}::timestamptz AT TIME ZONE coalesce((SELECT z.zone FROM orders.customer_order h JOIN locations.location z
        ON z.tenant_id = h.tenant_id AND z.location_id = h.location_id WHERE h.${tenant} AND h.order_id = ${orderId}), 'UTC'))::date AS today`)
  return row!
}

type State = ProgressStage['state']

interface Arriving extends Quantities {
  readonly arrival_on: string | null
}

function stagesOf(of: Arriving, shipments: readonly ShipmentOnTheWay[]): ProgressStage[] {
  const [wanted, shipped, delivered, reserved, short] = [
    of.wanted,
    of.shipped,
    of.delivered,
    of.reserved,
    of.short,
  ].map(Number) as [number, number, number, number, number]
  const isAllGone = wanted > 0 && shipped >= wanted
  const isAllThere = wanted > 0 && delivered >= wanted
  const stage = (name: ProgressStage['stage'], state: State, expected_on: string | null = null): ProgressStage => ({
    stage: name,
    state: wanted === 0 ? 'not_needed' : state,
    expected_on: state === 'done' ? null : expected_on,
  })
  const isLate = of.promised_on !== null && of.promised_on < of.today
  return [
    stage('supply', short === 0 ? 'not_needed' : of.supply_on === null ? 'trouble' : 'under_way', of.supply_on),
    stage(
      'stock',
      isAllGone || isAllThere || reserved + shipped >= wanted
        ? 'done'
        : reserved + shipped > 0
          ? 'under_way'
          : 'waiting',
    ),
    stage('preparation', isAllGone || isAllThere ? 'done' : shipped > 0 || of.is_prepared ? 'under_way' : 'waiting'),
    stage(
      'transport',
      transportState({ shipments, isAllGone, isAllThere, isAnyGone: shipped > 0 }),
      nextDay(shipments),
    ),
    stage(
      'delivery',
      isAllThere ? 'done' : isLate ? 'trouble' : delivered > 0 ? 'under_way' : 'waiting',
      of.arrival_on,
    ),
  ]
}

interface Transport {
  readonly shipments: readonly ShipmentOnTheWay[]
  readonly isAnyGone: boolean
  readonly isAllGone: boolean
  readonly isAllThere: boolean
}

const ARRIVED = new Set(['delivered', 'delivered_partial', 'accepted', 'arrived_consignee', 'ready_for_collection'])

function transportState({ shipments, isAnyGone, isAllGone, isAllThere }: Transport): State {
  if (isAllThere) return 'done'
  if (!isAnyGone) return 'waiting'
  if (shipments.some(({ flags }) => flags.length > 0)) return 'trouble'
  if (isAllGone && shipments.every(({ milestone }) => milestone !== null && ARRIVED.has(milestone))) return 'done'
  return 'under_way'
}

/** The last of what is expected next. */
const nextDay = (shipments: readonly ShipmentOnTheWay[]): string | null =>
  shipments.reduce<string | null>((last, { next }) => {
    const day = next?.at.slice(0, 10) ?? null
    return day !== null && (last === null || day > last) ? day : last
  }, null)
