/** SQL of mails: kept once, found by what they answer, and whose writer it is. */
import sql from 'sql-template-tag'
import type { MailFile, MailState } from '../../../contract/incoming-mail.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export const mail: RecordType = {
  subjectType: 'incoming_mail',
  table: 'inquiries.mail',
  key: 'mail_id',
  columns: [
    ...['mailbox_id', 'state', 'reason', 'inquiry_id', 'received_at', 'bytes', 'files'],
    ...['message_ref', 'content_key', 'from_address', 'from_name', 'subject'],
  ],
  created: 'MailReceived',
  changed: 'MailSorted',
  personal: ['message_ref', 'content_key', 'from_address', 'from_name', 'subject'],
  eventTime: 'received_at',
}

/** One at a time for each Message-ID, so that the same mail at two doors is one. */
export const lockRef = (tx: Tx, ref: string) =>
  tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId} mail ${ref}`}, 0))`)

export interface KnownMail {
  readonly mail_id: string
  readonly state: MailState
  readonly content_key: string
}

export async function findMail(tx: Tx, ref: string): Promise<KnownMail | null> {
  const [row] = await tx.query<KnownMail>(sql`SELECT mail_id, state, content_key FROM inquiries.mail
    WHERE tenant_id = ${tx.tenantId}::uuid AND message_ref = ${ref}`)
  return row ?? null
}

export interface MailContent {
  readonly text: string
  readonly files: readonly MailFile[]
  readonly source_kind: 'mime' | 'json' | 'head'
  readonly source: Uint8Array
}

export const insertContent = (tx: Tx, mailId: string, { text, files, source_kind, source }: MailContent) =>
  tx.execute(sql`INSERT INTO inquiries.mail_content (tenant_id, mail_id, text, files, source_kind, source)
    VALUES (${tx.tenantId}::uuid, ${mailId}, ${text}, ${JSON.stringify(files)}::jsonb, ${source_kind},
      ${Buffer.from(source)}::bytea)`)

/** Refuses `not_found`. */
export async function getContent(tx: Tx, mailId: string): Promise<MailContent> {
  const [row] = await tx.query<MailContent>(sql`SELECT text, files, source_kind, source FROM inquiries.mail_content
    WHERE tenant_id = ${tx.tenantId}::uuid AND mail_id = ${mailId}`)
  if (!row) throw new Refusal('not_found', { mail_id: mailId })
  return row
}

export interface Thread {
  readonly inquiry_id: string
  readonly state: string
  readonly customer_id: string | null
  readonly from_address: string | null
}

const MERGES_MAX = 10

/** The conversation to which one of these belongs, the nearest first; of a merged one that in which it goes on. */
export async function findThread(tx: Tx, refs: readonly string[]): Promise<Thread | null> {
  const [row] = await tx.query<Thread>(sql`WITH RECURSIVE found AS (
      SELECT i.inquiry_id, i.merged_into, i.state, i.customer_id, i.from_address, 0 AS step, k.at
      FROM unnest(${[...refs]}::text[]) WITH ORDINALITY k (ref, at)
      JOIN inquiries.thread_ref t ON t.tenant_id = ${tx.tenantId}::uuid AND t.ref = k.ref
      JOIN inquiries.inquiry i ON i.tenant_id = t.tenant_id AND i.inquiry_id = t.inquiry_id
      UNION ALL
      SELECT i.inquiry_id, i.merged_into, i.state, i.customer_id, i.from_address, f.step + 1, f.at
      FROM found f JOIN inquiries.inquiry i ON i.tenant_id = ${tx.tenantId}::uuid AND i.inquiry_id = f.merged_into
      WHERE f.step < ${MERGES_MAX})
    SELECT inquiry_id, state, customer_id, from_address FROM found WHERE merged_into IS NULL ORDER BY at LIMIT 1`)
  return row ?? null
}

export const insertRefs = (tx: Tx, inquiryId: string, refs: readonly string[]) =>
  tx.execute(sql`INSERT INTO inquiries.thread_ref (tenant_id, ref, inquiry_id)
    SELECT ${tx.tenantId}::uuid, ref, ${inquiryId} FROM unnest(${[...refs]}::text[]) r (ref)
    ON CONFLICT (tenant_id, ref) DO NOTHING`)

export interface Writer {
  readonly customer_id: string
  readonly contact_id: string
  readonly language: string | null
}

/** Everybody in the books who has this address. */
export const findWriters = (tx: Tx, address: string) =>
  tx.query<Writer>(sql`SELECT k.customer_id, k.contact_id, coalesce(k.language, c.language) AS language
    FROM customers.contact k JOIN customers.customer c USING (tenant_id, customer_id)
    WHERE k.tenant_id = ${tx.tenantId}::uuid AND lower(k.email) = ${address} ORDER BY k.customer_id, k.contact_id LIMIT 50`)

/** An order of one of these customers that is named, by our number or by theirs; the newest of several. */
export async function findNamedOrder(
  tx: Tx,
  { customerIds, codes }: { customerIds: readonly string[]; codes: readonly string[] },
): Promise<{ order_id: string; customer_id: string } | null> {
  if (codes.length === 0 || customerIds.length === 0) return null
  const [row] = await tx.query<{ order_id: string; customer_id: string }>(sql`SELECT o.order_id, o.customer_id
    FROM orders.customer_order o WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.customer_id = ANY (${[...customerIds]}::text[])
      AND (lower(o.order_id::text) = ANY (${codes.map((code) => code.toLowerCase())}::text[])
        OR lower(o.customer_reference) = ANY (${codes.map((code) => code.toLowerCase())}::text[]))
    ORDER BY o.ordered_at DESC NULLS LAST, o.order_id LIMIT 1`)
  return row ?? null
}

export interface Conversation {
  readonly inquiry_id: string
  readonly subject: string
  /** Of what the customer wrote by mail, oldest first. */
  readonly refs: readonly string[]
  readonly address: string | null
  readonly uses_plus: boolean
  readonly token: string | null
}

const REFS_MAX = 20

/** What a mail in this conversation needs; the mailbox is the one that was written to last, else any that is used. */
export async function loadConversation(tx: Tx, inquiryId: string): Promise<Conversation | null> {
  const [row] = await tx.query<Conversation>(sql`SELECT i.inquiry_id, i.subject, box.address,
      coalesce(box.uses_plus, false) AS uses_plus,
      ARRAY(SELECT message_ref FROM (SELECT e.message_ref, e.written_at, e.entry_number FROM inquiries.entry e
          WHERE e.tenant_id = i.tenant_id AND e.inquiry_id = i.inquiry_id AND e.message_ref LIKE '<%'
          ORDER BY e.written_at DESC, e.entry_number DESC LIMIT ${REFS_MAX}) last ORDER BY written_at, entry_number) AS refs,
      (SELECT substr(t.ref, 7) FROM inquiries.thread_ref t WHERE t.tenant_id = i.tenant_id
        AND t.inquiry_id = i.inquiry_id AND t.ref LIKE 'token:%' LIMIT 1) AS token
    FROM inquiries.inquiry i
    LEFT JOIN LATERAL (SELECT b.address, b.uses_plus FROM inquiries.mailbox b
      LEFT JOIN LATERAL (SELECT max(m.received_at) AS at FROM inquiries.mail m WHERE m.tenant_id = b.tenant_id
        AND m.mailbox_id = b.mailbox_id AND m.inquiry_id = i.inquiry_id) last ON true
      WHERE b.tenant_id = i.tenant_id AND b.is_active ORDER BY last.at DESC NULLS LAST, b.mailbox_id LIMIT 1) box ON true
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.inquiry_id = ${inquiryId}`)
  return row ?? null
}
