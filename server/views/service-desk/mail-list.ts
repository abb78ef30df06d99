/** Mails that came in, newest first, with what became of each. */
import sql, { join } from 'sql-template-tag'
import type { z } from 'zod'
import type { IncomingMail, IncomingMailQuery, IncomingMailText } from '../../../contract/incoming-mail.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { searchPattern } from './search-pattern.ts'

const SHOWN = sql`m.mail_id, m.mailbox_id, b.name AS mailbox_name, m.state, m.reason, m.inquiry_id, m.from_address,
  m.from_name, m.subject, m.received_at, m.bytes, m.files`

export async function listMails(tx: Tx, query: IncomingMailQuery): Promise<{ mails: IncomingMail[]; total: number }> {
  const { q, state, reason, mailbox_id } = query
  const conditions = [
    sql`m.tenant_id = ${tx.tenantId}::uuid`,
    ...(state ? [sql`m.state = ${state}`] : []),
    ...(reason ? [sql`m.reason = ${reason}`] : []),
    ...(mailbox_id ? [sql`m.mailbox_id = ${mailbox_id}`] : []),
    ...(q
      ? [
          sql`(m.subject ILIKE ${searchPattern(q)} OR m.from_address ILIKE ${searchPattern(q)} OR m.from_name ILIKE ${searchPattern(q)}
            OR m.inquiry_id ILIKE ${searchPattern(q)})`,
        ]
      : []),
  ]
  const which = sql`FROM inquiries.mail m WHERE ${join(conditions, ' AND ')}`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const mails = await tx.query<IncomingMail>(sql`SELECT ${SHOWN} FROM (SELECT m.* ${which}
      ORDER BY m.received_at DESC, m.mail_id LIMIT ${query.limit} OFFSET ${query.offset}) m
    LEFT JOIN inquiries.mailbox b ON b.tenant_id = m.tenant_id AND b.mailbox_id = m.mailbox_id
    ORDER BY m.received_at DESC, m.mail_id`)
  return { mails, total: count!.total }
}

/** Refuses `not_found`. */
export async function showMail(tx: Tx, id: string): Promise<z.infer<typeof IncomingMailText>> {
  const [row] = await tx.query<z.infer<typeof IncomingMailText>>(sql`SELECT ${SHOWN}, k.text, k.files AS attached
    FROM inquiries.mail m JOIN inquiries.mail_content k USING (tenant_id, mail_id)
    LEFT JOIN inquiries.mailbox b ON b.tenant_id = m.tenant_id AND b.mailbox_id = m.mailbox_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.mail_id = ${id}`)
  if (!row) throw new Refusal('not_found', { mail_id: id })
  return row
}
