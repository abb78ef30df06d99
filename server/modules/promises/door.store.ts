/** Who takes goods in, and what the driver is to know. */
import sql from 'sql-template-tag'
import type { OrderDoor, ShipmentDoors } from '../../../contract/orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

type Said = Pick<OrderDoor, 'contact_id' | 'contact_name' | 'contact_phone' | 'instructions'>

const SAID = sql`o.contact_id, c.name AS contact_name, c.phone AS contact_phone, o.instructions`
const PERSON = sql`LEFT JOIN customers.contact c ON c.tenant_id = o.tenant_id AND c.contact_id = o.contact_id`

export async function findDoor(tx: Tx, orderId: string): Promise<Said> {
  const [row] = await tx.query<Said>(sql`SELECT ${SAID} FROM orders.customer_order o ${PERSON}
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = ${orderId}`)
  if (!row) throw new Refusal('not_found', { order_id: orderId })
  return row
}

export const contactsOf = (tx: Tx, customerId: string): Promise<OrderDoor['contacts']> =>
  tx.query<OrderDoor['contacts'][number]>(sql`SELECT contact_id, name FROM customers.contact
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId} ORDER BY name, contact_id`)

type Door = Said & { order_id: string; from_at: Date | null; to_at: Date | null }

/** Of each order whose goods it carries, with the hours promised for them. Refuses `not_found`. */
export async function doorsOfShipment(tx: Tx, shipmentId: string): Promise<ShipmentDoors['rows']> {
  const rows = await tx.query<Door>(sql`SELECT o.order_id, ${SAID}, min(p.from_at) AS from_at, max(p.to_at) AS to_at
    FROM shipments.shipment_line s
    JOIN orders.customer_order o ON o.tenant_id = s.tenant_id AND o.order_id = s.order_id ${PERSON}
    LEFT JOIN LATERAL (SELECT from_at, to_at FROM promises.promise WHERE tenant_id = s.tenant_id
      AND order_id = s.order_id AND line_number = s.line_number ORDER BY version DESC LIMIT 1) p ON true
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = ${shipmentId}
    GROUP BY o.order_id, o.contact_id, c.name, c.phone, o.instructions ORDER BY o.order_id`)
  if (rows.length === 0) throw new Refusal('not_found', { shipment_id: shipmentId })
  const instant = (at: Date | null) => at?.toISOString() ?? null
  return rows.map((row) => ({ ...row, from_at: instant(row.from_at), to_at: instant(row.to_at) }))
}
