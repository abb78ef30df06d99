/** The promise in force of an order's own lines: its last day, what its ways cost, what the customer pays for it. */
import sql from 'sql-template-tag'
import { worthMinor } from '../../../engines/shared/index.ts'
import { freightMinor, lanesById } from '../../modules/carriers/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { PromiseBefore } from './offered.ts'

interface Row {
  readonly to_date: string
  readonly site_id: string | null
  readonly lane_id: string | null
  readonly departs_on: string | null
  readonly kind: 'goods' | 'service'
  /** Null: the weight is not known. */
  readonly grams: number | null
  readonly open_milli: number
  readonly price_micro: number | null
  readonly charges_minor: number | null
  readonly currency: string | null
}

/** Null: nothing is promised of these lines yet. What leaves together on one lane is one freight. */
export async function promiseBefore(
  tx: Tx,
  { orderId, lines, day }: { orderId: string; lines: readonly number[]; day: string },
): Promise<PromiseBefore | null> {
  const rows =
    await tx.query<Row>(sql`SELECT p.to_date, p.site_id, p.lane_id, p.departs_on, l.kind, l.charges_minor, o.currency,
      (w.open * d.weight_grams)::float8 AS grams, (w.open * 1000)::float8 AS open_milli,
      (l.unit_price * 1000000)::float8 AS price_micro
    FROM orders.customer_order o
    JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id AND l.line_number = ANY (${[...lines]}::int[])
    CROSS JOIN LATERAL (SELECT l.quantity - l.cancelled_quantity AS open) w
    JOIN LATERAL (SELECT to_date, site_id, lane_id, departs_on FROM promises.promise WHERE tenant_id = l.tenant_id
      AND order_id = l.order_id AND line_number = l.line_number ORDER BY version DESC LIMIT 1) p ON true
    LEFT JOIN products.product d ON d.tenant_id = l.tenant_id AND d.product_id = l.product_id
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = ${orderId} AND w.open > 0`)
  if (rows.length === 0) return null
  return {
    date: rows.reduce((last, row) => (row.to_date > last ? row.to_date : last), rows[0]!.to_date),
    freightMinor: await freightOf(tx, rows, day),
    priceMinor: priceOf(rows),
  }
}

async function freightOf(tx: Tx, rows: readonly Row[], day: string): Promise<number | null> {
  const goods = rows.filter((row) => row.kind === 'goods')
  const ids = [...new Set(goods.flatMap((row) => row.lane_id ?? []))]
  const lanes = new Map((ids.length ? await lanesById(tx, ids, day) : []).map((lane) => [lane.lane_id, lane]))
  const grams = new Map<string, number>()
  for (const row of goods) {
    const lane = row.lane_id === null ? undefined : lanes.get(row.lane_id)
    if (!lane?.price || lane.price.currency !== row.currency) return null
    const key = `${row.lane_id} ${row.departs_on}`
    grams.set(key, (grams.get(key) ?? 0) + (row.grams ?? 0))
  }
  return [...grams].reduce(
    (sum, [key, of]) => sum + freightMinor(lanes.get(key.split(' ')[0]!)!.price!, Math.round(of)),
    0,
  )
}

function priceOf(rows: readonly Row[]): number | null {
  let sum = 0
  for (const { open_milli, price_micro, charges_minor, currency } of rows) {
    if (price_micro === null || currency === null) return null
    sum += worthMinor(open_milli, price_micro, currency) + Number(charges_minor ?? 0)
  }
  return sum
}
