/** What is expected, line by line, each with the promises whose goods come out of it. */
import sql, { join, type Sql } from 'sql-template-tag'
import type { ExpectedLine, ExpectedQuery, HangingPromise } from '../../../contract/expected.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Supply } from '../../../contract/supply.ts'
import { countRows } from '../../platform/database/count-rows.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Peg, peg } from './pegging.ts'
import { todayAt } from './pool-rows.ts'

type Row = Supply & Pick<ExpectedLine, 'product_name' | 'unit' | 'location_name' | 'is_overdue'>

const ROWS = (
  tx: Tx,
  now: Date,
  conditions: readonly Sql[],
) => sql`SELECT s.supply_id, s.line_number, s.kind, s.supplier_id,
    s.from_location_id, s.product_id, s.location_id, s.quantity::float8 AS quantity, s.received::float8 AS received, s.state,
    s.ordered_on, s.due_on, s.counted_on, s.is_count_given, s.received_on, s.late_days, s.closed_cause,
    coalesce(p.name, s.product_id) AS product_name, coalesce(p.unit, 'C62') AS unit,
    coalesce(l.name, s.location_id) AS location_name, s.state <> 'closed' AND s.due_on < ${todayAt(now)} AS is_overdue
  FROM inventory.supply s LEFT JOIN products.product p USING (tenant_id, product_id)
  LEFT JOIN locations.location l ON l.tenant_id = s.tenant_id AND l.location_id = s.location_id
  WHERE ${join([sql`s.tenant_id = ${tx.tenantId}::uuid`, ...conditions], ' AND ')}`

/** What comes first stands first; of what is closed, the latest. */
export async function listExpected(tx: Tx, query: ExpectedQuery, now: Date) {
  const isClosed = query.only === 'closed'
  const order = isClosed
    ? sql`s.counted_on DESC, s.supply_id DESC, s.line_number DESC`
    : sql`s.counted_on, s.supply_id, s.line_number`
  const rows = await tx.query<Row>(
    sql`${ROWS(tx, now, conditions(query, now))} ORDER BY ${order} LIMIT ${query.limit + 1}`,
  )
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const all = sql`FROM (${ROWS(tx, now, conditions(query, now))}) s`
  return {
    rows: withPromises(shown, await pegsOf(tx, shown)),
    total: await countRows(tx, all, query.cursor),
    nextCursor: last ? JSON.stringify([last.counted_on, last.supply_id, last.line_number]) : null,
  }
}

function conditions(query: ExpectedQuery, now: Date): Sql[] {
  const isClosed = query.only === 'closed'
  const found = [isClosed ? sql`s.state = 'closed'` : sql`s.state <> 'closed'`]
  if (query.only === 'overdue') found.push(sql`s.due_on < ${todayAt(now)}`)
  if (query.only === 'today') found.push(sql`s.due_on <= ${todayAt(now)}`)
  if (query.location_id) found.push(sql`s.location_id = ${query.location_id}`)
  if (query.supplier_id) found.push(sql`s.supplier_id = ${query.supplier_id}`)
  if (query.product_id) found.push(sql`s.product_id = ${query.product_id}`)
  if (query.from) found.push(sql`s.counted_on >= ${query.from}::date`)
  if (query.to) found.push(sql`s.counted_on <= ${query.to}::date`)
  if (query.q) found.push(searched(query.q))
  if (query.cursor) found.push(after(query.cursor, isClosed))
  return found
}

function searched(q: string): Sql {
  const escaped = q.replace(/[\\%_]/g, '\\$&')
  return sql`(s.supply_id ILIKE ${`${escaped}%`} OR s.supplier_id ILIKE ${`${escaped}%`} OR s.product_id ILIKE ${`${escaped}%`}
    OR p.name ILIKE ${`%${escaped}%`})`
}

function after(cursor: string, isBackwards: boolean): Sql {
  try {
    const [day, id, line] = JSON.parse(cursor) as unknown[]
    if (/^\d{4}-\d\d-\d\d$/.test(String(day)) && typeof id === 'string' && Number.isSafeInteger(line)) {
      const than = sql`(${String(day)}::date, ${id}, ${Number(line)}::int)`
      const key = sql`(s.counted_on, s.supply_id, s.line_number)`
      return isBackwards ? sql`${key} < ${than}` : sql`${key} > ${than}`
    }
  } catch {}
  throw new Refusal('invalid_input', { cursor })
}

interface PoolNeed {
  readonly product_id: string
  readonly location_id: string
  readonly order_id: string
  readonly line_number: number
  readonly customer_id: string
  readonly customer_name: string
  readonly need_on: string
  readonly quantity: number
  readonly promised_to: string | null
}
interface PoolSupply {
  readonly product_id: string
  readonly location_id: string
  readonly supply_id: string
  readonly line_number: number
  readonly counted_on: string
  readonly open: number
}
type PoolPeg = Peg<PoolNeed, PoolSupply>

const poolId = (key: { product_id: string; location_id: string }) => `${key.product_id}@${key.location_id}`

/** The pools of the lines given are pegged whole, in three statements: another supply may come sooner. */
async function pegsOf(tx: Tx, lines: readonly Row[]): Promise<PoolPeg[]> {
  const keys = [
    ...new Map(lines.filter((line) => line.state !== 'closed').map((line) => [poolId(line), line])).values(),
  ]
  if (!keys.length) return []
  const wanted = sql`JOIN unnest(${keys.map((key) => key.product_id)}::text[], ${keys.map((key) => key.location_id)}::text[])
    k (product_id, location_id) ON k.product_id = x.product_id AND k.location_id = x.location_id`
  const own = sql`x.tenant_id = ${tx.tenantId}::uuid`
  const there = await tx.query<{ product_id: string; location_id: string; on_hand: number }>(sql`SELECT x.product_id,
      x.location_id, x.on_hand::float8 AS on_hand FROM inventory.balance x ${wanted} WHERE ${own}`)
  const supplies =
    await tx.query<PoolSupply>(sql`SELECT x.product_id, x.location_id, x.supply_id, x.line_number, x.counted_on,
      (x.quantity - x.received)::float8 AS open
    FROM inventory.supply x ${wanted} WHERE ${own} AND x.state <> 'closed' AND x.received < x.quantity
    ORDER BY x.counted_on, x.supply_id, x.line_number`)
  const needs =
    await tx.query<PoolNeed>(sql`SELECT x.product_id, x.location_id, x.order_id, x.line_number, o.customer_id,
      coalesce(c.name, o.customer_id) AS customer_name, x.need_on, x.quantity::float8 AS quantity, p.to_date AS promised_to
    FROM inventory.reservation x ${wanted}
    JOIN orders.customer_order o ON o.tenant_id = x.tenant_id AND o.order_id = x.order_id
    LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    LEFT JOIN LATERAL (SELECT to_date FROM promises.promise WHERE tenant_id = x.tenant_id AND order_id = x.order_id
      AND line_number = x.line_number ORDER BY version DESC LIMIT 1) p ON true
    WHERE ${own} ORDER BY x.need_on, x.order_id, x.line_number`)
  const onHand = new Map(there.map((row) => [poolId(row), row.on_hand]))
  const byPool = { supplies: grouped(supplies), needs: grouped(needs) }
  return keys.flatMap((key) => {
    const id = poolId(key)
    return peg(onHand.get(id) ?? 0, byPool.supplies.get(id) ?? [], byPool.needs.get(id) ?? [])
  })
}

function grouped<T extends { product_id: string; location_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(poolId(row))
    if (group) group.push(row)
    else groups.set(poolId(row), [row])
  }
  return groups
}

const lineId = (key: { supply_id: string; line_number: number }) => `${key.supply_id}/${key.line_number}`

function withPromises(rows: readonly Row[], pegs: readonly PoolPeg[]): ExpectedLine[] {
  const byLine = new Map<string, PoolPeg[]>()
  for (const one of pegs) byLine.set(lineId(one.supply), [...(byLine.get(lineId(one.supply)) ?? []), one])
  return rows.map((row) => {
    const own = byLine.get(lineId(row)) ?? []
    const lines = new Set(own.map(({ need }) => `${need.order_id}/${need.line_number}`))
    return {
      ...row,
      promise_count: lines.size,
      customer_count: new Set(own.map(({ need }) => need.customer_id)).size,
      promised: own.reduce((sum, one) => sum + Math.round(one.quantity * 1000), 0) / 1000,
      first_need_on: own.map(({ need }) => need.need_on).sort()[0] ?? null,
    }
  })
}

/** One supply with its lines, who waits for them, and what is proposed to whom. Refuses `not_found`. */
export async function getExpected(tx: Tx, supplyId: string, now: Date) {
  const rows = await tx.query<Row>(
    sql`${ROWS(tx, now, [sql`s.supply_id = ${supplyId}`])} ORDER BY s.location_id, s.line_number`,
  )
  if (!rows.length) throw new Refusal('not_found', { supply_id: supplyId })
  const pegs = (await pegsOf(tx, rows)).filter(({ supply }) => supply.supply_id === supplyId)
  return {
    supply_id: supplyId,
    lines: withPromises(rows, pegs),
    promises: pegs.map(toHanging),
    proposals: await openProposals(tx, rows),
    differences: await tx.query(sql`SELECT kind, product_id, quantity::float8 AS quantity, cause, recorded_at
      FROM inventory.difference WHERE tenant_id = ${tx.tenantId}::uuid AND supply_id = ${supplyId}
      ORDER BY recorded_at, difference_id LIMIT 1000`),
  }
}

const toHanging = ({ supply, need, quantity }: PoolPeg): HangingPromise => ({
  supply_line: supply.line_number,
  order_id: need.order_id,
  line_number: need.line_number,
  customer_id: need.customer_id,
  customer_name: need.customer_name,
  product_id: need.product_id,
  quantity,
  need_on: need.need_on,
  promised_to: need.promised_to,
})

const openProposals = (tx: Tx, rows: readonly Row[]) =>
  tx.query(sql`SELECT p.proposal_id, count(*)::int AS line_count, count(DISTINCT c.customer_id)::int AS customer_count, p.made_at
    FROM planning.proposal p JOIN planning.change c ON c.tenant_id = p.tenant_id AND c.proposal_id = p.proposal_id
    JOIN (SELECT DISTINCT * FROM unnest(${rows.map((row) => row.product_id)}::text[],
      ${rows.map((row) => row.location_id)}::text[]) u (product_id, location_id)) k
      ON k.product_id = c.product_id AND k.location_id = c.site_id
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.state = 'open' AND p.kind IN ('supply', 'stock')
    GROUP BY p.proposal_id, p.made_at ORDER BY p.made_at DESC, p.proposal_id`)
