/**
 * Reads the counters of a period out of the rollup: whole months by their totals, the two edges by their days. What it
 * costs follows the months and members asked for, never the number of order lines behind them.
 */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { ScorecardQuery } from '../../../contract/scorecard.ts'
import type { Tx } from '../../platform/database/database.ts'
import { BASES } from '../verdicts/packing.ts'
import { COUNTERS } from './counters.ts'
import { CUBES, type Cube } from './cubes.ts'
import { spansOf } from './month.ts'
import { addVector } from './vector.ts'

export interface Period {
  readonly from: string
  readonly to: string
}

export interface CounterRow {
  readonly member: string
  readonly month: string
  readonly segment_id: string
  readonly site_id: string
  readonly currency: string
  readonly total: Buffer
  /** Read for the months at the period's edges, and for all when days are asked for. */
  readonly days: Buffer | null
}

/** The fields of a query by the cube they choose. */
const DIMENSION: readonly (readonly [Exclude<Cube, 'all'>, 'customer_id' | 'product_group' | 'lane' | 'carrier_id'])[] =
  [
    ['customer', 'customer_id'],
    ['product_group', 'product_group'],
    ['lane', 'lane'],
    ['carrier', 'carrier_id'],
  ]

/** Refuses two further dimensions at once: their crossing is not counted, and guessing it would be wrong. */
export function cubeOf(query: ScorecardQuery): { cube: Cube; member: string | undefined } {
  const asked = DIMENSION.filter(([, field]) => query[field] !== undefined)
  if (asked.length > 1) {
    throw new Refusal('invalid_input', { reason: 'one_dimension_at_a_time', fields: asked.map(([, field]) => field) })
  }
  const [first] = asked
  return first ? { cube: first[0], member: query[first[1]] } : { cube: 'all', member: undefined }
}

export const monthOf = (day: string) => `${day.slice(0, 7)}-01`

function isWhole(month: string, period: Period): boolean {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return month >= period.from && `${month.slice(0, 8)}${String(last).padStart(2, '0')}` <= period.to
}

export interface CounterScope {
  readonly query: ScorecardQuery
  readonly period: Period
  /** Counts the members of this cube apart; absent: the cube that the query's own filter chooses. */
  readonly by?: Cube
  readonly withDays?: boolean
}

export async function readRows(tx: Tx, { query, period, by, withDays }: CounterScope): Promise<CounterRow[]> {
  const own = cubeOf(query)
  if (by && by !== 'all' && own.cube !== 'all' && own.cube !== by) {
    throw new Refusal('invalid_input', { reason: 'one_dimension_at_a_time', fields: [own.cube, by] })
  }
  const cube = by && by !== 'all' ? by : own.cube
  const conditions: Sql[] = [
    sql`tenant_id = ${tx.tenantId}::uuid`,
    sql`basis = ${BASES.indexOf(query.basis)}`,
    sql`cube = ${CUBES.indexOf(cube)}`,
    sql`month BETWEEN ${monthOf(period.from)}::date AND ${monthOf(period.to)}::date`,
  ]
  if (own.member !== undefined && own.cube === cube) conditions.push(sql`member = ${own.member}`)
  if (query.segment_id !== undefined) conditions.push(sql`segment_id = ${query.segment_id}`)
  if (query.site_id !== undefined) conditions.push(sql`site_id = ${query.site_id}`)
  const edges = [monthOf(period.from), monthOf(period.to)].filter((month) => !isWhole(month, period))
  const days = withDays
    ? sql`days`
    : edges.length
      ? sql`CASE WHEN month = ANY(${edges}::date[]) THEN days END AS days`
      : sql`NULL::bytea AS days`
  return tx.query<CounterRow>(
    sql`SELECT member, month, segment_id, site_id, currency, total, ${days} FROM views.rollup WHERE ${join(conditions, ' AND ')} ${empty}`,
  )
}

/** Adds the part of a row that lies in the period. */
export function addRow(into: Float64Array, row: CounterRow, period: Period): void {
  if (isWhole(row.month, period)) addVector(into, row.total)
  else eachDay(row, period, (_, bytes, start, end) => addVector(into, bytes, start, end))
}

export function eachDay(
  row: CounterRow,
  period: Period,
  visit: (day: string, bytes: Buffer, start: number, end: number) => void,
): void {
  for (const { dayIndex, start, end } of spansOf(row.days!)) {
    const day = `${row.month.slice(0, 8)}${String(dayIndex + 1).padStart(2, '0')}`
    if (day >= period.from && day <= period.to) visit(day, row.days!, start, end)
  }
}

export const emptyCounters = () => new Float64Array(COUNTERS)
