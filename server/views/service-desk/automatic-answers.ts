/** What the program decided about answering by itself, newest first, and how that went. */
import sql, { join, type Sql } from 'sql-template-tag'
import type {
  AnswerFailure,
  AutomaticAnswer,
  AutomaticAnswerFigures,
  AutomaticAnswerQuery,
  AutomaticAnswerRow,
} from '../../../contract/automatic-answers.ts'
import type { Tx } from '../../platform/database/database.ts'
import { arrivalTrack, certaintyOf } from './arrival-reading.ts'
import { searchPattern } from './search-pattern.ts'

const DECIDED = sql`a.inquiry_id, a.decided_at, a.verdict, a.reason, a.certainty::float8 AS certainty,
  a.right_cases AS right, a.cases, a.order_id, a.language`

export async function showAutomaticAnswer(tx: Tx, inquiryId: string): Promise<AutomaticAnswer | null> {
  const [row] = await tx.query<AutomaticAnswer>(sql`SELECT ${DECIDED} FROM inquiries.automatic_answer a
    WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.inquiry_id = ${inquiryId}`)
  return row ?? null
}

/** As long as it still tries. */
export async function showAnswerFailure(tx: Tx, inquiryId: string): Promise<AnswerFailure | null> {
  const [row] = await tx.query<AnswerFailure>(sql`SELECT f.failures, f.failed_at, f.next_try_at
    FROM inquiries.answer_failure f JOIN inquiries.inquiry i USING (tenant_id, inquiry_id)
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.inquiry_id = ${inquiryId} AND i.state = 'open' AND i.entries = 1
      AND NOT EXISTS (SELECT FROM inquiries.automatic_answer a WHERE a.tenant_id = f.tenant_id
        AND a.inquiry_id = f.inquiry_id)`)
  return row ?? null
}

const FROM = sql`FROM inquiries.automatic_answer a JOIN inquiries.inquiry i USING (tenant_id, inquiry_id)
  LEFT JOIN customers.customer c ON c.tenant_id = i.tenant_id AND c.customer_id = i.customer_id`

export async function listAutomaticAnswers(
  tx: Tx,
  query: AutomaticAnswerQuery,
): Promise<{ answers: AutomaticAnswerRow[]; total: number }> {
  const where = join(conditions(tx, query), ' AND ')
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${FROM} WHERE ${where}`)
  const answers = await tx.query<AutomaticAnswerRow>(sql`SELECT ${DECIDED}, i.subject, i.customer_id,
      c.name AS customer_name, a.verdict = 'answered' AND i.times_reopened > 0 AS is_reopened
    ${FROM} WHERE ${where} ORDER BY a.decided_at DESC, a.inquiry_id LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { answers, total: count!.total }
}

function conditions(tx: Tx, { q, verdict, reason }: AutomaticAnswerQuery): Sql[] {
  const pattern = q ? searchPattern(q) : ''
  return [
    sql`a.tenant_id = ${tx.tenantId}::uuid`,
    ...(verdict ? [sql`a.verdict = ${verdict}`] : []),
    ...(reason ? [sql`a.reason = ${reason}`] : []),
    ...(q
      ? [
          sql`(a.inquiry_id ILIKE ${pattern} OR a.order_id ILIKE ${pattern} OR i.subject ILIKE ${pattern}
            OR i.customer_id ILIKE ${pattern} OR c.name ILIKE ${pattern})`,
        ]
      : []),
  ]
}

const DAYS = 30

export async function automaticAnswerFigures(
  tx: Tx,
  { now, goesOut }: { now: Date; goesOut: boolean },
): Promise<AutomaticAnswerFigures> {
  const since = new Date(now.getTime() - DAYS * 86_400_000)
  const which = sql`FROM inquiries.automatic_answer a JOIN inquiries.inquiry i USING (tenant_id, inquiry_id)
    WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.decided_at > ${since}::timestamptz`
  const [row] = await tx.query<{ answered: number; reopened: number; median_minutes: number | null }>(sql`SELECT
      count(*) AS answered, count(*) FILTER (WHERE i.times_reopened > 0) AS reopened,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.decided_at - i.received_at)) / 60)::float8
        AS median_minutes
    ${which} AND a.verdict = 'answered'`)
  const left = await tx.query<AutomaticAnswerFigures['left'][number]>(sql`SELECT a.reason, count(*) AS count
    ${which} AND a.verdict = 'left' GROUP BY a.reason ORDER BY count DESC, a.reason`)
  const track = await arrivalTrack(tx)
  return { ...row!, left, certainty: certaintyOf(track), ...track, goes_out: goesOut }
}
