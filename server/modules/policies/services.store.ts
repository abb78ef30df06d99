/** Which added services customers may order on a day, and at which price. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import { type CatalogueRow, type OfferedService, offerOf } from './added-service.ts'

export interface ServiceQuestion {
  readonly customers: readonly string[]
  readonly day: string
  /** Absent: each customer's own. */
  readonly currency?: string
}

/** By customer, the whole catalogue: also what is not offered, so that a wish for it can be answered. */
export async function servicesFor(tx: Tx, question: ServiceQuestion): Promise<Map<string, OfferedService[]>> {
  const { customers, day, currency = null } = question
  const found = new Map<string, OfferedService[]>(customers.map((customer) => [customer, []]))
  const rows = await tx.query<CatalogueRow & { customer_id: string }>(sql`
    SELECT c.customer_id, s.service_id, s.name, s.unit, s.resource_kind, s.resource_minutes, s.proof,
      e.entitlement, e.discount_percent, p.currency, p.unit_price
    FROM customers.customer c JOIN policies.added_service s ON s.tenant_id = c.tenant_id
    LEFT JOIN LATERAL (SELECT n.entitlement, n.discount_percent FROM policies.entitlement n
      WHERE n.tenant_id = c.tenant_id AND n.service_id = s.service_id AND n.segment_id = c.segment_id
        AND n.valid_from <= ${day}::date ORDER BY n.valid_from DESC LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT q.currency, q.unit_price FROM policies.service_price q
      WHERE q.tenant_id = c.tenant_id AND q.service_id = s.service_id
        AND q.currency = coalesce(${currency}::text, c.currency) AND q.valid_from <= ${day}::date
      ORDER BY q.valid_from DESC LIMIT 1) p ON true
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ANY (${customers}::text[])
    ORDER BY c.customer_id, s.service_id`)
  for (const { customer_id: customer, ...row } of rows) found.get(customer)!.push(offerOf(row))
  return found
}
