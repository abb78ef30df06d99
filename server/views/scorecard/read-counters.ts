/**
 * Reads the counters of a period out of the rollup: whole months by their totals, the two edges by their days. What it
 * costs follows the months and members asked for, never the number of order lines behind them.
 */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import { BASES } from '../verdicts/packing.ts'
import type { CounterRow, CounterScope, Period } from './counter-row.ts'
import { COUNTERS } from './counters.ts'
import { askedDimensions, countCrossing } from './crossing.ts'
import { CUBES } from './cubes.ts'
import { spansOf } from './month.ts'
import { addVector } from './vector.ts'

export const monthOf = (day: string) => `${day.slice(0, 7)}-01`

function isWhole(month: string, period: Period): boolean {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return month >= period.from && `${month.slice(0, 8)}${String(last).padStart(2, '0')}` <= period.to
}

/** One further dimension stands counted in a cube; where several cross, their lines are counted as they are asked for. */
export async function readRows(tx: Tx, scope: CounterScope): Promise<CounterRow[]> {
  const { query, period, by, withDays } = scope
  const asked = askedDimensions(query)
  const own = asked[0]
  const isSplit = by !== undefined && by !== 'all'
  if (asked.length > 1 || (own && isSplit && own.cube !== by)) return countCrossing(tx, scope, asked)
  const cube = isSplit ? by : (own?.cube ?? 'all')
  const conditions: Sql[] = [
    sql`tenant_id = ${tx.tenantId}::uuid`,
    sql`basis = ${BASES.indexOf(query.basis)}`,
    sql`cube = ${CUBES.indexOf(cube)}`,
    sql`month BETWEEN ${monthOf(period.from)}::date AND ${monthOf(period.to)}::date`,
  ]
  if (own) conditions.push(sql`member = ${query[own.field]}`)
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
