/** Why a segment should be asked again: its needs were never stated or long ago, or something speaks for a change. */
import sql from 'sql-template-tag'
import type { AskAgain, GapMap } from '../../../contract/gap-map.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Period } from './answers.store.ts'
import { gapMaps } from './gap-map.ts'

type Reason = AskAgain['rows'][number]['reasons'][number]
const WINDOW_DAYS = 90
const OLD_DAYS = 365
/** A rise counts from so many cases on, and by half. */
const COMPLAINTS_MIN = 5
const RISE = 1.5
const SCORE_FALL = 0.1
const ORDERS_MIN = 8

interface Signs {
  readonly segment_id: string
  readonly name: string
  readonly stated_from: string | null
  readonly last_answer_on: string | null
  readonly complaints: number
  readonly complaints_before: number
  readonly orders: number
  readonly orders_before: number
  readonly score: number | null
  readonly score_before: number | null
  readonly changed: number
}

const signsOf = (tx: Tx, day: string): Promise<Signs[]> =>
  tx.query<Signs>(sql`WITH d AS (SELECT ${day}::date AS day, ${day}::date - ${WINDOW_DAYS}::int AS since, ${day}::date - ${2 * WINDOW_DAYS}::int AS before),
    asked AS (SELECT c.segment_id, count(*) FILTER (WHERE i.received_at >= d.since) AS complaints,
        count(*) FILTER (WHERE i.received_at < d.since) AS complaints_before
      FROM d, inquiries.inquiry i JOIN customers.customer c ON c.tenant_id = i.tenant_id AND c.customer_id = i.customer_id
      WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.topic IN ('damage', 'delivery', 'bill') AND i.received_at >= d.before
        AND i.received_at < d.day + 1 GROUP BY 1),
    bought AS (SELECT c.segment_id, count(*) FILTER (WHERE o.ordered_on > d.since) AS orders,
        count(*) FILTER (WHERE o.ordered_on <= d.since) AS orders_before
      FROM d, orders.customer_order o JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.ordered_on > d.before AND o.ordered_on <= d.day GROUP BY 1),
    rated AS (SELECT c.segment_id, avg(r.score / r.scale_max) FILTER (WHERE r.given_on > d.since) AS score,
        avg(r.score / r.scale_max) FILTER (WHERE r.given_on <= d.since) AS score_before
      FROM d, needs.rating r JOIN orders.customer_order o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.given_on > d.before AND r.given_on <= d.day GROUP BY 1),
    said AS (SELECT r.segment_id, max(r.answered_at)::date AS last_answer_on, count(*) FILTER (WHERE r.subject_version > 1 AND r.answered_at >= d.since) AS changed
      FROM d, needs.survey_response r JOIN needs.survey s ON s.tenant_id = r.tenant_id AND s.survey_id = r.survey_id AND s.audience = 'customers'
      WHERE r.tenant_id = ${tx.tenantId}::uuid GROUP BY 1),
    stated AS (SELECT segment_id, max(valid_from) AS stated_from FROM needs.need_statement, d
      WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= d.day GROUP BY 1)
    SELECT s.segment_id, s.name, stated.stated_from, said.last_answer_on, coalesce(asked.complaints, 0)::int AS complaints,
      coalesce(asked.complaints_before, 0)::int AS complaints_before, coalesce(bought.orders, 0)::int AS orders,
      coalesce(bought.orders_before, 0)::int AS orders_before, rated.score::float8 AS score, rated.score_before::float8 AS score_before,
      coalesce(said.changed, 0)::int AS changed
    FROM policies.segment s LEFT JOIN asked USING (segment_id) LEFT JOIN bought USING (segment_id) LEFT JOIN rated USING (segment_id)
    LEFT JOIN said USING (segment_id) LEFT JOIN stated USING (segment_id)
    WHERE s.tenant_id = ${tx.tenantId}::uuid ORDER BY s.segment_id`)

interface StatedWeight {
  readonly segment_id: string
  readonly buying_role: Reason['role']
  readonly element_id: string
  readonly weight: number
  readonly weight_low: number
  readonly weight_high: number
}

const statedWeights = (tx: Tx, day: string): Promise<StatedWeight[]> =>
  tx.query<StatedWeight>(sql`WITH s AS (SELECT DISTINCT ON (segment_id) * FROM needs.need_statement
      WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date ORDER BY segment_id, valid_from DESC)
    SELECT s.segment_id, n.buying_role, n.element_id, n.weight::float8 AS weight, n.weight_low::float8 AS weight_low,
      n.weight_high::float8 AS weight_high FROM s JOIN needs.need n USING (tenant_id, statement_id)
    WHERE n.weight_low IS NOT NULL AND n.weight_high IS NOT NULL`)

export async function askAgain(tx: Tx, period: Period, now: Date): Promise<AskAgain> {
  const signs = await signsOf(tx, period.to)
  const stated = await statedWeights(tx, period.to)
  const maps = await gapMaps(tx, period, now)
  return {
    rows: signs.map((row) => ({
      segment_id: row.segment_id,
      segment_name: row.name,
      stated_from: row.stated_from,
      last_answer_on: row.last_answer_on,
      reasons: [
        ...reasonsOf(row, period.to),
        ...differing(
          stated.filter(({ segment_id }) => segment_id === row.segment_id),
          maps.find(({ segment_id }) => segment_id === row.segment_id),
        ),
      ],
    })),
  }
}

const reason = (name: Reason['reason'], now: number | null = null, before: number | null = null): Reason => ({
  ...{ reason: name, element_id: null, role: null, now, before },
})

export function reasonsOf(row: Signs, day: string): Reason[] {
  const age = row.stated_from === null ? null : Math.round((Date.parse(day) - Date.parse(row.stated_from)) / 86_400_000)
  const hasRisen = row.complaints >= COMPLAINTS_MIN && row.complaints > RISE * row.complaints_before
  const { score, score_before } = row
  return [
    ...(age === null ? [reason('never_stated')] : []),
    ...(age !== null && age > OLD_DAYS ? [reason('old', age)] : []),
    ...(hasRisen ? [reason('complaints', row.complaints, row.complaints_before)] : []),
    ...(score !== null && score_before !== null && score < score_before - SCORE_FALL
      ? [reason('scores', score, score_before)]
      : []),
    ...(row.orders_before >= ORDERS_MIN && row.orders <= row.orders_before / 2
      ? [reason('behavior', row.orders, row.orders_before)]
      : []),
    ...(row.changed > 0 ? [reason('answers_changed', row.changed)] : []),
  ]
}

/** Where what is answered now and what was stated cannot both be: their intervals do not meet. */
function differing(stated: readonly StatedWeight[], map: GapMap | undefined): Reason[] {
  return (map?.rows ?? []).flatMap(({ element_id, role, importance }) => {
    const before = stated.find((row) => row.element_id === element_id && row.buying_role === role)
    if (!before || importance.low === null || importance.high === null) return []
    const isApart = importance.low > before.weight_high || importance.high < before.weight_low
    return isApart
      ? [{ ...{ reason: 'answers_differ' as const, element_id, role }, now: importance.value, before: before.weight }]
      : []
  })
}
