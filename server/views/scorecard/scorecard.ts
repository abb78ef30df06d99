/** The scorecard and its groups, by member or by time. */
import sql, { raw } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type {
  BREAKDOWNS,
  CustomerScorecard,
  GroupRow,
  RateFigure,
  Scorecard,
  ScorecardQuery,
} from '../../../contract/scorecard.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { CounterRow, Period } from './counter-row.ts'
import { toGroup, toScorecard } from './figures.ts'
import { markOf } from './marks.ts'
import { addRow, eachDay, emptyCounters, readRows } from './read-counters.ts'
import { addVector } from './vector.ts'

const DAYS_SHOWN = 90
const DAY_MS = 86_400_000

/** The period asked for, or the 90 days up to today. Refuses one that ends before it begins. */
export function periodOf(query: ScorecardQuery, now: Date): Period {
  const to = query.to ?? now.toISOString().slice(0, 10)
  const from = query.from ?? new Date(Date.parse(to) - (DAYS_SHOWN - 1) * DAY_MS).toISOString().slice(0, 10)
  if (from > to) throw new Refusal('time_order', { from, to })
  return { from, to }
}

export async function getScorecard(tx: Tx, query: ScorecardQuery, now: Date): Promise<Scorecard> {
  const period = periodOf(query, now)
  const rows = await readRows(tx, { query, period })
  const all = emptyCounters()
  const byCurrency = groupRows(rows, period, (row) => row.currency)
  for (const counters of byCurrency.values())
    counters.forEach((value, index) => {
      all[index]! += value
    })
  return toScorecard(all, byCurrency, { basis: query.basis, ...period })
}

function groupRows(rows: readonly CounterRow[], period: Period, keyOf: (row: CounterRow) => string) {
  const groups = new Map<string, Float64Array>()
  for (const row of rows) {
    const key = keyOf(row)
    addRow(countersOf(groups, key), row, period)
  }
  return groups
}

function countersOf(groups: Map<string, Float64Array>, key: string): Float64Array {
  const known = groups.get(key)
  if (known) return known
  const fresh = emptyCounters()
  groups.set(key, fresh)
  return fresh
}

type Breakdown = (typeof BREAKDOWNS)[number]

export async function getBreakdown(tx: Tx, query: ScorecardQuery, by: Breakdown, now: Date): Promise<GroupRow[]> {
  const period = periodOf(query, now)
  const cube = by === 'segment' || by === 'site' ? undefined : by
  const rows = await readRows(tx, { query, period, by: cube })
  const keyOf = (row: CounterRow) => (by === 'segment' ? row.segment_id : by === 'site' ? row.site_id : row.member)
  const groups = groupRows(rows, period, keyOf)
  const labels = await labelsOf(tx, by, [...groups.keys()])
  return [...groups]
    .map(([member, counters]) => toGroup(member, labels.get(member) ?? member, counters))
    .filter((row) => row.counted > 0)
    .sort((a, b) => b.counted - a.counted)
}

const NAMED: Partial<Record<Breakdown, readonly [string, string]>> = {
  segment: ['policies.segment', 'segment_id'],
  site: ['locations.location', 'location_id'],
  customer: ['customers.customer', 'customer_id'],
  carrier: ['carriers.carrier', 'carrier_id'],
}

async function labelsOf(tx: Tx, by: Breakdown, members: string[]): Promise<Map<string, string>> {
  const named = NAMED[by]
  if (!named) return new Map()
  const rows = await tx.query<{
    id: string
    name: string
  }>(sql`SELECT ${raw(named[1])} AS id, name FROM ${raw(named[0])}
    WHERE tenant_id = ${tx.tenantId}::uuid AND ${raw(named[1])} = ANY(${members})`)
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function getTrend(
  tx: Tx,
  query: ScorecardQuery,
  by: 'day' | 'week' | 'month',
  now: Date,
): Promise<GroupRow[]> {
  const period = periodOf(query, now)
  const rows = await readRows(tx, { query, period, withDays: true })
  const groups = new Map<string, Float64Array>()
  for (const row of rows) {
    eachDay(row, period, (day, bytes, start, end) => {
      const key = by === 'day' ? day : by === 'month' ? `${day.slice(0, 7)}-01` : mondayOf(day)
      addVector(countersOf(groups, key), bytes, start, end)
    })
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([start, counters]) => toGroup(start, start, counters))
}

function mondayOf(day: string): string {
  const time = Date.parse(day)
  const weekday = (new Date(time).getUTCDay() + 6) % 7
  return new Date(time - weekday * DAY_MS).toISOString().slice(0, 10)
}

/** What a customer's segment was told to expect, beside what the customer got. */
export async function getCustomerScorecard(tx: Tx, customerId: string, now: Date): Promise<CustomerScorecard> {
  const [customer] = await tx.query<{ segment_id: string | null }>(sql`SELECT segment_id FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}`)
  if (!customer) throw new Refusal('not_found', { customer_id: customerId })
  const scorecard = await getScorecard(tx, { basis: 'first_promised', customer_id: customerId }, now)
  const standards = await tx.query<{ element: string; target: string; target_unit: string; valid_from: string }>(sql`
    SELECT DISTINCT ON (element) element, target, target_unit, valid_from FROM policies.standard
    WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${customer.segment_id} AND valid_from <= ${now}::date
    ORDER BY element, valid_from DESC`)
  return {
    customer_id: customerId,
    from: scorecard.from,
    to: scorecard.to,
    elements: standards.flatMap((standard) => {
      const measured = measuredFor(scorecard, standard.element)
      if (!measured) return []
      const target = Number(standard.target)
      // A target in hours or days is judged by the share of orders within it, against all of them.
      const wanted = standard.target_unit === 'percent' ? target / 100 : WITHIN_TIME
      const open = standard.element === 'perfect_order' ? measured.unknown : 0
      return [{ ...standard, target, measured, mark: markOf(measured, wanted, open) }]
    }),
    scorecard,
  }
}

/** The share of orders that should stay within a time standard. */
const WITHIN_TIME = 0.95

function measuredFor(scorecard: Scorecard, element: string): RateFigure | undefined {
  const right = (name: string) => scorecard.rights.find((one) => one.right === name)?.rate
  const found: Record<string, RateFigure | undefined> = {
    order_cycle_time: scorecard.rates.cycle_in_standard,
    on_time: scorecard.rates.on_time,
    in_full: scorecard.rates.in_full,
    condition: right('condition'),
    billing: right('price'),
    information: right('information'),
    perfect_order: scorecard.rates.perfect_order,
  }
  return found[element]
}
