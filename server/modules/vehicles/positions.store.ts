/** SQL of positions: what surrounds a report, what is kept, and what is deleted again. */
import sql from 'sql-template-tag'
import type { PositionSetting } from '../../../contract/positions.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { OpenStop, StopChange } from './geofence.ts'
import type { Fix } from './plausible.ts'
import { SETTING_ID, USUAL_SETTING } from './vehicle.ts'

export async function readPositionSetting(tx: Tx): Promise<PositionSetting> {
  const [row] =
    await tx.query<PositionSetting>(sql`SELECT retention_days, geofence_m, top_speed_kmh, keeps_outside_trips
    FROM vehicles.setting WHERE tenant_id = ${tx.tenantId}::uuid AND setting_id = ${SETTING_ID}`)
  return row ?? USUAL_SETTING
}

/** Active vehicles by our code or their device's name. Locked, so that two reports of one vehicle are judged one after the other. */
export async function lockReporting(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{
    vehicle_id: string
    device: string | null
  }>(sql`SELECT vehicle_id, device FROM vehicles.vehicle
    WHERE tenant_id = ${tx.tenantId}::uuid AND is_active
      AND (vehicle_id = ANY(${names}::text[]) OR device = ANY(${names}::text[]))
    ORDER BY vehicle_id FOR NO KEY UPDATE`)
  return new Map([
    ...rows.flatMap(({ vehicle_id, device }) => (device ? [[device, vehicle_id] as const] : [])),
    ...rows.map(({ vehicle_id }) => [vehicle_id, vehicle_id] as const),
  ])
}

export interface Reported {
  readonly nth: number
  readonly vehicle_id: string
  readonly at: string
}

export interface Surroundings {
  readonly nth: number
  readonly is_known: boolean
  readonly before: Fix | null
  readonly after: Fix | null
  readonly trip_id: string | null
  readonly driver_id: string | null
  /** The driver's consent covers the instant. */
  readonly has_consent: boolean
}

const FIX = sql`jsonb_build_object('at', extract(epoch FROM p.at) * 1000, 'latitude', p.latitude, 'longitude', p.longitude,
  'accuracy_m', p.accuracy_m) AS fix`

/** What stands in the books around each report: one statement for all of them. */
export const readSurroundings = (tx: Tx, reports: readonly Reported[]) => {
  const own = sql`p.tenant_id = ${tx.tenantId}::uuid AND p.vehicle_id = r.vehicle_id`
  return tx.query<Surroundings>(sql`SELECT r.nth,
      EXISTS (SELECT 1 FROM vehicles.position p WHERE ${own} AND p.at = r.at) AS is_known,
      b.fix AS before, a.fix AS after, t.trip_id, t.driver_id,
      EXISTS (SELECT 1 FROM vehicles.consent c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.trip_id = t.trip_id
        AND c.driver_id = t.driver_id AND c.given_at <= r.at AND coalesce(c.withdrawn_at > r.at, true)) AS has_consent
    FROM jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) AS r (nth int, vehicle_id text, at timestamptz)
    LEFT JOIN LATERAL (SELECT ${FIX} FROM vehicles.position p WHERE ${own} AND p.at < r.at
      ORDER BY p.at DESC LIMIT 1) b ON true
    LEFT JOIN LATERAL (SELECT ${FIX} FROM vehicles.position p WHERE ${own} AND p.at > r.at ORDER BY p.at LIMIT 1) a ON true
    LEFT JOIN LATERAL (SELECT p.trip_id, p.driver_id FROM vehicles.trip p WHERE ${own} AND p.started_at <= r.at
      AND coalesce(p.ended_at >= r.at, true) ORDER BY p.started_at DESC LIMIT 1) t ON true`)
}

export interface NewPosition extends Fix {
  readonly vehicle_id: string
  readonly speed_kmh?: number | null | undefined
  readonly heading?: number | null | undefined
  readonly trip_id: string | null
}

/** Returns how many are new. The newest of each vehicle becomes its last. */
export async function insertPositions(
  tx: Tx,
  positions: readonly NewPosition[],
  told: { readonly by: string; readonly at: Date },
): Promise<number> {
  if (positions.length === 0) return 0
  const rows = positions.map((one) => ({ ...one, at: new Date(one.at).toISOString() }))
  const [counted] = await tx.query<{ added: number }>(sql`WITH told AS (
      SELECT * FROM jsonb_populate_recordset(NULL::vehicles.position, ${JSON.stringify(rows)}::jsonb)),
    added AS (INSERT INTO vehicles.position AS p (tenant_id, vehicle_id, at, latitude, longitude, accuracy_m, speed_kmh, heading,
        trip_id, told_by, received_at)
      SELECT ${tx.tenantId}::uuid, vehicle_id, at, latitude, longitude, accuracy_m, speed_kmh, heading, trip_id, ${told.by},
        ${told.at}::timestamptz FROM told ON CONFLICT DO NOTHING RETURNING p.*),
    last AS (INSERT INTO vehicles.last_position AS l (tenant_id, vehicle_id, at, latitude, longitude, accuracy_m, speed_kmh,
        heading, trip_id, received_at, changes)
      SELECT DISTINCT ON (vehicle_id) tenant_id, vehicle_id, at, latitude, longitude, accuracy_m, speed_kmh, heading, trip_id,
        received_at, 1 FROM added ORDER BY vehicle_id, at DESC
      ON CONFLICT (tenant_id, vehicle_id) DO UPDATE SET at = excluded.at, latitude = excluded.latitude,
        longitude = excluded.longitude, accuracy_m = excluded.accuracy_m, speed_kmh = excluded.speed_kmh,
        heading = excluded.heading, trip_id = excluded.trip_id, received_at = excluded.received_at, changes = l.changes + 1
      WHERE excluded.at > l.at)
    SELECT count(*) AS added FROM added`)
  return counted!.added
}

/** Stops of trips that have a place, where the vehicle has not been or is just now. */
export const openStops = (tx: Tx, tripIds: readonly string[]) =>
  tx.query<OpenStop>(sql`SELECT s.trip_id, s.stop_number, s.shipment_id, l.latitude, l.longitude,
      (extract(epoch FROM v.arrived_at) * 1000)::float8 AS arrived_at
    FROM vehicles.stop s JOIN shipments.shipment h ON h.tenant_id = s.tenant_id AND h.shipment_id = s.shipment_id
    JOIN locations.location l ON l.tenant_id = h.tenant_id AND l.location_id = h.to_location_id
    LEFT JOIN vehicles.stop_seen v ON v.tenant_id = s.tenant_id AND v.trip_id = s.trip_id AND v.stop_number = s.stop_number
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.trip_id = ANY(${tripIds}::text[]) AND v.left_at IS NULL
      AND l.latitude IS NOT NULL AND l.longitude IS NOT NULL ORDER BY s.trip_id, s.stop_number`)

export const saveSeen = (tx: Tx, changes: readonly StopChange[]) => {
  const rows = changes.map(({ arrived_at, left_at, trip_id, stop_number }) => ({
    ...{ tenant_id: tx.tenantId, trip_id, stop_number, arrived_at: new Date(arrived_at).toISOString() },
    left_at: left_at === null ? null : new Date(left_at).toISOString(),
  }))
  return tx.execute(sql`INSERT INTO vehicles.stop_seen AS v (tenant_id, trip_id, stop_number, arrived_at, left_at)
    SELECT tenant_id, trip_id, stop_number, arrived_at, left_at
    FROM jsonb_populate_recordset(NULL::vehicles.stop_seen, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT (tenant_id, trip_id, stop_number) DO UPDATE SET left_at = coalesce(v.left_at, excluded.left_at)`)
}

/** Returns how many are gone. The last place of a vehicle goes with them. */
export async function deletePositions(tx: Tx, before: Date): Promise<number> {
  await tx.execute(sql`DELETE FROM vehicles.last_position WHERE tenant_id = ${tx.tenantId}::uuid AND at < ${before}`)
  return tx.execute(sql`DELETE FROM vehicles.position WHERE tenant_id = ${tx.tenantId}::uuid AND at < ${before}`)
}
