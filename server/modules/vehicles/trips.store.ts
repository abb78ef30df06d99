/** SQL of trips: who may drive, what may ride, which is under way, whose consent stands. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_vehicle`. Returns who usually drives it. */
export async function requireVehicle(tx: Tx, vehicleId: string): Promise<string | null> {
  const [row] = await tx.query<{ driver_id: string | null }>(sql`SELECT driver_id FROM vehicles.vehicle
    WHERE tenant_id = ${tx.tenantId}::uuid AND vehicle_id = ${vehicleId}`)
  if (!row) throw new Refusal('unknown_vehicle', { vehicle_id: vehicleId })
  return row.driver_id
}

/** Refuses `invalid_input` for who is none of our people; nobody at all is fine. */
export async function requireDriver(tx: Tx, driverId: string | null | undefined): Promise<void> {
  if (driverId === null || driverId === undefined) return
  const found = await tx.execute(sql`SELECT 1 FROM people.member WHERE tenant_id = ${tx.tenantId}::uuid
    AND user_id = ${driverId} AND customer_id IS NULL AND NOT is_removed`)
  if (!found) throw new Refusal('invalid_input', { field: 'driver_id', reason: 'unknown' })
}

/** Refuses `unknown_shipment` for the first that nobody dispatched, and `invalid_input` for one named twice. */
export async function requireShipments(tx: Tx, shipmentIds: readonly string[]): Promise<void> {
  if (new Set(shipmentIds).size < shipmentIds.length)
    throw new Refusal('invalid_input', { field: 'stops', reason: 'repeated' })
  const rows = await tx.query<{ shipment_id: string }>(sql`SELECT shipment_id FROM shipments.shipment
    WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id = ANY(${shipmentIds}::text[])`)
  const known = new Set(rows.map((row) => row.shipment_id))
  const missing = shipmentIds.find((id) => !known.has(id))
  if (missing !== undefined) throw new Refusal('unknown_shipment', { shipment_id: missing })
}

export async function findTripUnderWay(tx: Tx, vehicleId: string): Promise<string | null> {
  const [row] = await tx.query<{ trip_id: string }>(sql`SELECT trip_id FROM vehicles.trip
    WHERE tenant_id = ${tx.tenantId}::uuid AND vehicle_id = ${vehicleId} AND started_at IS NOT NULL AND ended_at IS NULL`)
  return row?.trip_id ?? null
}

/** Consents of a trip that stand; of one driver, or of whoever. */
export const listConsents = (tx: Tx, tripId: string, driverId: string | null = null) =>
  tx.query<{ consent_id: string }>(sql`SELECT consent_id FROM vehicles.consent WHERE tenant_id = ${tx.tenantId}::uuid
    AND trip_id = ${tripId} AND withdrawn_at IS NULL AND (${driverId}::text IS NULL OR driver_id = ${driverId})
    ORDER BY consent_id`)

export async function hasPositionSetting(tx: Tx, settingId: string): Promise<boolean> {
  return (
    (await tx.execute(sql`SELECT 1 FROM vehicles.setting WHERE tenant_id = ${tx.tenantId}::uuid
      AND setting_id = ${settingId} FOR UPDATE`)) > 0
  )
}
