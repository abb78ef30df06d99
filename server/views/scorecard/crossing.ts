/**
 * The counters of lines that several further dimensions single out together, such as one customer's with one carrier. No
 * cube holds them, so their lines are read and tallied the way the cubes were: exactly, and only where they are few.
 */
import sql, { empty, raw, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { ScorecardQuery } from '../../../contract/scorecard.ts'
import type { Tx } from '../../platform/database/database.ts'
import { writeDay } from '../verdicts/cells.ts'
import { copyRows } from '../verdicts/copy-rows.ts'
import { BASES } from '../verdicts/packing.ts'
import { type LineRecord, RECORD_COLUMNS, readRecord } from '../verdicts/record.ts'
import type { CounterRow, CounterScope, Period } from './counter-row.ts'
import { CUBES, type Cube } from './cubes.ts'
import { Tally } from './tally.ts'

/** As many lines as are read and tallied within the time a reader is to wait for any scorecard. */
export const CROSSING_LINES_MAX = 5_000

export interface Dimension {
  readonly cube: Exclude<Cube, 'all'>
  readonly field: 'customer_id' | 'product_group' | 'lane' | 'carrier_id'
}

const DIMENSIONS: readonly Dimension[] = [
  { cube: 'customer', field: 'customer_id' },
  { cube: 'product_group', field: 'product_group' },
  { cube: 'lane', field: 'lane' },
  { cube: 'carrier', field: 'carrier_id' },
]

export const askedDimensions = (query: ScorecardQuery) => DIMENSIONS.filter(({ field }) => query[field] !== undefined)

/** Refuses `too_many_lines` where even the narrowest way to the lines passes more of them than may be read. */
export async function countCrossing(tx: Tx, scope: CounterScope, asked: readonly Dimension[]): Promise<CounterRow[]> {
  const { query, period, by } = scope
  await refuseMany(tx, scope, asked)
  const fields = ['segment_id', 'site_id', ...asked.map(({ field }) => field)] as const
  const members = fields.flatMap((field) => (query[field] === undefined ? [] : [equals(tx, field, query[field])]))
  const lines = await readLines(tx, members, { due: query.basis, ...period })
  const cube = CUBES.indexOf(by ?? 'all')
  const tally = new Tally({ basis: BASES.indexOf(query.basis), cube })
  for (const order of byOrder(lines)) tally.addOrder(order, 1)
  return [...tally.drain()].map((row) => ({
    member: row.member,
    month: writeDay(row.month)!,
    segment_id: row.segmentId,
    site_id: row.siteId,
    currency: row.currency,
    total: row.bytes.total,
    days: row.bytes.days,
  }))
}

/** The ways an index leads to the lines: by customer, by carrier, by period. Counting stops where reading would. */
async function refuseMany(tx: Tx, scope: CounterScope, asked: readonly Dimension[]): Promise<void> {
  const { query, period, crossingMax: most = CROSSING_LINES_MAX } = scope
  for (const way of waysTo(query, period)) {
    const [row] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM (SELECT 1 FROM views.line_verdict
      WHERE tenant_id = ${tx.tenantId}::uuid AND ${way} LIMIT ${most + 1}) passed`)
    if (row!.count <= most) return
  }
  const fields = asked.map(({ field }) => field)
  throw new Refusal('too_many_lines', { fields, lines_max: most })
}

function waysTo(query: ScorecardQuery, period: Period): Sql[] {
  const inPeriod = sql`${raw(`${query.basis}_due`)} BETWEEN ${period.from}::date AND ${period.to}::date`
  // The indexes of customers and carriers go on by the first promise, so another basis passes all lines they ever had.
  const also = query.basis === 'first_promised' ? sql`AND ${inPeriod}` : empty
  const ways: Sql[] = []
  if (query.customer_id !== undefined) ways.push(sql`customer_id = ${query.customer_id} ${also}`)
  if (query.carrier_id !== undefined) ways.push(sql`carrier_id = ${query.carrier_id} ${also}`)
  return [...ways, inPeriod]
}

interface Due {
  readonly due: string
  readonly from: string
  readonly to: string
}

/** COPY takes no parameters, so members are written as escaped literals. */
const equals = (tx: Tx, field: string, member: string) => `v.${field} = ${tx.client.escapeLiteral(member)}`

/** The lines due in the period, and those others of the same orders that decide on which day an order counts. */
async function readLines(tx: Tx, members: readonly string[], { due, from, to }: Due): Promise<LineRecord[]> {
  const tenant = `v.tenant_id = ${tx.client.escapeLiteral(tx.tenantId)}`
  const own = [tenant, ...members].join(' AND ')
  const rows = await copyRows(
    tx,
    `SELECT ${RECORD_COLUMNS.map((column) => `v.${column}`)} FROM views.line_verdict v WHERE ${own} AND v.order_id IN (
       SELECT v.order_id FROM views.line_verdict v WHERE ${own}
         AND v.${due}_due BETWEEN ${tx.client.escapeLiteral(from)} AND ${tx.client.escapeLiteral(to)})
     ORDER BY v.order_id, v.line_number`,
  )
  return rows.map(readRecord)
}

function* byOrder(lines: readonly LineRecord[]): Generator<LineRecord[]> {
  let order: LineRecord[] = []
  for (const line of lines) {
    if (order.length > 0 && order[0]!.orderId !== line.orderId) {
      yield order
      order = []
    }
    order.push(line)
  }
  if (order.length > 0) yield order
}
