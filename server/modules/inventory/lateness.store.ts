/** How late suppliers were, counted from supply that was received, and the day on which promising counts what is to come. */
import sql from 'sql-template-tag'
import type { Supply } from '../../../contract/supply.ts'
import { addBusinessDays, formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces } from '../locations/index.ts'
import { casesOf, type LateCounts, learnLateness } from './lateness.ts'

/** A supplier changes; receipts older than a year no longer speak for it. */
const MEMORY_DAYS = 365
/** What promising counts on unless a package asks for more. */
export const USUAL_QUANTILE = 0.9

export interface LateCountsBySupplier {
  readonly all: LateCounts
  /** By supplier; transfers and production stand under the empty code. */
  readonly own: ReadonlyMap<string, LateCounts>
}

export async function loadLateness(context: Context, tx: Tx): Promise<LateCountsBySupplier> {
  const rows = await tx.query<{ supplier_id: string; late_days: number; count: number }>(sql`
    SELECT coalesce(supplier_id, '') AS supplier_id, late_days, count(*)::int AS count FROM inventory.supply
    WHERE tenant_id = ${tx.tenantId}::uuid AND late_days IS NOT NULL
      AND received_on > (${context.clock.now()}::timestamptz)::date - ${MEMORY_DAYS}::int
    GROUP BY 1, 2`)
  const all = new Map<number, number>()
  const own = new Map<string, Map<number, number>>()
  for (const { supplier_id, late_days, count } of rows) {
    all.set(late_days, (all.get(late_days) ?? 0) + count)
    const counts = own.get(supplier_id) ?? new Map<number, number>()
    counts.set(late_days, count)
    own.set(supplier_id, counts)
  }
  return { all, own }
}

/** The lines with the day promising counts them, unless somebody gave that day. Nobody is counted on before its own word. */
export async function countLines(
  context: Context,
  tx: Tx,
  lines: readonly Supply[],
  quantile: number = USUAL_QUANTILE,
): Promise<Supply[]> {
  const learnt = await loadLateness(context, tx)
  const today = context.clock.now().toISOString().slice(0, 10)
  const ids = [...new Set(lines.map((line) => line.location_id))]
  const places = await loadPlaces(tx, ids, { firstDay: today, lastDay: today })
  return lines.map((line) => {
    if (line.is_count_given) return line
    const own = learnt.own.get(line.supplier_id ?? '') ?? new Map()
    const late = Math.max(0, learnLateness(own, learnt.all, quantile).days)
    const calendar = places.get(line.location_id)?.calendar ?? EVERY_DAY
    return { ...line, counted_on: later(line.due_on, late, calendar) }
  })
}

const EVERY_DAY = { isBusinessDay: () => true }

function later(day: string, businessDays: number, calendar: { isBusinessDay(day: number): boolean }): string {
  try {
    return formatLocalDay(addBusinessDays(calendar, parseLocalDay(day), businessDays))
  } catch (error) {
    // A site that never opens: the supplier's delay in plain days is all that can be said.
    if (error instanceof RangeError) return formatLocalDay(parseLocalDay(day) + businessDays)
    throw error
  }
}

/** What is learned of each supplier at a quantile, the one with most receipts first. */
export async function listLateness(context: Context, tx: Tx, quantile: number) {
  const { own, all } = await loadLateness(context, tx)
  return [...own]
    .map(([supplier, counts]) => {
      const { days, basis } = learnLateness(counts, all, quantile)
      return { supplier_id: supplier || null, cases: casesOf(counts), late_days: days, basis, ...usual(counts) }
    })
    .sort((a, b) => b.cases - a.cases)
}

function usual(counts: LateCounts) {
  const cases = casesOf(counts)
  let sum = 0
  let onTime = 0
  for (const [days, count] of counts) {
    sum += days * count
    if (days <= 0) onTime += count
  }
  return {
    mean_late_days: Math.round((sum / cases) * 10) / 10,
    on_time_percent: Math.round((onTime / cases) * 1000) / 10,
  }
}
