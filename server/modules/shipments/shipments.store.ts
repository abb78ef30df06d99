/** Look-ups that other modules' commands need. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** The shipment's destination. Refuses `unknown_shipment`. */
export async function requireShipment(tx: Tx, shipmentId: string): Promise<{ to_location_id: string | null }> {
  const [row] = await tx.query<{ to_location_id: string | null }>(sql`SELECT to_location_id FROM shipments.shipment
    WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id = ${shipmentId}`)
  if (!row) throw new Refusal('unknown_shipment', { shipment_id: shipmentId })
  return row
}

/** Whose goods a shipment carries at all: a customer's person may not make links to others' goods. */
export async function carriesGoodsOf(tx: Tx, shipmentId: string, customerId: string): Promise<boolean> {
  return (
    (await tx.execute(sql`SELECT 1 FROM shipments.shipment_line l
      JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id
      WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.shipment_id = ${shipmentId} AND o.customer_id = ${customerId} LIMIT 1`)) >
    0
  )
}
