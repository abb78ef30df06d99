/** In which language a customer is answered: the one asked in, else the contact's, else the customer's. */
import sql from 'sql-template-tag'
import type { Inquiry } from '../../../contract/inquiries.ts'
import type { Tx } from '../../platform/database/database.ts'

export async function answerLanguage(
  tx: Tx,
  { language, contact_id, customer_id }: Pick<Inquiry, 'language' | 'contact_id' | 'customer_id'>,
): Promise<string | null> {
  const [row] = await tx.query<{ language: string | null }>(sql`SELECT coalesce(${language}::text,
    (SELECT language FROM customers.contact WHERE tenant_id = ${tx.tenantId}::uuid AND contact_id = ${contact_id}),
    (SELECT language FROM customers.customer WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customer_id}))
    AS language`)
  return row?.language ?? null
}
