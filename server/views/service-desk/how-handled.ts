/**
 * How customers say their problems were handled. Counted is what was resolved in the time: an answer of yes to each part, of
 * those who answered. Partly counts as not yes. Who was left alone, or has not answered, is shown beside and is no part of it.
 */
import sql from 'sql-template-tag'
import type { Asking, AskingQuery, HandledFigures, OwnAsking } from '../../../contract/feedback.ts'
import { wilson } from '../../../engines/shared/index.ts'
import type { Tx } from '../../platform/database/database.ts'

const REST_DAYS = 30
const POOR = sql`'no' IN (a.owned, a.explained, a.made_good)`

interface Span {
  readonly from: string
  readonly to: string
  readonly customer_id?: string | undefined
}

const resolvedIn = (tx: Tx, { from, to, customer_id }: Span) =>
  sql`FROM feedback.asking a WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.closed_at >= ${from}::date::timestamptz
    AND a.closed_at < (${to}::date + 1)::timestamptz AND (${customer_id ?? null}::text IS NULL OR a.customer_id = ${customer_id ?? null}::text)`

export async function handledFigures(tx: Tx, span: Span): Promise<HandledFigures> {
  const [head] = await tx.query<Pick<HandledFigures, 'closed' | 'asked' | 'answered' | 'not_asked'>>(
    sql`SELECT count(*) AS closed, count(*) FILTER (WHERE state <> 'not_asked') AS asked,
        count(*) FILTER (WHERE state = 'answered') AS answered, count(*) FILTER (WHERE state = 'not_asked') AS not_asked
      ${resolvedIn(tx, span)}`,
  )
  const rows = await tx.query<Omit<HandledFigures['rows'][number], 'low' | 'high'>>(sql`SELECT p.part, a.about,
      count(*) FILTER (WHERE p.answer = 'yes') AS yes, count(*) AS answered
    FROM (SELECT a.* ${resolvedIn(tx, span)} AND a.state = 'answered') a
    CROSS JOIN LATERAL (VALUES (1, 'all', CASE WHEN a.owned = 'yes' AND a.explained = 'yes' AND a.made_good = 'yes'
        THEN 'yes' ELSE 'no' END), (2, 'owned', a.owned), (3, 'explained', a.explained), (4, 'made_good', a.made_good))
      p (at, part, answer)
    GROUP BY GROUPING SETS ((p.at, p.part), (p.at, p.part, a.about)) ORDER BY grouping(a.about) DESC, a.about, p.at`)
  return {
    ...{ from: span.from, to: span.to },
    ...head!,
    rows: rows.map((row) => {
      const interval = wilson(row.yes, row.answered)
      return { ...row, low: interval?.low ?? null, high: interval?.high ?? null }
    }),
  }
}

export async function listAskings(tx: Tx, query: AskingQuery): Promise<{ askings: Asking[]; total: number }> {
  const { state = null, about = null, is_poor = null, customer_id = null } = query
  const which = sql`FROM feedback.asking a WHERE a.tenant_id = ${tx.tenantId}::uuid
    AND (${state}::text IS NULL OR a.state = ${state}::text) AND (${about}::text IS NULL OR a.about = ${about}::text)
    AND (${customer_id}::text IS NULL OR a.customer_id = ${customer_id}::text)
    AND (${is_poor}::boolean IS NULL OR (a.state = 'answered' AND (${POOR}) = ${is_poor}::boolean))`
  const order = sql`ORDER BY coalesce(a.answered_at, a.closed_at) DESC, a.ask_id`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const askings =
    await tx.query<Asking>(sql`SELECT a.ask_id, a.about, a.about_id, a.order_id, a.closed_at, a.customer_id,
      c.name AS customer_name, a.state, a.owned, a.explained, a.made_good, a.comment, a.answered_at, a.feedback_id
    FROM (SELECT a.* ${which} ${order} LIMIT ${query.limit} OFFSET ${query.offset}) a
    LEFT JOIN customers.customer c ON c.tenant_id = a.tenant_id AND c.customer_id = a.customer_id ${order}`)
  return { askings, total: count!.total }
}

/** What the customer can still answer. */
export const listOwnAskings = (tx: Tx, customerId: string, now: Date): Promise<OwnAsking[]> =>
  tx.query<OwnAsking>(sql`SELECT a.ask_id, a.about, a.about_id, a.order_id, a.closed_at FROM feedback.asking a
    WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.customer_id = ${customerId} AND a.state = 'asked'
      AND a.closed_at > ${now}::timestamptz - ${REST_DAYS} * interval '1 day'
    ORDER BY a.closed_at DESC, a.ask_id LIMIT 20`)
