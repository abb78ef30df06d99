/** Look-ups that records naming segments and customers need. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_segment` naming the first segment that is not defined. */
export async function requireSegments(tx: Tx, segmentIds: readonly string[]): Promise<void> {
  if (!segmentIds.length) return
  const [unknown] = await tx.query<{ segment_id: string }>(sql`SELECT wanted AS segment_id
    FROM unnest(${segmentIds}::text[]) wanted WHERE NOT EXISTS
      (SELECT 1 FROM policies.segment WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = wanted) LIMIT 1`)
  if (unknown) throw new Refusal('unknown_segment', unknown)
}

/** Refuses `unknown_customer` naming the first customer that is not registered. */
export async function requireCustomers(tx: Tx, customerIds: readonly string[]): Promise<void> {
  if (!customerIds.length) return
  const [unknown] = await tx.query<{ customer_id: string }>(sql`SELECT wanted AS customer_id
    FROM unnest(${customerIds}::text[]) wanted WHERE NOT EXISTS
      (SELECT 1 FROM customers.customer WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = wanted) LIMIT 1`)
  if (unknown) throw new Refusal('unknown_customer', unknown)
}
