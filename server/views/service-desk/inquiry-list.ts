/** The queue of inquiries, what is due first on top, and the conversation of one. */
import sql, { join, type Sql } from 'sql-template-tag'
import type { Inquiry, InquiryEntry, InquiryQuery, OwnInquiry } from '../../../contract/inquiries.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Principal } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { searchPattern } from './search-pattern.ts'

/** The next due instant of what is open: the first answer's until it is given, then the final one's. */
const DUE = sql`CASE WHEN i.state = 'open' THEN CASE WHEN i.first_answer_at IS NULL
  THEN least(i.first_due_at, i.final_due_at) ELSE i.final_due_at END END`

const SHOWN = (
  now: Date,
) => sql`i.inquiry_id, i.channel, i.customer_id, c.name AS customer_name, i.segment_id, i.contact_id,
  k.name AS contact_name, i.order_id, i.line_number, i.linked_by, i.from_address, i.topic, i.topic_by, i.team, i.is_urgent,
  i.subject, i.language, i.state, i.owner, u.name AS owner_name, i.received_at, i.first_answer_at, i.final_answer_at,
  i.first_due_at, i.final_due_at, ${DUE} AS due_at,
  CASE WHEN ${DUE} IS NULL THEN NULL WHEN i.first_answer_at IS NULL THEN 'first_answer' ELSE 'final_answer' END AS due_for,
  coalesce(${DUE} < ${now}::timestamptz, false) AS is_overdue, i.waiting_since, i.first_hours::float8, i.final_hours::float8,
  i.first_target_hours::float8, i.final_target_hours::float8, i.merged_into,
  i.answers_to, i.times_reopened`

const BESIDE = sql`LEFT JOIN customers.customer c ON c.tenant_id = i.tenant_id AND c.customer_id = i.customer_id
  LEFT JOIN customers.contact k ON k.tenant_id = i.tenant_id AND k.contact_id = i.contact_id
  LEFT JOIN auth."user" u ON i.owner LIKE 'user:%' AND u.id = substr(i.owner, 6)`

type Asker = Pick<Principal, 'actor' | 'role'>

export async function listInquiries(
  tx: Tx,
  query: InquiryQuery,
  { asker, now }: { asker: Asker; now: Date },
): Promise<{ inquiries: Inquiry[]; total: number }> {
  const which = sql`FROM inquiries.inquiry i WHERE ${join(conditions(tx, query, { asker, now }), ' AND ')}`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const inquiries = await tx.query<Inquiry>(sql`SELECT ${SHOWN(now)} FROM (SELECT i.* ${which}
      ORDER BY ${order(query)} LIMIT ${query.limit} OFFSET ${query.offset}) i ${BESIDE} ORDER BY ${order(query)}`)
  return { inquiries, total: count!.total }
}

/** What is closed has nothing due: newest first. */
const order = ({ state }: InquiryQuery): Sql =>
  state === undefined || state === 'open'
    ? sql`(i.state = 'open') DESC, i.is_urgent DESC, ${DUE} NULLS LAST, i.received_at, i.inquiry_id`
    : sql`i.received_at DESC, i.inquiry_id`

function conditions(tx: Tx, query: InquiryQuery, { asker, now }: { asker: Asker; now: Date }): Sql[] {
  const { q, view, state, topic, channel, customer_id, order_id } = query
  const views: Record<NonNullable<InquiryQuery['view']>, Sql> = {
    mine: sql`i.owner = ${asker.actor}`,
    unowned: sql`i.owner IS NULL`,
    team: sql`i.team = ${asker.role}`,
    overdue: sql`${DUE} < ${now}::timestamptz`,
    unknown: sql`i.customer_id IS NULL`,
  }
  return [
    sql`i.tenant_id = ${tx.tenantId}::uuid`,
    ...(state === 'all' ? [] : [state ? sql`i.state = ${state}` : sql`i.state IN ('open', 'waiting')`]),
    ...(view ? [views[view]] : []),
    ...(topic ? [sql`i.topic = ${topic}`] : []),
    ...(channel ? [sql`i.channel = ${channel}`] : []),
    ...(customer_id ? [sql`i.customer_id = ${customer_id}`] : []),
    ...(order_id ? [sql`i.order_id = ${order_id}`] : []),
    ...(q
      ? [
          sql`(i.inquiry_id ILIKE ${searchPattern(q)} OR i.order_id ILIKE ${searchPattern(q)} OR i.subject ILIKE ${searchPattern(q)}
            OR i.from_address ILIKE ${searchPattern(q)}
            OR i.customer_id ILIKE ${searchPattern(q)} OR EXISTS (SELECT FROM customers.customer f WHERE f.tenant_id = i.tenant_id
              AND f.customer_id = i.customer_id AND f.name ILIKE ${searchPattern(q)}))`,
        ]
      : []),
  ]
}

/** Refuses `not_found`. */
export async function showInquiry(tx: Tx, id: string, now: Date): Promise<Inquiry> {
  const [row] = await tx.query<Inquiry>(sql`SELECT ${SHOWN(now)} FROM inquiries.inquiry i ${BESIDE}
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.inquiry_id = ${id}`)
  if (!row) throw new Refusal('not_found', { inquiry_id: id })
  return row
}

/** An answer that no person has given. */
const IS_AUTOMATIC = sql`(e.kind = 'answer' AND e.author LIKE 'system:%')`

export const listEntries = (tx: Tx, id: string): Promise<InquiryEntry[]> =>
  tx.query<InquiryEntry>(sql`SELECT e.entry_number, e.kind, e.channel, e.author, u.name AS author_name, e.written_at, e.text,
      e.is_final, ${IS_AUTOMATIC} AS is_automatic, CASE WHEN m.mail_id IS NOT NULL THEN jsonb_build_object('mail_id', m.mail_id, 'from_address', m.from_address,
        'is_cut', btrim(k.text, E' \\n\\r\\t') <> btrim(e.text, E' \\n\\r\\t'), 'files', k.files) END AS mail
    FROM inquiries.entry e LEFT JOIN auth."user" u ON e.author LIKE 'user:%' AND u.id = substr(e.author, 6)
    LEFT JOIN inquiries.mail m ON m.tenant_id = e.tenant_id AND m.message_ref = e.message_ref
    LEFT JOIN inquiries.mail_content k ON k.tenant_id = m.tenant_id AND k.mail_id = m.mail_id
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND e.inquiry_id = ${id} ORDER BY e.written_at, e.entry_number`)

/** Open ones of the same customer: perhaps the same question asked twice. */
export const listOthers = (tx: Tx, { inquiry_id, customer_id }: Pick<Inquiry, 'inquiry_id' | 'customer_id'>) =>
  tx.query<{ inquiry_id: string; subject: string; received_at: string }>(sql`SELECT inquiry_id, subject, received_at
    FROM inquiries.inquiry WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customer_id}
      AND inquiry_id <> ${inquiry_id} AND state IN ('open', 'waiting') ORDER BY received_at DESC LIMIT 5`)

interface OwnQuery {
  readonly customer_id: string
  /** Who asks. Of bills only those are told who see bills or prices, and whoever asked. */
  readonly reader: Pick<Principal, 'actor' | 'permissions'>
  readonly inquiry_id?: string | undefined
  readonly order_id?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** A customer's own questions with what was said between us and them; notes are ours. */
export async function listOwnInquiries(tx: Tx, query: OwnQuery): Promise<{ inquiries: OwnInquiry[]; total: number }> {
  const { customer_id, inquiry_id = null, order_id = null } = query
  const { permissions } = query.reader
  const seesMoney = ['portal.billing', 'portal.prices', '*'].some((one) => permissions.has(one))
  const which = sql`FROM inquiries.inquiry i WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.customer_id = ${customer_id}
    AND i.state IN ('open', 'waiting', 'answered') AND (${order_id}::text IS NULL OR i.order_id = ${order_id}::text)
    AND (${inquiry_id}::text IS NULL OR i.inquiry_id = ${inquiry_id}::text)
    AND (${seesMoney} OR i.topic IS DISTINCT FROM 'bill' OR EXISTS (SELECT FROM inquiries.entry a
      WHERE a.tenant_id = i.tenant_id AND a.inquiry_id = i.inquiry_id AND a.entry_number = 1
        AND a.author = ${query.reader.actor}))`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const inquiries = await tx.query<OwnInquiry>(sql`SELECT i.inquiry_id, i.subject, i.order_id, i.state, i.received_at,
      ${DUE} AS due_at, coalesce((SELECT jsonb_agg(jsonb_build_object('entry_number', e.entry_number, 'kind', e.kind,
          'written_at', e.written_at, 'text', e.text, 'is_automatic', ${IS_AUTOMATIC}) ORDER BY e.written_at, e.entry_number)
        FROM inquiries.entry e WHERE e.tenant_id = i.tenant_id AND e.inquiry_id = i.inquiry_id AND e.kind <> 'note'), '[]')
        AS entries
    ${which} ORDER BY i.received_at DESC, i.inquiry_id LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { inquiries, total: count!.total }
}
