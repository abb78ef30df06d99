/**
 * What customers think by kind: good are scores of four and five of all scores given. Answered in time is counted of what was
 * answered or is beyond its time; what needed no answer is no part of it.
 */
import sql from 'sql-template-tag'
import type { FeedbackFigures } from '../../../contract/feedback.ts'
import { wilson } from '../../../engines/shared/index.ts'
import type { Tx } from '../../platform/database/database.ts'

type Counted = Omit<FeedbackFigures['rows'][number], 'low' | 'high'>

export async function feedbackFigures(tx: Tx, days: { from: string; to: string }, now: Date): Promise<FeedbackFigures> {
  const rows = await tx.query<Counted>(sql`SELECT kind, count(*) AS given, count(score) AS scored,
      avg(score)::float8 AS mean, count(*) FILTER (WHERE score >= 4) AS good,
      count(*) FILTER (WHERE answered_at <= due_at) AS in_time,
      count(*) FILTER (WHERE due_at IS NOT NULL AND (answered_at IS NOT NULL OR due_at < ${now}::timestamptz)) AS judged,
      count(changed_at) AS changed
    FROM feedback.feedback WHERE tenant_id = ${tx.tenantId}::uuid
      AND given_at >= ${days.from}::date::timestamptz AND given_at < (${days.to}::date + 1)::timestamptz
    GROUP BY GROUPING SETS ((), (kind)) HAVING count(*) > 0
    ORDER BY grouping(kind) DESC, count(*) DESC, kind`)
  return {
    ...days,
    rows: rows.map((row) => {
      const interval = row.scored > 0 ? wilson(row.good, row.scored) : null
      return { ...row, low: interval?.low ?? null, high: interval?.high ?? null }
    }),
  }
}
