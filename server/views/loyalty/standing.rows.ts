/** What people said of us beside a competitor, one row a person and element, and what share of their buying is ours. */
import sql from 'sql-template-tag'
import type { Standing } from '../../../contract/loyalty.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface Span {
  readonly from: string
  readonly to: string
  readonly segmentId: string | null
}

export interface Paired {
  readonly competitor_id: string
  readonly element_id: string
  readonly person: string
  readonly day: string
  readonly quarter: string
  readonly difference: number
}

const told = (tx: Tx, { from, to, segmentId }: Span) => sql`FROM needs.survey_response r
  JOIN needs.survey s ON s.tenant_id = r.tenant_id AND s.survey_id = r.survey_id AND s.audience = 'customers'
  JOIN needs.survey_question q ON q.tenant_id = r.tenant_id AND q.survey_id = r.survey_id
  JOIN needs.survey_answer a ON a.tenant_id = r.tenant_id AND a.response_id = r.response_id AND a.question_number = q.question_number
  WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.answered_at >= ${from}::date::timestamptz AND r.answered_at < (${to}::date + 1)::timestamptz
    AND a.value IS NOT NULL AND (${segmentId}::text IS NULL OR r.segment_id = ${segmentId}::text)`

const WHEN = sql`r.answered_at::date::text AS day, to_char(r.answered_at, 'YYYY "Q"Q') AS quarter`

export const pairedMarks = (tx: Tx, span: Span): Promise<Paired[]> =>
  tx.query<Paired>(sql`WITH said AS (SELECT r.response_id, coalesce(r.contact_id, r.user_id, r.response_id) AS person, q.kind,
        q.competitor_id, a.element_id, a.value::float8 AS value, ${WHEN} ${told(tx, span)} AND q.kind IN ('perception', 'competitor'))
    SELECT t.competitor_id, t.element_id, t.person, t.day, t.quarter, o.value - t.value AS difference
    FROM said t JOIN said o ON o.response_id = t.response_id AND o.element_id = t.element_id AND o.kind = 'perception'
    WHERE t.kind = 'competitor' AND t.competitor_id IS NOT NULL ORDER BY t.day, t.person`)

export interface Said {
  readonly kind: 'wallet' | 'recommend'
  readonly segment_id: string | null
  readonly day: string
  readonly quarter: string
  readonly value: number
}

export const saidMarks = (tx: Tx, span: Span): Promise<Said[]> =>
  tx.query<Said>(sql`SELECT q.kind, r.segment_id, a.value::float8 AS value, ${WHEN}
    ${told(tx, span)} AND q.kind IN ('wallet', 'recommend') ORDER BY r.answered_at`)

type Finding = Standing['competitors'][number]['findings'][number] & { competitor_id: string }

export const findingsIn = (tx: Tx, { from, to, segmentId }: Span): Promise<Finding[]> =>
  tx.query<Finding>(sql`SELECT competitor_id, finding_id, element_id, evidence, seen_on::text, cases, mark::float8 AS mark,
      percent::float8 AS percent, terms FROM needs.competitor_finding
    WHERE tenant_id = ${tx.tenantId}::uuid AND seen_on BETWEEN ${from}::date AND ${to}::date
      AND (segment_id IS NULL OR ${segmentId}::text IS NULL OR segment_id = ${segmentId}::text)
    ORDER BY seen_on DESC, finding_id`)

export const competitorsKnown = (tx: Tx): Promise<{ competitor_id: string; name: string }[]> =>
  tx.query(sql`SELECT competitor_id, name FROM needs.competitor WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY name`)

export interface Referred {
  readonly segment_id: string
  readonly before: number
  readonly after: number
}

/** Customers that recommended us, of those that ordered in the same time and currency. */
export const referredBy = (
  tx: Tx,
  { from, since, to, currency }: { from: string; since: string; to: string; currency: string },
): Promise<Referred[]> =>
  tx.query<Referred>(sql`SELECT c.segment_id,
      count(DISTINCT r.customer_id) FILTER (WHERE r.told_on < ${since}::date AND early)::int AS before,
      count(DISTINCT r.customer_id) FILTER (WHERE r.told_on >= ${since}::date AND late)::int AS after
    FROM needs.referral r
    JOIN customers.customer c ON c.tenant_id = r.tenant_id AND c.customer_id = r.customer_id AND c.segment_id IS NOT NULL
    JOIN (SELECT customer_id, bool_or(ordered_on < ${since}::date) AS early, bool_or(ordered_on >= ${since}::date) AS late
      FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid AND currency = ${currency}
        AND ordered_on BETWEEN ${from}::date AND ${to}::date GROUP BY 1) o ON o.customer_id = r.customer_id
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.told_on BETWEEN ${from}::date AND ${to}::date GROUP BY 1`)
