/** Feedback with what it is about and who deals with it; who waits for us longest stands on top. */
import sql, { join } from 'sql-template-tag'
import type { Feedback, FeedbackQuery, OwnFeedback } from '../../../contract/feedback.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Principal } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { searchPattern } from './search-pattern.ts'

interface Asker {
  readonly actor: string
  readonly role: string
}

interface Asking {
  readonly asker: Asker
  readonly now: Date
}

/** The answers to how a problem was handled bring a row of their own where one of them is no. */
const SAID_BESIDE = sql`coalesce(f.about, '{}') AS about, coalesce(f.source_key LIKE 'asking %', false) AS is_from_asking`

const shown = (
  now: Date,
) => sql`f.feedback_id, f.customer_id, c.name AS customer_name, k.name AS contact_name, f.order_id,
  f.line_number, f.shipment_id, f.kind, f.stance, ${SAID_BESIDE}, f.channel, f.score, f.comment, f.given_at, f.state, f.team, f.owner, u.name AS owner_name, f.due_at,
  (f.state = 'open' AND f.due_at < ${now}::timestamptz) AS is_overdue, f.answered_at, f.answer, f.change, f.changed_at`
const BESIDE = sql`LEFT JOIN customers.customer c ON c.tenant_id = f.tenant_id AND c.customer_id = f.customer_id
  LEFT JOIN customers.contact k ON k.tenant_id = f.tenant_id AND k.contact_id = f.contact_id
  LEFT JOIN auth."user" u ON f.owner LIKE 'user:%' AND u.id = substr(f.owner, 6)`
const ORDER = sql`ORDER BY (f.state = 'open') DESC, CASE WHEN f.state = 'open' THEN f.due_at END, f.given_at DESC, f.feedback_id`

/** Views of a list that are more than one column. */
function viewOf(view: NonNullable<FeedbackQuery['view']>, { asker, now }: Asking) {
  const views = {
    mine: sql`f.owner = ${asker.actor}`,
    team: sql`f.team = ${asker.role}`,
    overdue: sql`f.state = 'open' AND f.due_at < ${now}::timestamptz`,
    poor: sql`(f.score <= 2 OR f.stance = 'complaint' OR f.source_key LIKE 'asking %')`,
    changed: sql`f.changed_at IS NOT NULL`,
  }
  return views[view]
}

export async function listFeedback(
  tx: Tx,
  query: FeedbackQuery,
  asking: Asking,
): Promise<{ feedback: Feedback[]; total: number }> {
  const { q, view } = query
  const equal = (['state', 'kind', 'channel', 'customer_id', 'order_id'] as const).flatMap((name) => {
    const columns = {
      state: sql`f.state`,
      kind: sql`f.kind`,
      channel: sql`f.channel`,
      customer_id: sql`f.customer_id`,
      order_id: sql`f.order_id`,
    }
    return query[name] ? [sql`${columns[name]} = ${query[name]}`] : []
  })
  const conditions = [
    sql`f.tenant_id = ${tx.tenantId}::uuid`,
    ...equal,
    ...(view ? [viewOf(view, asking)] : []),
    ...(q
      ? [
          sql`(f.feedback_id ILIKE ${searchPattern(q)} OR f.order_id ILIKE ${searchPattern(q)}
            OR f.comment ILIKE ${searchPattern(q)} OR EXISTS (SELECT FROM customers.customer s WHERE s.tenant_id = f.tenant_id
              AND s.customer_id = f.customer_id AND s.name ILIKE ${searchPattern(q)}))`,
        ]
      : []),
  ]
  const which = sql`FROM feedback.feedback f WHERE ${join(conditions, ' AND ')}`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const feedback = await tx.query<Feedback>(sql`SELECT ${shown(asking.now)} FROM (SELECT f.* ${which} ${ORDER}
      LIMIT ${query.limit} OFFSET ${query.offset}) f ${BESIDE} ${ORDER}`)
  return { feedback, total: count!.total }
}

/** Refuses `not_found`. */
export async function showFeedback(tx: Tx, id: string, now: Date): Promise<Feedback> {
  const [row] = await tx.query<Feedback>(sql`SELECT ${shown(now)} FROM feedback.feedback f ${BESIDE}
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.feedback_id = ${id}`)
  if (!row) throw new Refusal('not_found', { feedback_id: id })
  return row
}

interface OwnQuery {
  readonly customer_id: string
  /** Who asks: of bills only those are told who see bills or prices. */
  readonly reader: Pick<Principal, 'permissions'>
  readonly order_id?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** The customer's own, with what we said and what changed. */
export async function listOwnFeedback(tx: Tx, query: OwnQuery): Promise<{ feedback: OwnFeedback[]; total: number }> {
  const { customer_id, order_id = null } = query
  const { permissions } = query.reader
  const seesMoney = ['portal.billing', 'portal.prices', '*'].some((one) => permissions.has(one))
  const which = sql`FROM feedback.feedback f WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.customer_id = ${customer_id}
    AND (${seesMoney} OR f.kind <> 'bill') AND (${order_id}::text IS NULL OR f.order_id = ${order_id}::text)`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const feedback =
    await tx.query<OwnFeedback>(sql`SELECT f.feedback_id, f.order_id, f.kind, f.stance, ${SAID_BESIDE}, f.channel, f.score,
      f.comment, f.given_at,
      f.answered_at, f.answer, f.change, f.changed_at ${which}
    ORDER BY f.given_at DESC, f.feedback_id LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { feedback, total: count!.total }
}
