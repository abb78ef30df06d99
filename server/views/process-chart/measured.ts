/** What is measured of steps, by week: the rights of the lines due then, and how questions of that week were answered. */
import sql, { join, raw, type Sql } from 'sql-template-tag'
import { ELEMENT_OF, type Measure } from '../../../contract/process-words.ts'
import { RIGHTS, type Right } from '../../../contract/rights.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Scope, WeekCount } from './weeks.ts'

/** The verdict's two bits of a right; see server/views/verdicts/packing.ts. */
const checkOf = (right: Right) => `((v.rights >> ${2 * RIGHTS.indexOf(right)}) & 3)`
const YES_NO = {
  request_accepted: 'is_request_accepted',
  promise_stable: 'is_promise_stable',
  cycle_time: 'is_cycle_in_standard',
}
type LineMeasure = Right | keyof typeof YES_NO

const isLineMeasure = (measure: Measure): measure is LineMeasure =>
  measure in YES_NO || RIGHTS.includes(measure as Right)

/** Conditions on a verdict `v`. What is neither right nor wrong nor unknown does not apply. */
const isRight = (measure: LineMeasure): string =>
  measure in YES_NO ? `v.${YES_NO[measure as keyof typeof YES_NO]}` : `${checkOf(measure as Right)} = 0`
export const isWrong = (measure: LineMeasure): string =>
  measure in YES_NO ? `NOT v.${YES_NO[measure as keyof typeof YES_NO]}` : `${checkOf(measure as Right)} = 1`
const isUnknown = (measure: LineMeasure): string => (measure in YES_NO ? 'false' : `${checkOf(measure as Right)} = 2`)

/** The verdicts of the scope's weeks, as a condition on `v`. */
export const inScope = (tx: Tx, { weeks, segment_id, site_id }: Scope): Sql =>
  join(
    [
      sql`v.tenant_id = ${tx.tenantId}::uuid AND v.exclusion = 0 AND v.is_due`,
      sql`v.first_promised_due >= ${weeks[0]!}::date AND v.first_promised_due < ${weeks.at(-1)!}::date + 7`,
      ...(segment_id ? [sql`v.segment_id = ${segment_id}`] : []),
      ...(site_id ? [sql`v.site_id = ${site_id}`] : []),
    ],
    ' AND ',
  )

export async function measuredWeeks(
  tx: Tx,
  measures: readonly Measure[],
  scope: Scope,
): Promise<Map<Measure, WeekCount[]>> {
  const ofLines = measures.filter(isLineMeasure)
  const found = new Map<Measure, WeekCount[]>()
  if (ofLines.length > 0) {
    const columns = ofLines.map((measure, at) =>
      raw(`count(*) FILTER (WHERE ${isRight(measure)})::int AS right_${at},
        count(*) FILTER (WHERE ${isWrong(measure)})::int AS wrong_${at}, count(*) FILTER (WHERE ${isUnknown(measure)})::int AS unknown_${at}`),
    )
    const rows = await tx.query<Record<string, number> & { week: string }>(sql`
      SELECT date_trunc('week', v.first_promised_due)::date AS week, ${join(columns)}
      FROM views.line_verdict v WHERE ${inScope(tx, scope)} GROUP BY 1 ORDER BY 1`)
    for (const [at, measure] of ofLines.entries())
      found.set(
        measure,
        rows.map((row) => ({
          week: row.week,
          right: row[`right_${at}`]!,
          n: row[`right_${at}`]! + row[`wrong_${at}`]!,
          unknown: row[`unknown_${at}`]!,
        })),
      )
  }
  for (const measure of ['first_answer', 'final_answer'] as const)
    if (measures.includes(measure)) found.set(measure, await answeredWeeks(tx, measure, scope))
  return found
}

/** Answered within the time of the segment's standard; unanswered beyond it is not right. */
function answeredWeeks(tx: Tx, measure: 'first_answer' | 'final_answer', { weeks, segment_id }: Scope) {
  const part = raw(measure === 'first_answer' ? 'first' : 'final')
  return tx.query<WeekCount>(sql`SELECT date_trunc('week', i.received_at)::date AS week,
      count(*) FILTER (WHERE i.${part}_hours <= i.${part}_target_hours)::int AS right, count(*)::int AS n, 0 AS unknown
    FROM inquiries.inquiry i WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.state NOT IN ('merged', 'dismissed')
      AND i.received_at >= ${weeks[0]!}::date::timestamptz AND i.received_at < (${weeks.at(-1)!}::date + 7)::timestamptz
      AND i.${part}_target_hours IS NOT NULL AND (i.${part}_hours IS NOT NULL OR i.${part}_due_at < (${weeks.at(-1)!}::date + 7)::timestamptz)
      ${segment_id ? sql`AND i.segment_id = ${segment_id}` : sql``}
    GROUP BY 1 ORDER BY 1`)
}

/** What the segments' standards ask of each measure, weighted by their lines in the scope's weeks. 0 to 1. */
export async function askedShares(tx: Tx, scope: Scope, today: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ element: string; target: number }>(sql`
    WITH lines AS (SELECT v.segment_id, count(*) AS lines FROM views.line_verdict v WHERE ${inScope(tx, scope)} GROUP BY 1),
    holding AS (SELECT DISTINCT ON (s.segment_id, s.element) s.segment_id, s.element, s.target FROM policies.standard s
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.target_unit = 'percent' AND s.valid_from <= ${today}::date
        AND s.element IN (${join(Object.values(ELEMENT_OF))})
      ORDER BY s.segment_id, s.element, s.valid_from DESC)
    SELECT h.element, (sum(h.target * l.lines) / sum(l.lines) / 100)::float8 AS target
    FROM holding h JOIN lines l USING (segment_id) GROUP BY 1`)
  return new Map(rows.map(({ element, target }) => [element, target]))
}

/** The lines that failed a measure, the latest first, and what went wrong first on them. */
export async function failedLines(tx: Tx, measure: Measure, scope: Scope) {
  if (!isLineMeasure(measure)) return { orders: await lateAnswers(tx, measure, scope), causes: [] }
  const where = sql`${inScope(tx, scope)} AND ${raw(isWrong(measure))}`
  const orders =
    await tx.query<FailedOrder>(sql`SELECT v.order_id, v.line_number, v.customer_id, c.name AS customer_name,
      v.first_promised_due AS day, NULL AS hours
    FROM views.line_verdict v
    LEFT JOIN customers.customer c ON c.tenant_id = v.tenant_id AND c.customer_id = v.customer_id
    WHERE ${where} ORDER BY v.first_promised_due DESC, v.order_id DESC, v.line_number LIMIT ${BEHIND}`)
  const causes = await tx.query<{
    cause: string
    lines: number
  }>(sql`SELECT v.first_cause AS cause, count(*)::int AS lines
    FROM views.line_verdict v WHERE ${where} AND v.first_cause IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 8`)
  return { orders, causes }
}

export const BEHIND = 100

export interface FailedOrder {
  readonly order_id: string
  readonly line_number: number | null
  readonly customer_id: string | null
  readonly customer_name: string | null
  readonly day: string
  readonly hours: number | null
}

const lateAnswers = (tx: Tx, measure: Measure, { weeks, segment_id }: Scope) => {
  const part = raw(measure === 'first_answer' ? 'first' : 'final')
  return tx.query<FailedOrder>(sql`SELECT i.order_id, i.line_number, i.customer_id, c.name AS customer_name,
      i.received_at::date AS day, i.${part}_hours::float8 AS hours
    FROM inquiries.inquiry i
    LEFT JOIN customers.customer c ON c.tenant_id = i.tenant_id AND c.customer_id = i.customer_id
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.state NOT IN ('merged', 'dismissed') AND i.order_id IS NOT NULL
      AND i.received_at >= ${weeks[0]!}::date::timestamptz AND i.received_at < (${weeks.at(-1)!}::date + 7)::timestamptz
      AND (i.${part}_hours > i.${part}_target_hours OR (i.${part}_hours IS NULL AND i.${part}_due_at < (${weeks.at(-1)!}::date + 7)::timestamptz))
      ${segment_id ? sql`AND i.segment_id = ${segment_id}` : sql``}
    ORDER BY i.received_at DESC LIMIT ${BEHIND}`)
}
