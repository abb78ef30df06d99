/** SQL of inquiries: entries, and the standard that holds. */
import sql from 'sql-template-tag'
import type { ENTRY_KINDS } from '../../../contract/inquiries.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Targets } from './answer-clock.ts'

export interface NewEntry {
  readonly inquiry_id: string
  readonly entry_number: number
  readonly kind: (typeof ENTRY_KINDS)[number]
  readonly channel: string
  readonly author: string
  readonly written_at: Date
  readonly text: string
  readonly is_final?: boolean | null
  readonly message_ref?: string | null
}

export const insertEntry = (tx: Tx, entry: NewEntry) =>
  tx.execute(sql`INSERT INTO inquiries.entry (tenant_id, inquiry_id, entry_number, kind, channel, author, written_at, text,
      is_final, message_ref)
    VALUES (${tx.tenantId}::uuid, ${entry.inquiry_id}, ${entry.entry_number}, ${entry.kind}, ${entry.channel},
      ${entry.author}, ${entry.written_at}, ${entry.text}, ${entry.is_final ?? null}, ${entry.message_ref ?? null})`)

/** Entries go to the other conversation, behind its own; notes of a merge say where they come from. */
export const moveEntries = (tx: Tx, from: string, into: { inquiry_id: string; after: number }) =>
  tx.execute(sql`UPDATE inquiries.entry e SET inquiry_id = ${into.inquiry_id}, entry_number = ${into.after} + e.entry_number
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND e.inquiry_id = ${from}`)

export interface Standing {
  readonly segment_id: string | null
  readonly targets: Targets
}

/** The customer's segment and the standards that hold on the day. */
export async function standingOf(tx: Tx, customerId: string | null, at: Date): Promise<Standing> {
  const [row] = await tx.query<{ segment_id: string | null; first: number | null; final: number | null }>(
    sql`SELECT c.segment_id, ${target('first_answer', at)} AS first, ${target('final_answer', at)} AS final
      FROM customers.customer c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ${customerId}`,
  )
  return {
    segment_id: row?.segment_id ?? null,
    targets: { first: row?.first ?? null, final: row?.final ?? null },
  }
}

const target = (element: string, at: Date) => sql`(SELECT s.target::float8 FROM policies.standard s
  WHERE s.tenant_id = c.tenant_id AND s.segment_id = c.segment_id AND s.element = ${element} AND s.target_unit = 'hours'
    AND s.valid_from <= ${at}::timestamptz::date ORDER BY s.valid_from DESC LIMIT 1)`
