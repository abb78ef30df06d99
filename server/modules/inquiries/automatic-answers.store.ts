/** SQL of what the program answers itself. */
import sql from 'sql-template-tag'
import type { AnswerSetting } from '../../../contract/automatic-answers.ts'
import type { Inquiry } from '../../../contract/inquiries.ts'
import type { Tx } from '../../platform/database/database.ts'
import { ANSWER_SETTING_ID, USUAL_ANSWER_SETTING } from './automatic-answer.ts'

export interface StoredAnswerSetting extends AnswerSetting {
  readonly on_since: Date | null
}

export async function readAnswerSetting(tx: Tx): Promise<StoredAnswerSetting> {
  const [row] = await tx.query<StoredAnswerSetting>(sql`SELECT is_on, on_since, threshold::float8 AS threshold
    FROM inquiries.answer_setting WHERE tenant_id = ${tx.tenantId}::uuid AND setting_id = ${ANSWER_SETTING_ID}`)
  return row ?? { ...USUAL_ANSWER_SETTING, on_since: null }
}

export const lockAnswerSetting = async (tx: Tx): Promise<boolean> =>
  (await tx.execute(sql`SELECT 1 FROM inquiries.answer_setting WHERE tenant_id = ${tx.tenantId}::uuid
    AND setting_id = ${ANSWER_SETTING_ID} FOR UPDATE`)) > 0

/** Asked in writing since then, touched by nobody yet, oldest first; what failed lately waits for its turn. */
export const listUndecided = async (
  tx: Tx,
  { since, now, limit }: { since: Date; now: Date; limit: number },
): Promise<string[]> =>
  (
    await tx.query<{ inquiry_id: string }>(sql`SELECT i.inquiry_id FROM inquiries.inquiry i
      WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.received_at >= ${since}::timestamptz
        AND i.channel IN ('email', 'portal') AND ${UNTOUCHED}
        AND NOT EXISTS (SELECT FROM inquiries.automatic_answer a
          WHERE a.tenant_id = i.tenant_id AND a.inquiry_id = i.inquiry_id)
        AND NOT EXISTS (SELECT FROM inquiries.answer_failure f WHERE f.tenant_id = i.tenant_id
          AND f.inquiry_id = i.inquiry_id AND f.next_try_at > ${now}::timestamptz)
      ORDER BY i.received_at, i.inquiry_id LIMIT ${limit}`)
  ).map(({ inquiry_id }) => inquiry_id)

/** Returns how often it has failed, this time included. */
export async function countFailure(tx: Tx, id: string, now: Date): Promise<number> {
  const [row] = await tx.query<{ failures: number }>(sql`INSERT INTO inquiries.answer_failure AS f
      (tenant_id, inquiry_id, failures, failed_at, next_try_at)
    VALUES (${tx.tenantId}::uuid, ${id}, 1, ${now}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (tenant_id, inquiry_id) DO UPDATE SET failures = f.failures + 1, failed_at = excluded.failed_at
    RETURNING failures`)
  return row!.failures
}

export const putNextTry = (tx: Tx, id: string, next: Date) =>
  tx.execute(sql`UPDATE inquiries.answer_failure SET next_try_at = ${next}
    WHERE tenant_id = ${tx.tenantId}::uuid AND inquiry_id = ${id}`)

const UNTOUCHED = sql`i.state = 'open' AND i.entries = 1 AND i.owner IS NULL AND i.first_answer_at IS NULL
  AND i.times_reopened = 0`

export interface Undecided {
  readonly inquiry_id: string
  readonly customer_id: string | null
  readonly contact_id: string | null
  readonly order_id: string | null
  readonly line_number: number | null
  readonly topic: string | null
  readonly is_urgent: boolean
  readonly language: Inquiry['language']
  readonly subject: string
  readonly text: string
}

/** Null where somebody has been there meanwhile. Locked, so that two of us never answer both. */
export async function lockUndecided(tx: Tx, id: string): Promise<Undecided | null> {
  const [row] =
    await tx.query<Undecided>(sql`SELECT i.inquiry_id, i.customer_id, i.contact_id, i.order_id, i.line_number,
      i.topic, i.is_urgent, i.language, i.subject, e.text
    FROM inquiries.inquiry i JOIN inquiries.entry e ON e.tenant_id = i.tenant_id AND e.inquiry_id = i.inquiry_id
      AND e.entry_number = 1
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.inquiry_id = ${id} AND ${UNTOUCHED} FOR UPDATE OF i`)
  // Asked only once the row is ours: whoever held it before may just have decided.
  const [known] = await tx.query(sql`SELECT 1 FROM inquiries.automatic_answer
    WHERE tenant_id = ${tx.tenantId}::uuid AND inquiry_id = ${id}`)
  return row && !known ? row : null
}

/** Whether the customer has been answered by the program about that order since then. */
export const wasAnswered = async (tx: Tx, orderId: string, since: Date): Promise<boolean> =>
  (await tx.execute(sql`SELECT 1 FROM inquiries.automatic_answer WHERE tenant_id = ${tx.tenantId}::uuid
    AND order_id = ${orderId} AND verdict = 'answered' AND decided_at > ${since}::timestamptz LIMIT 1`)) > 0
