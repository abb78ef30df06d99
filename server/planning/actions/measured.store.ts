/** A measure week by week, of those a step was for and of everybody else. */
import sql, { raw, type Sql } from 'sql-template-tag'
import type { ActionMeasure } from '../../../contract/action-words.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { RIGHTS } from '../../../contract/rights.ts'
import type { Tx } from '../../platform/database/database.ts'
import { SHIFT } from '../../views/verdicts/packing.ts'

export interface MeasuredWeek {
  readonly week: string
  readonly is_touched: boolean
  readonly value: number | null
  readonly lines: number
}

export interface WeeksAsked {
  readonly measure: LineMeasure
  readonly segmentId: string | null
  readonly siteId: string | null
  readonly from: string
  /** The first day that counts as after; weeks are counted from it, so that none lies on both sides. */
  readonly since: string
  readonly to: string
}

const outcome = (shift: number) => raw(`(v.first_promised_outcome >> ${shift}) & 7`)
const right = (name: (typeof RIGHTS)[number]) => raw(`(v.rights >> ${2 * RIGHTS.indexOf(name)}) & 3`)
/** Of a counted line: 1 right, 0 wrong, null not known. */
const shareOf = (code: Sql) => sql`CASE ${code} WHEN 0 THEN 1.0 WHEN 1 THEN 0.0 END`

const isTrue = (column: string) => raw(`CASE WHEN v.is_due THEN v.${column}::int::float8 END`)
const isRight = (name: (typeof RIGHTS)[number]) => shareOf(sql`CASE WHEN v.is_due THEN ${right(name)} END`)

/** What lines do not tell is told by the process chart. */
export type LineMeasure = Exclude<ActionMeasure, 'first_answer' | 'final_answer' | 'hand_over'>

/** A line counts in the week in which it was due. */
const VALUES: Readonly<Record<LineMeasure, Sql>> = {
  otif: shareOf(sql`CASE WHEN v.first_promised_outcome & 1 = 1 THEN ${outcome(SHIFT.otif)} END`),
  on_time: shareOf(sql`CASE WHEN v.first_promised_outcome & 1 = 1 THEN ${outcome(SHIFT.onTime)} END`),
  in_full: shareOf(sql`CASE WHEN v.first_promised_outcome & 1 = 1 THEN ${outcome(SHIFT.inFull)} END`),
  condition: isRight('condition'),
  billing: isRight('price'),
  order_cycle_time: sql`greatest(0, v.order_cycle_seconds - coalesce(v.customer_wait_seconds, 0)) / 86400.0`,
  rating: sql`CASE WHEN v.rating_count > 0 THEN v.rating_sum_ppm / 1000000.0 / v.rating_count END`,
  product: isRight('product'),
  place: isRight('place'),
  information: isRight('information'),
  request_accepted: isTrue('is_request_accepted'),
  promise_stable: isTrue('is_promise_stable'),
  cycle_in_standard: isTrue('is_cycle_in_standard'),
}

export function measuredWeeks(
  tx: Tx,
  { measure, segmentId, siteId, from, since, to }: WeeksAsked,
): Promise<MeasuredWeek[]> {
  const isTouched = sql`(${segmentId === null ? sql`true` : sql`v.segment_id = ${segmentId}`}
    AND ${siteId === null ? sql`true` : sql`v.site_id = ${siteId}`})`
  return tx.query<MeasuredWeek>(sql`SELECT (${since}::date + 7 * floor((v.first_promised_due - ${since}::date) / 7.0)::int)::text AS week,
      ${isTouched} AS is_touched, avg(x.value)::float8 AS value, count(x.value)::int AS lines
    FROM views.line_verdict v CROSS JOIN LATERAL (SELECT ${VALUES[measure]} AS value) x
    WHERE v.tenant_id = ${tx.tenantId}::uuid AND v.exclusion = 0
      AND v.first_promised_due BETWEEN ${from}::date AND ${to}::date
    GROUP BY 1, 2 ORDER BY 1, 2`)
}

export interface Worse {
  readonly segment_id: string
  readonly segment_name: string
  readonly measure: ActionMeasure
  readonly target: number
  readonly owner: string | null
  readonly right: number
  readonly lines: number
  readonly at_stake: { currency: string; value_minor: number }[]
  readonly action_id: string | null
}

/** Of each segment its published rates with what was measured, and the step that is under way for it. */
export function standardsMeasured(tx: Tx, { from, to }: { from: string; to: string }): Promise<Worse[]> {
  const told = (['on_time', 'in_full', 'condition', 'billing'] as const).map(
    (measure) => sql`(${measure}::text, ${VALUES[measure]})`,
  )
  return tx.query<Worse>(sql`WITH held AS (
      SELECT DISTINCT ON (segment_id, element) segment_id, element, target::float8 / 100 AS target, owner FROM policies.standard
      WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${to}::date AND target_unit = 'percent'
        AND element IN ('on_time', 'in_full', 'condition', 'billing')
      ORDER BY segment_id, element, valid_from DESC
    ), line AS (
      SELECT v.segment_id, m.measure, m.value, v.currency, v.value_minor FROM views.line_verdict v
      CROSS JOIN LATERAL (VALUES ${told[0]!}, ${told[1]!}, ${told[2]!}, ${told[3]!}) m (measure, value)
      WHERE v.tenant_id = ${tx.tenantId}::uuid AND v.exclusion = 0 AND m.value IS NOT NULL
        AND v.first_promised_due BETWEEN ${from}::date AND ${to}::date
    ), sums AS (
      SELECT segment_id, measure, currency, sum(value) AS good, count(*) AS lines,
        sum(value_minor) FILTER (WHERE value = 0) AS value_minor FROM line GROUP BY 1, 2, 3
    ), whole AS (
      SELECT segment_id, measure, sum(good)::float8 AS "right", sum(lines)::int AS lines,
        coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'value_minor', value_minor) ORDER BY value_minor DESC)
          FILTER (WHERE value_minor > 0 AND currency <> ''), '[]') AS at_stake
      FROM sums GROUP BY 1, 2
    )
    SELECT h.segment_id, s.name AS segment_name, h.element AS measure, h.target, h.owner, w."right", w.lines, w.at_stake,
      (SELECT a.action_id FROM planning.action a WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.measure = h.element
        AND a.state IN ('open', 'started') AND coalesce(a.segment_id, h.segment_id) = h.segment_id
        ORDER BY a.segment_id IS NULL, a.due_on LIMIT 1) AS action_id
    FROM held h JOIN whole w ON w.segment_id = h.segment_id AND w.measure = h.element
    JOIN policies.segment s ON s.tenant_id = ${tx.tenantId}::uuid AND s.segment_id = h.segment_id`)
}

export interface Due {
  readonly action_id: string
  readonly title: string
  readonly owner: string | null
  readonly due_on: string
  readonly days: number
  readonly is_own: boolean
}

/** Open steps due by a day, the reader's own first. */
export async function dueSteps(
  tx: Tx,
  { today, until, user, limit }: DueAsked,
): Promise<{ rows: Due[]; total: number }> {
  const open = sql`a.tenant_id = ${tx.tenantId}::uuid AND a.state IN ('open', 'started') AND a.due_on <= ${until}::date`
  const rows =
    await tx.query<Due>(sql`SELECT a.action_id, a.title, a.owner, a.due_on, (a.due_on - ${today}::date)::int AS days,
      coalesce(a.owner = ${user}, false) AS is_own
    FROM planning.action a WHERE ${open} ORDER BY is_own DESC, a.due_on, a.priority, a.action_id LIMIT ${limit}`)
  const [count] = await tx.query<{ n: number }>(sql`SELECT count(*)::int AS n FROM planning.action a WHERE ${open}`)
  return { rows, total: count!.n }
}

export interface DueAsked {
  readonly today: string
  readonly until: string
  readonly user: string | null
  readonly limit: number
}

/** Refuses `invalid_input` for who never was one of our people; nobody yet is fine, and who has left stays named. */
export async function requireOwner(tx: Tx, owner: string | null | undefined): Promise<void> {
  if (owner == null) return
  const found = await tx.execute(sql`SELECT 1 FROM people.member WHERE tenant_id = ${tx.tenantId}::uuid
    AND user_id = ${owner} AND customer_id IS NULL`)
  if (!found) throw new Refusal('invalid_input', { field: 'owner', value: owner, reason: 'unknown' })
}
