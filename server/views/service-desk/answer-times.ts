/**
 * How fast customers are answered, in working hours, against the standard of their segment when they asked.
 *
 * Judged is every inquiry with a standard that was answered or whose time has run out: one that is still unanswered beyond its
 * time has missed it, and is not left out until somebody answers. Medians are of the answered ones. What was set aside or
 * merged is no inquiry.
 */
import sql from 'sql-template-tag'
import type { AnswerTimes } from '../../../contract/inquiries.ts'
import { wilson } from '../../../engines/shared/index.ts'
import type { Tx } from '../../platform/database/database.ts'

type Counted = Omit<AnswerTimes['rows'][number], 'low' | 'high'>

export async function answerTimes(tx: Tx, days: { from: string; to: string }, now: Date): Promise<AnswerTimes> {
  const rows = await tx.query<Counted>(sql`WITH asked AS (
      SELECT i.segment_id, s.name AS segment_name, m.measure, m.hours::float8 AS hours, m.target::float8 AS target,
        CASE WHEN m.target IS NULL THEN NULL WHEN m.hours IS NOT NULL THEN m.hours <= m.target
          WHEN m.due_at < ${now}::timestamptz AND i.state = 'open' THEN false END AS is_kept
      FROM inquiries.inquiry i
      LEFT JOIN policies.segment s ON s.tenant_id = i.tenant_id AND s.segment_id = i.segment_id
      CROSS JOIN LATERAL (VALUES ('first_answer', i.first_hours, i.first_target_hours, i.first_due_at),
        ('final_answer', i.final_hours, i.final_target_hours, i.final_due_at)) m (measure, hours, target, due_at)
      WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.state NOT IN ('merged', 'dismissed')
        AND i.received_at >= ${days.from}::date::timestamptz AND i.received_at < (${days.to}::date + 1)::timestamptz)
    SELECT measure, segment_id, max(segment_name) AS segment_name, grouping(segment_id) = 1 AS is_all, count(*) AS asked,
      count(hours) AS answered, percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) AS median_hours,
      max(target) AS target_hours, count(*) FILTER (WHERE is_kept) AS kept, count(is_kept) AS judged
    FROM asked GROUP BY GROUPING SETS ((measure), (measure, segment_id))
    ORDER BY measure = 'final_answer', grouping(segment_id) DESC, segment_id`)
  return {
    ...days,
    rows: rows.map((row) => {
      const interval = row.judged > 0 ? wilson(row.kept, row.judged) : null
      return { ...row, low: interval?.low ?? null, high: interval?.high ?? null }
    }),
  }
}
