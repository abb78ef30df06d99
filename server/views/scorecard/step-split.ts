/** How the time from order to delivery divides into the steps, for a segment: what a lead time leaves each of them. */
import sql from 'sql-template-tag'
import type { StepSplit } from '../../../contract/step-split.ts'
import type { Tx } from '../../platform/database/database.ts'

const DAYS = 365

interface Row {
  readonly lines: number
  /** Means in hours, each of the lines of which it is known; null: of none. */
  readonly cycle: number | null
  readonly order_entry: number | null
  readonly warehouse: number | null
  readonly transit: number | null
  readonly order_entry_lines: number
  readonly warehouse_lines: number
  readonly transit_lines: number
}

/**
 * By the means of the steps, each of the lines that tell it; what is none of the steps is waiting between them. The time a
 * customer asked to wait is nobody's step and left out. A step that no line tells has no share.
 */
export async function stepSplit(tx: Tx, segmentId: string, today: string): Promise<StepSplit> {
  const [row] = await tx.query<Row>(sql`SELECT count(order_cycle_seconds)::int AS lines,
      (avg(greatest(0, order_cycle_seconds - coalesce(customer_wait_seconds, 0))) / 3600)::float8 AS cycle,
      (avg(order_entry_seconds) / 3600)::float8 AS order_entry, count(order_entry_seconds)::int AS order_entry_lines,
      (avg(warehouse_seconds) / 3600)::float8 AS warehouse, count(warehouse_seconds)::int AS warehouse_lines,
      (avg(transit_seconds) / 3600)::float8 AS transit, count(transit_seconds)::int AS transit_lines
    FROM views.line_verdict
    WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${segmentId}
      AND first_promised_due BETWEEN ${today}::date - ${DAYS}::int AND ${today}::date`)
  const { lines, cycle, ...told } = row!
  const steps = (['order_entry', 'warehouse', 'transit'] as const).map((step) => ({
    step: step as StepSplit['steps'][number]['step'],
    mean_hours: told[step],
    lines: told[`${step}_lines`],
  }))
  const known = steps.reduce((sum, { mean_hours }) => sum + (mean_hours ?? 0), 0)
  // Steps may overlap, as where goods leave while an order is still being confirmed; then nothing waits between them.
  const waiting = cycle === null ? null : Math.max(0, cycle - known)
  const whole = known + (waiting ?? 0)
  return {
    segment_id: segmentId,
    lines,
    steps: [...steps, { step: 'waiting' as const, mean_hours: waiting, lines }].map((one) => ({
      ...one,
      share: one.mean_hours === null || whole <= 0 ? null : one.mean_hours / whole,
    })),
  }
}
