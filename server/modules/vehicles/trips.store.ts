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

/** Refuses a device, or a code, that would make reports of one vehicle those of another. */
export async function requireOwnNames(tx: Tx, vehicleId: string, device: string | null | undefined): Promise<void> {
  const names = [vehicleId, ...(device == null ? [] : [device])]
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`vehicle names ${tx.tenantId}`}, 0))`)
  const [other] = await tx.query<{ vehicle_id: string }>(sql`SELECT vehicle_id FROM vehicles.vehicle
    WHERE tenant_id = ${tx.tenantId}::uuid AND vehicle_id <> ${vehicleId}
      AND (device = ANY(${names}::text[]) OR vehicle_id = ${device ?? null}) LIMIT 1`)
  if (other) throw new Refusal('already_exists', { field: 'device', ...other })
}

/** Refuses `invalid_input` for who is none of our people; nobody at all is fine. */
export async function requireDriver(tx: Tx, driverId: string | null | undefined): Promise<void> {
  if (driverId === null || driverId === undefined) return
  const found = await tx.execute(sql`SELECT 1 FROM people.member WHERE tenant_id = ${tx.tenantId}::uuid
    AND user_id = ${driverId} AND customer_id IS NULL AND NOT is_removed`)
  if (!found) throw new Refusal('invalid_input', { field: 'driver_id', reason: 'unknown' })
}

/**
 * Refuses `unknown_shipment` for the first that nobody dispatched, `invalid_input` for one named twice, and `wrong_state` for one
 * on another trip that has not ended: goods ride in one vehicle at a time. Two plans at once queue at the shipments.
 */
export async function requireShipments(tx: Tx, shipmentIds: readonly string[], tripId: string): Promise<void> {
  if (new Set(shipmentIds).size < shipmentIds.length)
    throw new Refusal('invalid_input', { field: 'stops', reason: 'repeated' })
  const rows = await tx.query<{ shipment_id: string }>(sql`SELECT shipment_id FROM shipments.shipment
    WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id = ANY(${shipmentIds}::text[]) ORDER BY shipment_id FOR NO KEY UPDATE`)
  const known = new Set(rows.map((row) => row.shipment_id))
  const missing = shipmentIds.find((id) => !known.has(id))
  if (missing !== undefined) throw new Refusal('unknown_shipment', { shipment_id: missing })
  const [riding] = await tx.query<{ shipment_id: string; trip_id: string }>(sql`SELECT s.shipment_id, s.trip_id
    FROM vehicles.stop s JOIN vehicles.trip t USING (tenant_id, trip_id)
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = ANY(${shipmentIds}::text[]) AND s.trip_id <> ${tripId}
      AND t.ended_at IS NULL ORDER BY s.shipment_id LIMIT 1`)
  if (riding) throw new Refusal('wrong_state', { ...riding, reason: 'on_another_trip' })
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
