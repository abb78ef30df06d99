/** Look-ups that other modules' commands need. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_customer` for a customer that is not registered. */
export async function requireCustomer(tx: Tx, customerId: string): Promise<void> {
  const known = await tx.execute(sql`SELECT 1 FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}`)
  if (!known) throw new Refusal('unknown_customer', { customer_id: customerId })
}
