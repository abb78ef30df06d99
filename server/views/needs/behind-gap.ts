/** The answers behind a gap: how often each mark was given, and the customers' own words from interviews. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { BehindGap, BehindQuery } from '../../../contract/gap-map.ts'
import { LEAST_ANSWERS } from '../../../engines/needs/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Period } from './answers.store.ts'

const WORDS_MAX = 200

export async function behindGap(tx: Tx, query: z.output<typeof BehindQuery>, { from, to }: Period): Promise<BehindGap> {
  const role = query.role === 'all' ? null : query.role
  const marks = await tx.query<BehindGap['answers'][number] & { all_people: number }>(sql`WITH said AS (
      SELECT q.kind, a.value::float8 AS value, r.response_id
      FROM needs.survey_response r
      JOIN needs.survey s ON s.tenant_id = r.tenant_id AND s.survey_id = r.survey_id AND s.audience = 'customers'
      JOIN needs.survey_answer a ON a.tenant_id = r.tenant_id AND a.response_id = r.response_id AND a.element_id = ${query.element_id}
      JOIN needs.survey_question q ON q.tenant_id = r.tenant_id AND q.survey_id = r.survey_id AND q.question_number = a.question_number
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.segment_id = ${query.segment_id} AND a.value IS NOT NULL
        AND q.kind IN ('perception', 'expectation', 'required')
        AND (${role}::text IS NULL OR r.buying_role = ${role}::text)
        AND r.answered_at >= ${from}::date::timestamptz AND r.answered_at < (${to}::date + 1)::timestamptz)
    SELECT kind, value, count(*)::int AS people, sum(count(*)) OVER (PARTITION BY kind)::int AS all_people
    FROM said GROUP BY kind, value ORDER BY kind, value`)
  const words = await tx.query<
    BehindGap['words'][number]
  >(sql`SELECT i.interview_id, i.customer_id, c.name AS customer_name,
      i.buying_role, i.held_on, a.question, a.meaning, a.words
    FROM needs.interview i
    JOIN needs.interview_answer a ON a.tenant_id = i.tenant_id AND a.interview_id = i.interview_id
    JOIN customers.customer c ON c.tenant_id = i.tenant_id AND c.customer_id = i.customer_id
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND c.segment_id = ${query.segment_id} AND a.words IS NOT NULL AND ${query.element_id} = ANY(a.elements)
      AND (${role}::text IS NULL OR i.buying_role = ${role}::text) AND i.held_on BETWEEN ${from}::date AND ${to}::date
    ORDER BY i.held_on DESC, i.interview_id, a.answer_number LIMIT ${WORDS_MAX}`)
  const enough = marks.filter(({ all_people }) => all_people >= LEAST_ANSWERS)
  return {
    answers: enough.map(({ kind, value, people }) => ({ kind, value, people })),
    too_few: enough.length < marks.length,
    words,
  }
}
