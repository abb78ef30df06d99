/**
 * How content customers say they are, by the way they said it: marks, mean, and fours and fives of all marks from one to five.
 * Ways ask differently and reach different people, so none is added to another. A score given twice for one order by one way
 * is one mark, the later one. What was answered after problems is a measure of its own and no mark.
 */
import sql from 'sql-template-tag'
import { FEEDBACK_SUBJECTS, type Satisfaction } from '../../../contract/feedback.ts'
import { wilson } from '../../../engines/shared/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { handledFigures } from './how-handled.ts'

type Counted = Omit<Satisfaction['rows'][number], 'low' | 'high'>
type Subject = Satisfaction['subjects'][number]
interface Span {
  readonly from: string
  readonly to: string
}

export async function satisfaction(tx: Tx, span: Span): Promise<Satisfaction> {
  const rows = await marksByWay(tx, span)
  const handled = (await handledFigures(tx, span)).rows.find(({ part, about }) => part === 'all' && about === null)
  return {
    ...span,
    rows: rows.map((row) => {
      const interval = row.content === null ? null : wilson(row.content, row.marks)
      return { ...row, low: interval?.low ?? null, high: interval?.high ?? null }
    }),
    handled: handled ? { yes: handled.yes, answered: handled.answered, low: handled.low, high: handled.high } : null,
    subjects: await subjectsAtTheDoor(tx, span),
  }
}

const marksByWay = (tx: Tx, { from, to }: Span): Promise<Counted[]> =>
  tx.query<Counted>(sql`WITH mark AS (
      SELECT coalesce(r.channel, 'file') AS way, r.scale_max, r.score, true AS is_of_order FROM needs.rating r
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.given_on BETWEEN ${from}::date AND ${to}::date
      UNION ALL
      SELECT f.channel, 5, f.score, false FROM feedback.feedback f
      WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.score IS NOT NULL AND f.given_at >= ${from}::date::timestamptz AND f.given_at < (${to}::date + 1)::timestamptz
        AND (f.source_key IS NULL OR f.source_key NOT LIKE 'asking %')
        AND NOT EXISTS (SELECT FROM needs.rating r WHERE r.tenant_id = f.tenant_id AND r.order_id = f.order_id AND r.channel = f.channel)
      UNION ALL
      SELECT 'survey', 5, a.value, false FROM needs.survey s
      JOIN needs.survey_question q USING (tenant_id, survey_id)
      JOIN needs.survey_response p USING (tenant_id, survey_id)
      JOIN needs.survey_answer a ON a.tenant_id = p.tenant_id AND a.response_id = p.response_id AND a.question_number = q.question_number
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.audience = 'customers' AND q.kind = 'satisfaction' AND a.value IS NOT NULL
        AND p.answered_at >= ${from}::date::timestamptz AND p.answered_at < (${to}::date + 1)::timestamptz
    )
    SELECT way, scale_max, count(*)::int AS marks, avg(score)::float8 AS mean,
      CASE WHEN scale_max = 5 THEN count(*) FILTER (WHERE score >= 4)::int END AS content,
      count(*) FILTER (WHERE is_of_order)::int AS of_orders
    FROM mark GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2`)

async function subjectsAtTheDoor(tx: Tx, { from, to }: Span): Promise<Subject[]> {
  const rows = await tx.query<Subject>(sql`SELECT s.subject, count(*) FILTER (WHERE f.stance = 'praise')::int AS praise,
      count(*) FILTER (WHERE f.stance = 'complaint')::int AS complaint, count(*) FILTER (WHERE f.stance = 'wish')::int AS wish
    FROM feedback.feedback f CROSS JOIN LATERAL unnest(f.about) AS s (subject)
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.about IS NOT NULL AND f.stance IS NOT NULL
      AND f.given_at >= ${from}::date::timestamptz AND f.given_at < (${to}::date + 1)::timestamptz GROUP BY 1`)
  const order = (row: Subject) => FEEDBACK_SUBJECTS.indexOf(row.subject)
  return rows.toSorted((one, other) => order(one) - order(other))
}
