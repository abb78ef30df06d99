/** How fast our vehicles get from door to door, from the trips of the last weeks. */
import sql from 'sql-template-tag'
import { distanceKm, learnPace, type Pace } from '../../../engines/arrivals/index.ts'
import type { Tx } from '../../platform/database/database.ts'

const DAYS_LEARNED = 90
const CASES_MAX = 3_000

interface SeenLeg {
  readonly from_latitude: number | null
  readonly from_longitude: number | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly minutes: number | null
  readonly stop_minutes: number | null
}

/** From leaving one door to reaching the next, and how long the vehicle stood there. */
export async function readPace(tx: Tx, now: Date): Promise<Pace> {
  const rows = await tx.query<SeenLeg>(sql`SELECT from_latitude, from_longitude, latitude, longitude,
      (extract(epoch FROM arrived_at - came_from) / 60)::float8 AS minutes,
      (extract(epoch FROM left_at - arrived_at) / 60)::float8 AS stop_minutes
    FROM (SELECT v.arrived_at, v.left_at, l.latitude, l.longitude, lag(v.left_at) OVER trip AS came_from,
        lag(l.latitude) OVER trip AS from_latitude, lag(l.longitude) OVER trip AS from_longitude
      FROM vehicles.stop_seen v JOIN vehicles.stop s USING (tenant_id, trip_id, stop_number)
      JOIN shipments.shipment h ON h.tenant_id = s.tenant_id AND h.shipment_id = s.shipment_id
      JOIN locations.location l ON l.tenant_id = h.tenant_id AND l.location_id = h.to_location_id
      WHERE v.tenant_id = ${tx.tenantId}::uuid AND v.arrived_at > ${now}::timestamptz - ${DAYS_LEARNED} * interval '1 day'
      WINDOW trip AS (PARTITION BY v.trip_id ORDER BY v.arrived_at, v.stop_number)) leg
    ORDER BY arrived_at DESC LIMIT ${CASES_MAX}`)
  const legs = rows.flatMap(({ from_latitude, from_longitude, latitude, longitude, minutes }) =>
    from_latitude === null || from_longitude === null || latitude === null || longitude === null || minutes === null
      ? []
      : [{ km: distanceKm({ latitude: from_latitude, longitude: from_longitude }, { latitude, longitude }), minutes }],
  )
  return learnPace(
    legs,
    rows.flatMap(({ stop_minutes }) => stop_minutes ?? []),
  )
}
