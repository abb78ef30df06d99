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
