/**
 * Standards that the packages in force give the steps: the share of promises to keep for the way, the in-stock rate for
 * the goods, and the longest time split over the hand-overs in proportion to the middle time each takes now.
 */
import sql from 'sql-template-tag'
import type { ProcessStandards } from '../../../contract/process-standards.ts'
import type { Activity, Measure } from '../../../contract/process-words.ts'
import type { Process } from '../../../contract/processes.ts'
import { handOversOf } from '../../../engines/process-chart/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { chartOf } from './drawn.ts'
import { handOverTimes, type TimedArrow } from './hand-over-times.ts'
import { inScope } from './measured.ts'
import type { Scope } from './weeks.ts'

export interface PackageBasis {
  readonly packages: ProcessStandards['packages']
  /** By the lines of each segment; null: no package says it. */
  readonly lead_hours: number | null
  readonly in_stock: number | null
  readonly quantile: number | null
}

/** [ours] A business day stands for a day of the clock: work waits at night too. */
const DAY_HOURS = 24

export async function packageBasis(tx: Tx, scope: Scope, today: string): Promise<PackageBasis> {
  type Row = ProcessStandards['packages'][number] & Record<'lines' | 'days' | 'in_stock' | 'quantile', number | null>
  const rows = await tx.query<Row>(sql`WITH held AS (
      SELECT DISTINCT ON (p.segment_id) p.segment_id, p.package_id, p.valid_from, p.lead_time_days, p.in_stock_percent,
        p.promise_quantile
      FROM policies.service_package p WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.valid_from <= ${today}::date
        AND (${scope.segment_id ?? null}::text IS NULL OR p.segment_id = ${scope.segment_id ?? null}::text)
      ORDER BY p.segment_id, p.valid_from DESC),
    lines AS (SELECT v.segment_id, count(*)::int AS lines FROM views.line_verdict v WHERE ${inScope(tx, scope)} GROUP BY 1)
    SELECT h.segment_id, g.name AS segment_name, h.package_id, h.valid_from, coalesce(l.lines, 0) AS lines,
      h.lead_time_days::float8 AS days, (h.in_stock_percent / 100)::float8 AS in_stock, h.promise_quantile::float8 AS quantile
    FROM held h JOIN policies.segment g ON g.tenant_id = ${tx.tenantId}::uuid AND g.segment_id = h.segment_id
    LEFT JOIN lines l ON l.segment_id = h.segment_id ORDER BY h.segment_id`)
  const mean = (of: (row: Row) => number | null) => {
    const told = rows.filter((row) => of(row) !== null && row.lines! > 0)
    const lines = told.reduce((sum, row) => sum + row.lines!, 0)
    return lines > 0 ? told.reduce((sum, row) => sum + of(row)! * row.lines!, 0) / lines : null
  }
  const days = mean(({ days }) => days)
  return {
    packages: rows.map(({ segment_id, segment_name, package_id, valid_from }) => ({
      ...{ segment_id, segment_name, package_id, valid_from },
    })),
    lead_hours: days === null ? null : days * DAY_HOURS,
    in_stock: mean(({ in_stock }) => in_stock),
    quantile: mean(({ quantile }) => quantile),
  }
}

/** Of a measure; undefined where no package says anything of it. */
export function shareOfPackage(basis: PackageBasis, measure: Measure): number | undefined {
  if (measure === 'quantity') return basis.in_stock ?? undefined
  if (measure === 'time' || measure === 'promise_stable' || measure === 'cycle_time') return basis.quantile ?? undefined
  return undefined
}

/** What lies between the order and the goods at the door; papers and bills run beside it. */
const ON_THE_WAY: ReadonlySet<Activity> = new Set([
  ...(['promise_made', 'goods_picked', 'dispatched', 'picked_up', 'departed'] as const),
  ...(['arrived_facility', 'out_for_delivery', 'delivered'] as const),
])

export interface DerivedTime {
  readonly arrow: TimedArrow
  readonly median: number
}

/** Hand-overs on the way without a time of their own, each with its part of the whole. */
export async function derivedTimes(
  tx: Tx,
  process: Process,
  scope: Scope,
  basis: PackageBasis,
): Promise<DerivedTime[]> {
  const { lead_hours } = basis
  if (lead_hours === null) return []
  const ends = new Map(handOversOf(chartOf(process)).map((one) => [one.arrow, one]))
  const arrows = process.arrows.flatMap(({ arrow_id, seen_through, standard_hours }) => {
    const found = ends.get(arrow_id)
    if (!found || !(found.to as Activity[]).every((one) => ON_THE_WAY.has(one))) return []
    const arrow: TimedArrow = {
      ...{ arrow: arrow_id, seenThrough: seen_through ?? 'line', hours: standard_hours ?? lead_hours },
      ...{ from: found.from as Activity[], to: found.to as Activity[] },
    }
    return [{ arrow, isOwn: standard_hours != null }]
  })
  if (arrows.every(({ isOwn }) => isOwn)) return []
  const times = await handOverTimes(
    tx,
    arrows.map(({ arrow }) => arrow),
    scope,
  )
  const medianOf = ({ arrow }: TimedArrow) => times.get(arrow)?.waiting?.median ?? 0
  const whole = arrows.reduce((sum, { arrow }) => sum + medianOf(arrow), 0)
  return arrows.flatMap(({ arrow, isOwn }) => {
    const median = medianOf(arrow)
    if (isOwn || median <= 0) return []
    return [{ arrow: { ...arrow, hours: Math.round((10 * lead_hours * median) / whole) / 10 }, median }]
  })
}
