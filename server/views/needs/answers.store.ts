/** What people answered in a period: by survey, by interview's criteria, and what our own people believe. */
import sql from 'sql-template-tag'
import type { QuestionKind } from '../../../contract/surveys.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface Period {
  readonly from: string
  readonly to: string
}

export interface AnswerRow {
  /** The answer of one person to one survey; of a customer's person also whose it is. */
  readonly response_id: string
  readonly survey_id: string
  readonly audience: 'customers' | 'staff'
  readonly person: string
  readonly segment_id: string | null
  readonly buying_role: string | null
  readonly department: string | null
  readonly answered_at: Date
  readonly kind: QuestionKind
  readonly question_number: number
  readonly competitor_id: string | null
  readonly element_id: string
  readonly part: number
  readonly value: number | null
  readonly word: string | null
}

/** Of a segment with what is believed of it, or of every segment; words are not part of it. */
export const answersIn = (tx: Tx, { from, to }: Period, segmentId: string | null): Promise<AnswerRow[]> =>
  tx.query<AnswerRow>(sql`SELECT r.response_id, r.survey_id, s.audience, coalesce(r.contact_id, r.user_id, r.response_id) AS person,
      r.segment_id, r.buying_role, r.department, r.answered_at, q.kind, a.question_number, q.competitor_id, a.element_id,
      a.part, a.value::float8 AS value, a.word
    FROM needs.survey_response r
    JOIN needs.survey s ON s.tenant_id = r.tenant_id AND s.survey_id = r.survey_id
    JOIN needs.survey_answer a ON a.tenant_id = r.tenant_id AND a.response_id = r.response_id
    JOIN needs.survey_question q ON q.tenant_id = r.tenant_id AND q.survey_id = r.survey_id AND q.question_number = a.question_number
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.answered_at >= ${from}::date::timestamptz AND r.answered_at < (${to}::date + 1)::timestamptz
      AND (${segmentId}::text IS NULL OR r.segment_id = ${segmentId}::text OR (s.audience = 'staff' AND r.segment_id IS NULL))
    ORDER BY r.answered_at, r.response_id, a.question_number, a.part, a.element_id`)

export interface CriterionRow {
  readonly criteria_id: string
  readonly person: string
  readonly segment_id: string
  readonly buying_role: string
  readonly valid_from: string
  readonly element_id: string
  readonly points: number
  readonly required_percent: number | null
}

/** What people said by word of mouth; what is assumed is no answer. Of one person the latest. */
export const criteriaIn = (tx: Tx, { from, to }: Period, segmentId: string | null): Promise<CriterionRow[]> =>
  tx.query<CriterionRow>(sql`WITH last AS (SELECT DISTINCT ON (contact_id) k.*, c.segment_id FROM needs.criteria k
      JOIN customers.customer c ON c.tenant_id = k.tenant_id AND c.customer_id = k.customer_id
      WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.source <> 'assumed' AND k.contact_id IS NOT NULL
        AND c.segment_id IS NOT NULL AND k.valid_from BETWEEN ${from}::date AND ${to}::date
        AND (${segmentId}::text IS NULL OR c.segment_id = ${segmentId}::text)
      ORDER BY contact_id, valid_from DESC)
    SELECT l.criteria_id, l.contact_id AS person, l.segment_id, l.buying_role, l.valid_from, n.element_id,
      n.points::float8 AS points, n.required_percent::float8 AS required_percent
    FROM last l JOIN needs.criterion n ON n.tenant_id = l.tenant_id AND n.criteria_id = l.criteria_id
    ORDER BY l.contact_id, n.element_id`)
