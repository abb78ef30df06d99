/** One pool with everything behind its figures: what lies where, what is expected, who waits, and what is left by day. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { PoolRow } from '../../../contract/stock-views.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { available, type Pool, type Step } from '../../../engines/promising/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { POOL_COLUMNS, poolFigures, poolsOf, todayAt } from './pool-rows.ts'

const RESERVATIONS_MAX = 200

interface Wanted {
  readonly productId: string
  readonly locationId: string
  readonly days: number
}

/** Refuses `not_found` for a product of which nothing ever lay, was expected or reserved there. */
export async function getPoolFile(tx: Tx, wanted: Wanted, now: Date) {
  const [row] = await tx.query<PoolRow & { today: string }>(sql`SELECT ${POOL_COLUMNS}, ${todayAt(now)} AS today
    FROM (SELECT b.* FROM ${poolsOf(tx)} AND b.product_id = ${wanted.productId} AND b.location_id = ${wanted.locationId}) b
    LEFT JOIN products.product p ON p.tenant_id = b.tenant_id AND p.product_id = b.product_id
    LEFT JOIN locations.location l ON l.tenant_id = b.tenant_id AND l.location_id = b.location_id ${poolFigures(now)}`)
  if (!row) throw new Refusal('not_found', { product_id: wanted.productId, location_id: wanted.locationId })
  const { today, ...pool } = row
  const supply = await openSupply(tx, wanted)
  const reserved = await reservedDays(tx, wanted)
  const sure = supply.filter((line) => line.state !== 'planned')
  const steps = { supplies: sure.map((line) => toStep(line.counted_on, line.quantity)), reserved }
  return {
    pool,
    days: byDay({ onHandMilli: Math.round(pool.on_hand * 1000), ...steps }, parseLocalDay(today), wanted.days),
    stock: await lyingStock(tx, wanted),
    supply,
    ...(await waiting(tx, wanted)),
  }
}

const toStep = (day: string, quantity: number): Step => ({
  day: parseLocalDay(day),
  quantityMilli: Math.round(quantity * 1000),
})

/** Today and every later day on which something changes; what is overdue counts today. */
export function byDay(pool: Pool, today: number, length: number) {
  const on = (steps: readonly Step[], day: number) =>
    steps.reduce((sum, step) => sum + (Math.max(step.day, today) === day ? step.quantityMilli : 0), 0)
  const days = [...pool.supplies, ...pool.reserved].map((step) => Math.max(step.day, today))
  let projected = pool.onHandMilli
  return [...new Set([today, ...days])]
    .sort((a, b) => a - b)
    .filter((day) => day <= today + length)
    .map((day) => {
      const [supply, reserved] = [on(pool.supplies, day), on(pool.reserved, day)]
      projected += supply - reserved
      return {
        day: formatLocalDay(day),
        supply: supply / 1000,
        reserved: reserved / 1000,
        projected: projected / 1000,
        available_to_promise: available(pool, day) / 1000,
      }
    })
}

const openSupply = (tx: Tx, { productId, locationId }: Wanted) =>
  tx.query<{
    counted_on: string
    quantity: number
    state: string
  }>(sql`SELECT supply_id, line_number, kind, supplier_id,
      from_location_id, (quantity - received)::float8 AS quantity, state, due_on, counted_on
    FROM inventory.supply WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ${productId}
      AND location_id = ${locationId} AND state <> 'closed' AND received < quantity ORDER BY counted_on, supply_id, line_number`)

async function reservedDays(tx: Tx, { productId, locationId }: Wanted): Promise<Step[]> {
  const rows = await tx.query<{ need_on: string; quantity: number }>(sql`SELECT need_on, quantity::float8 AS quantity
    FROM inventory.reserved_day WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ${productId}
      AND location_id = ${locationId}`)
  return rows.map((row) => toStep(row.need_on, row.quantity))
}

const lyingStock = (tx: Tx, { productId, locationId }: Wanted) =>
  tx.query(sql`SELECT nullif(s.bin, '') AS bin, nullif(s.lot_id, '') AS lot_id, nullif(s.serial, '') AS serial, s.state,
      s.quantity::float8 AS quantity, s.allocated::float8 AS allocated, s.received_on, t.expires_on,
      t.recalled_on IS NOT NULL AS is_recalled
    FROM inventory.stock s LEFT JOIN inventory.lot t ON t.tenant_id = s.tenant_id AND t.product_id = s.product_id
      AND t.lot_id = s.lot_id
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.product_id = ${productId} AND s.location_id = ${locationId}
    ORDER BY s.state, t.expires_on NULLS LAST, s.bin, s.lot_id, s.serial LIMIT 2000`)

async function waiting(tx: Tx, { productId, locationId }: Wanted) {
  const own = sql`r.tenant_id = ${tx.tenantId}::uuid AND r.product_id = ${productId} AND r.location_id = ${locationId}`
  const reservations = await tx.query(sql`SELECT r.order_id, r.line_number, o.customer_id,
      coalesce(c.name, o.customer_id) AS customer_name, r.need_on, r.quantity::float8 AS quantity,
      (SELECT coalesce(sum(a.quantity), 0)::float8 FROM inventory.allocation a WHERE a.tenant_id = r.tenant_id
        AND a.order_id = r.order_id AND a.line_number = r.line_number AND a.product_id = r.product_id
        AND a.location_id = r.location_id) AS allocated
    FROM inventory.reservation r JOIN orders.customer_order o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id
    LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    WHERE ${own} ORDER BY r.need_on, r.order_id, r.line_number LIMIT ${RESERVATIONS_MAX}`)
  const [count] = await tx.query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM inventory.reservation r WHERE ${own}`,
  )
  return { reservations, reservation_count: count!.count }
}
