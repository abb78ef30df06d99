/** The year that was, read into columns: orders with their lines, promises, deliveries and verdicts. */
import sql, { raw, type Sql } from 'sql-template-tag'
import { consignmentEmission, UK_2025 } from '../../../engines/emissions/index.ts'
import { type Lines, MARK, NONE, type Orders } from '../../../engines/replay/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { SHIFT } from '../../views/verdicts/packing.ts'

export interface HistoryAsked {
  readonly from: string
  readonly to: string
  readonly currency: string | null
  readonly segments: ReadonlyMap<string, number>
  readonly pools: ReadonlyMap<string, number>
}

export interface History {
  readonly lines: Lines
  readonly orders: Orders
  readonly customers: readonly string[]
  readonly sites: readonly string[]
  readonly doors: number
  /** Orders left out: their customer has no segment. */
  readonly unplaced: number
  /** Orders in another currency than the one asked for. */
  readonly elsewhere: number
}

interface Row {
  readonly order_id: string
  readonly customer_id: string
  readonly segment_id: string | null
  readonly location_id: string | null
  readonly site_id: string | null
  readonly day: number
  readonly currency: string | null
  readonly mode: string | null
  readonly from_at: [number, number] | null
  readonly to_at: [number, number] | null
  readonly product_id: string
  readonly kind: string
  readonly quantity: number
  readonly worth: number | null
  readonly grams: number | null
  readonly due: number | null
  readonly done: number | null
  readonly outcome: number
  readonly is_full: boolean
  readonly is_late_in_day: boolean
  readonly is_wished: boolean
}

const BATCH = 20_000
const { onTime, otif, timing } = SHIFT

/**
 * Lines whose goods were left out of every figure (tests, duplicates) are left out here. The day a line came is the day of the
 * delivery that completed it, else of the last one; what was accepted is held against what was ordered.
 */
function historyOf(tx: Tx, { from, to }: HistoryAsked): Sql {
  const day = (column: string) => raw(`${column} - '1970-01-01'::date`)
  return sql`WITH placed AS (
      SELECT * FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid AND ordered_on BETWEEN ${from}::date AND ${to}::date
    ), part AS (
      SELECT n.order_id, n.line_number, d.delivered_on, d.delivered_at, n.accepted_quantity,
        sum(n.accepted_quantity) OVER (PARTITION BY n.order_id, n.line_number ORDER BY d.delivered_on, d.delivered_at, d.delivery_id) AS so_far
      FROM placed o JOIN delivery.delivery_line n ON n.tenant_id = o.tenant_id AND n.order_id = o.order_id
      JOIN delivery.delivery d ON d.tenant_id = n.tenant_id AND d.delivery_id = n.delivery_id
    ), came AS (
      SELECT p.order_id, p.line_number, max(p.delivered_on) AS last_on, max(p.delivered_at) AS last_at,
        min(p.delivered_on) FILTER (WHERE p.so_far >= l.quantity - CASE WHEN l.cancelled_by = 'customer' THEN l.cancelled_quantity ELSE 0 END) AS full_on,
        min(p.delivered_at) FILTER (WHERE p.so_far >= l.quantity - CASE WHEN l.cancelled_by = 'customer' THEN l.cancelled_quantity ELSE 0 END) AS full_at,
        sum(p.accepted_quantity) AS accepted, bool_or(p.accepted_quantity IS NULL) AS is_open
      FROM part p JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = p.order_id AND l.line_number = p.line_number
      GROUP BY 1, 2
    ), told AS (
      SELECT DISTINCT ON (p.order_id, p.line_number) p.order_id, p.line_number, p.to_at
      FROM placed o JOIN promises.promise p ON p.tenant_id = o.tenant_id AND p.order_id = o.order_id
      WHERE p.cause IN ('initial', 'customer') ORDER BY p.order_id, p.line_number, p.version DESC
    ), sent AS (
      SELECT DISTINCT ON (n.order_id) n.order_id, coalesce(s.mode, c.mode) AS mode
      FROM placed o JOIN shipments.shipment_line n ON n.tenant_id = o.tenant_id AND n.order_id = o.order_id
      JOIN shipments.shipment s ON s.tenant_id = n.tenant_id AND s.shipment_id = n.shipment_id
      LEFT JOIN carriers.service c ON c.tenant_id = s.tenant_id AND c.carrier_id = s.carrier_id AND c.service = s.service
      ORDER BY n.order_id, s.shipped_on, s.shipment_id
    )
    SELECT o.order_id, o.customer_id, c.segment_id, o.location_id, coalesce(o.site_id, v.site_id) AS site_id,
      ${day('o.ordered_on')} AS day, o.currency, sent.mode,
      CASE WHEN f.latitude IS NOT NULL AND f.longitude IS NOT NULL THEN json_build_array(f.latitude, f.longitude) END AS from_at,
      CASE WHEN t.latitude IS NOT NULL AND t.longitude IS NOT NULL THEN json_build_array(t.latitude, t.longitude) END AS to_at,
      l.product_id, l.kind, l.quantity::float8 AS quantity, (l.quantity * l.unit_price)::float8 AS worth,
      (l.quantity * p.weight_grams)::float8 AS grams, ${day('v.first_promised_due')} AS due,
      ${day('coalesce(came.full_on, came.last_on)')} AS done, v.first_promised_outcome AS outcome,
      coalesce(came.full_on IS NOT NULL OR came.is_open, false) AS is_full,
      coalesce(coalesce(came.full_at, came.last_at) > told.to_at AND coalesce(came.full_on, came.last_on) <= v.first_promised_due, false) AS is_late_in_day,
      coalesce(v.requested_due = v.first_promised_due AND v.requested_due > o.ordered_on, false) AS is_wished
    FROM placed o
    JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
    JOIN views.line_verdict v ON v.tenant_id = l.tenant_id AND v.order_id = l.order_id AND v.line_number = l.line_number AND v.exclusion = 0
    JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    LEFT JOIN came ON came.order_id = l.order_id AND came.line_number = l.line_number
    LEFT JOIN told ON told.order_id = l.order_id AND told.line_number = l.line_number
    LEFT JOIN sent ON sent.order_id = o.order_id
    LEFT JOIN products.product p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
    LEFT JOIN locations.location f ON f.tenant_id = o.tenant_id AND f.location_id = coalesce(o.site_id, v.site_id)
    LEFT JOIN locations.location t ON t.tenant_id = o.tenant_id AND t.location_id = o.location_id
    ORDER BY o.ordered_on, o.order_id, l.line_number`
}

/** Reads by a cursor, so that a million lines never stand in memory as rows. */
export async function readHistory(tx: Tx, asked: HistoryAsked): Promise<History> {
  const [bound] = await tx.query<{ lines: number; orders: number }>(sql`SELECT count(*)::int AS lines,
      count(DISTINCT o.order_id)::int AS orders
    FROM orders.customer_order o JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.ordered_on BETWEEN ${asked.from}::date AND ${asked.to}::date`)
  const filling = new Filling(bound!, asked)
  // A year is read as a whole: what little the planner knows of tables just filled must not tempt it to look rows up one by one.
  await tx.client.query('SET LOCAL enable_nestloop = off')
  await tx.execute(sql`DECLARE history NO SCROLL CURSOR FOR ${historyOf(tx, asked)}`)
  for (;;) {
    const rows = await tx.query<Row>(sql`FETCH ${raw(String(BATCH))} FROM history`)
    for (const row of rows) filling.add(row)
    if (rows.length < BATCH) break
  }
  await tx.execute(sql`CLOSE history`)
  await tx.client.query('SET LOCAL enable_nestloop = on')
  return filling.end()
}

/** Shared memory: the thread that replays reads the same columns. */
const ints = (length: number) => new Int32Array(new SharedArrayBuffer(4 * length))
const bytes = (length: number) => new Uint8Array(new SharedArrayBuffer(length))
const doubles = (length: number) => new Float64Array(new SharedArrayBuffer(8 * length))

class Filling {
  readonly #asked: HistoryAsked
  readonly #lines
  readonly #orders
  readonly #customers = new Map<string, number>()
  readonly #sites = new Map<string, number>()
  readonly #doors = new Map<string, number>()
  #line = 0
  #order = -1
  #orderId = ''
  #grams: number | null = 0
  #last: Row | undefined
  #unplaced = 0
  #elsewhere = 0

  constructor({ lines, orders }: { lines: number; orders: number }, asked: HistoryAsked) {
    this.#asked = asked
    this.#lines = {
      order: ints(lines),
      due: ints(lines),
      done: ints(lines),
      pool: ints(lines),
      quantity: new Float32Array(new SharedArrayBuffer(4 * lines)),
      marks: bytes(lines),
    }
    this.#orders = {
      day: ints(orders),
      customer: ints(orders),
      door: ints(orders),
      segment: ints(orders),
      site: ints(orders),
      worth: doubles(orders),
      emission: doubles(orders),
      isOwnVan: bytes(orders),
    }
  }

  add(row: Row): void {
    const segment = row.segment_id === null ? undefined : this.#asked.segments.get(row.segment_id)
    const isNew = row.order_id !== this.#orderId
    this.#orderId = row.order_id
    if (segment === undefined) {
      if (isNew) this.#unplaced++
      return
    }
    if (isNew) this.#begin(row, segment)
    this.#last = row
    const at = this.#line++
    const lines = this.#lines
    lines.order[at] = this.#order
    lines.due[at] = row.due ?? NONE
    lines.done[at] = row.done ?? NONE
    lines.quantity[at] = row.quantity
    lines.pool[at] = row.kind === 'goods' ? (this.#asked.pools.get(`${row.product_id} ${row.site_id}`) ?? NONE) : NONE
    lines.marks[at] = marksOf(row)
    if (row.worth !== null) this.#orders.worth[this.#order]! += row.worth
    this.#grams =
      this.#grams === null || row.grams === null ? (row.kind === 'goods' ? null : this.#grams) : this.#grams + row.grams
  }

  #begin(row: Row, segment: number): void {
    this.#emit()
    const at = ++this.#order
    const orders = this.#orders
    orders.day[at] = row.day
    orders.segment[at] = segment
    orders.customer[at] = numbered(this.#customers, row.customer_id)
    orders.site[at] = numbered(this.#sites, row.site_id ?? '')
    orders.door[at] = numbered(this.#doors, `${row.customer_id} ${row.location_id ?? ''}`)
    const isHere = row.currency !== null && row.currency === this.#asked.currency
    orders.worth[at] = isHere ? 0 : Number.NaN
    if (!isHere) this.#elsewhere++
    orders.isOwnVan[at] = row.mode === 'own_van' ? 1 : 0
    this.#grams = 0
  }

  /** What the order before emitted, now that all its lines are known. */
  #emit(): void {
    if (this.#order < 0 || !this.#last) return
    const { mode, from_at, to_at } = this.#last
    const place = (at: [number, number] | null) => at && { latitude: at[0], longitude: at[1] }
    const grams = this.#grams
    const found =
      mode === null || grams === null || grams <= 0
        ? null
        : consignmentEmission(
            UK_2025,
            { mode, kind: null, statedKm: null, from: place(from_at), to: place(to_at) },
            grams,
          )
    this.#orders.emission[this.#order] = found?.grams ?? Number.NaN
  }

  end(): History {
    this.#emit()
    return {
      lines: { count: this.#line, ...this.#lines },
      orders: { count: this.#order + 1, ...this.#orders },
      customers: [...this.#customers.keys()],
      sites: [...this.#sites.keys()],
      doors: this.#doors.size,
      unplaced: this.#unplaced,
      elsewhere: this.#elsewhere,
    }
  }
}

function marksOf(row: Row): number {
  const bits = (shift: number) => (row.outcome >> shift) & 7
  const isJudged = (row.outcome & 1) === 1 && bits(otif) <= 1
  return (
    (isJudged ? MARK.judged : 0) |
    (bits(otif) === 0 ? MARK.kept : 0) |
    (row.is_full ? MARK.inFull : 0) |
    (row.is_late_in_day ? MARK.lateInDay : 0) |
    (bits(onTime) === 1 && bits(timing) === 0 ? MARK.early : 0) |
    (row.is_wished ? MARK.wished : 0)
  )
}

function numbered(known: Map<string, number>, name: string): number {
  let found = known.get(name)
  if (found === undefined) {
    found = known.size
    known.set(name, found)
  }
  return found
}
