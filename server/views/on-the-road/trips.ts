/** Trips with the names of vehicles and drivers, and the whole of one. */
import sql, { join, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { TripFile, TripQuery, TripRow, WaitingShipment } from '../../../contract/vehicles.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStops } from './trip-stops.ts'

interface StoredTrip extends Omit<TripRow, 'started_at' | 'ended_at' | 'last_seen_at'> {
  readonly started_at: Date | null
  readonly ended_at: Date | null
  readonly last_seen_at: Date | null
  readonly has_consent: boolean
}

const STATE = sql`CASE WHEN t.ended_at IS NOT NULL THEN 'ended' WHEN t.started_at IS NOT NULL THEN 'under_way' ELSE 'planned' END`
const SHOWN = sql`t.trip_id, t.vehicle_id, coalesce(v.name, t.vehicle_id) AS vehicle_name, v.plate, t.driver_id,
  u.name AS driver_name, t.day, ${STATE} AS state, t.started_at, t.ended_at, t.subject_version AS version,
  (SELECT count(*) FROM vehicles.stop s WHERE s.tenant_id = t.tenant_id AND s.trip_id = t.trip_id) AS stops,
  (SELECT count(*) FROM vehicles.stop s WHERE s.tenant_id = t.tenant_id AND s.trip_id = t.trip_id AND (EXISTS (SELECT
      FROM delivery.delivery d WHERE d.tenant_id = s.tenant_id AND d.shipment_id = s.shipment_id) OR EXISTS (SELECT
      FROM vehicles.stop_seen x WHERE x.tenant_id = s.tenant_id AND x.trip_id = s.trip_id AND x.stop_number = s.stop_number
        AND x.left_at IS NOT NULL))) AS stops_done,
  (SELECT max(p.at) FROM vehicles.last_position p WHERE p.tenant_id = t.tenant_id AND p.vehicle_id = t.vehicle_id
    AND p.trip_id = t.trip_id) AS last_seen_at,
  EXISTS (SELECT FROM vehicles.consent c WHERE c.tenant_id = t.tenant_id AND c.trip_id = t.trip_id
    AND c.withdrawn_at IS NULL) AS has_consent`
/** Names only of people who belong to us. */
const BESIDE = sql`LEFT JOIN vehicles.vehicle v ON v.tenant_id = t.tenant_id AND v.vehicle_id = t.vehicle_id
  LEFT JOIN people.member m ON m.tenant_id = t.tenant_id AND m.user_id = t.driver_id
  LEFT JOIN auth."user" u ON u.id = m.user_id`

export async function listTrips(tx: Tx, query: TripQuery) {
  const where = join(conditions(tx, query), ' AND ')
  const after = query.cursor ? await afterTrip(tx, query.cursor) : sql`true`
  const [count] = await tx.query<{ total: number }>(
    sql`SELECT count(*) AS total FROM vehicles.trip t ${BESIDE} WHERE ${where}`,
  )
  const rows = await tx.query<StoredTrip>(sql`SELECT ${SHOWN} FROM vehicles.trip t ${BESIDE} WHERE ${where} AND ${after}
    ORDER BY t.day DESC, t.trip_id LIMIT ${query.limit + 1}`)
  const shown = rows.slice(0, query.limit).map(toRow)
  return { rows: shown, total: count!.total, nextCursor: rows.length > query.limit ? shown.at(-1)!.trip_id : null }
}

async function afterTrip(tx: Tx, cursor: string): Promise<Sql> {
  const [last] = await tx.query<{ day: string }>(
    sql`SELECT day FROM vehicles.trip WHERE tenant_id = ${tx.tenantId}::uuid AND trip_id = ${cursor}`,
  )
  if (!last) throw new Refusal('invalid_input', { cursor })
  return sql`(t.day < ${last.day}::date OR (t.day = ${last.day}::date AND t.trip_id > ${cursor}))`
}

function conditions(tx: Tx, { q, state, vehicle_id, day }: TripQuery): Sql[] {
  const found = [sql`t.tenant_id = ${tx.tenantId}::uuid`]
  if (state) found.push(sql`${STATE} = ${state}`)
  if (vehicle_id) found.push(sql`t.vehicle_id = ${vehicle_id}`)
  if (day) found.push(sql`t.day = ${day}::date`)
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    found.push(sql`(t.trip_id ILIKE ${pattern} OR v.name ILIKE ${pattern} OR v.plate ILIKE ${pattern} OR u.name ILIKE ${pattern}
      OR EXISTS (SELECT FROM vehicles.stop s WHERE s.tenant_id = t.tenant_id AND s.trip_id = t.trip_id
        AND s.shipment_id ILIKE ${pattern}))`)
  }
  return found
}

const toRow = ({ has_consent: _, ...row }: StoredTrip): TripRow => ({
  ...row,
  started_at: row.started_at?.toISOString() ?? null,
  ended_at: row.ended_at?.toISOString() ?? null,
  last_seen_at: row.last_seen_at?.toISOString() ?? null,
})

/** Refuses `not_found`. */
export async function showTrip(tx: Tx, tripId: string, now: Date): Promise<TripFile> {
  const [file] = await readTrips(tx, sql`t.trip_id = ${tripId}`, now)
  if (!file) throw new Refusal('not_found', { trip_id: tripId })
  return file
}

/** The driver's trips under way and those planned for about today, wherever the day has begun. */
export const ownTrips = (tx: Tx, driverId: string, now: Date): Promise<TripFile[]> =>
  readTrips(
    tx,
    sql`t.driver_id = ${driverId} AND t.ended_at IS NULL
      AND (t.started_at IS NOT NULL OR abs(t.day - (${now}::timestamptz AT TIME ZONE 'UTC')::date) <= 1)`,
    now,
  )

const TRACK_MAX = 400

async function readTrips(tx: Tx, which: Sql, now: Date): Promise<TripFile[]> {
  const trips = await tx.query<StoredTrip>(sql`SELECT ${SHOWN} FROM vehicles.trip t ${BESIDE}
    WHERE t.tenant_id = ${tx.tenantId}::uuid AND ${which} ORDER BY t.started_at NULLS LAST, t.day, t.trip_id LIMIT 20`)
  const ids = trips.map(({ trip_id }) => trip_id)
  const stops = await readStops(tx, ids, now)
  const track = await tx.query<{ trip_id: string; at: Date; latitude: number; longitude: number }>(sql`
    SELECT trip_id, at, latitude, longitude FROM (SELECT p.trip_id, p.at, p.latitude, p.longitude,
        row_number() OVER trip AS nth, count(*) OVER (PARTITION BY p.trip_id) AS found
      FROM vehicles.trip t JOIN vehicles.position p ON p.tenant_id = t.tenant_id AND p.vehicle_id = t.vehicle_id
        AND p.trip_id = t.trip_id AND p.at >= t.started_at
      WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.trip_id = ANY(${ids}::text[])
      WINDOW trip AS (PARTITION BY p.trip_id ORDER BY p.at)) p
    WHERE nth % (1 + found / ${TRACK_MAX}) = 0 OR nth = found ORDER BY trip_id, at`)
  return trips.map(({ has_consent, ...trip }) => ({
    ...toRow({ ...trip, has_consent }),
    stops: stops.get(trip.trip_id)!,
    has_consent,
    track: track
      .filter(({ trip_id }) => trip_id === trip.trip_id)
      .map(({ at, latitude, longitude }) => ({ at: at.toISOString(), latitude, longitude })),
  }))
}

const WAITING_DAYS = 14
const WAITING_MAX = 500

/** Dispatched, not handed over, and on no trip that has not ended; those of carriers with own vans first. */
export const waitingShipments = (tx: Tx, now: Date) =>
  tx.query<WaitingShipment>(sql`SELECT h.shipment_id, h.carrier_id, c.name AS carrier_name, h.from_location_id,
      h.to_location_id, l.name AS place, l.city, h.shipped_on,
      ARRAY(SELECT DISTINCT n.order_id::text FROM shipments.shipment_line n WHERE n.tenant_id = h.tenant_id
        AND n.shipment_id = h.shipment_id ORDER BY 1) AS orders
    FROM shipments.shipment h
    LEFT JOIN carriers.carrier c ON c.tenant_id = h.tenant_id AND c.carrier_id = h.carrier_id
    LEFT JOIN locations.location l ON l.tenant_id = h.tenant_id AND l.location_id = h.to_location_id
    WHERE h.tenant_id = ${tx.tenantId}::uuid AND h.shipped_on > ${now}::timestamptz::date - ${WAITING_DAYS}::int
      AND NOT EXISTS (SELECT FROM delivery.delivery d WHERE d.tenant_id = h.tenant_id AND d.shipment_id = h.shipment_id)
      AND NOT EXISTS (SELECT FROM vehicles.stop s JOIN vehicles.trip t USING (tenant_id, trip_id)
        WHERE s.tenant_id = h.tenant_id AND s.shipment_id = h.shipment_id AND t.ended_at IS NULL)
    ORDER BY coalesce(h.carrier_id IN (SELECT carrier_id FROM vehicles.vehicle WHERE tenant_id = ${tx.tenantId}::uuid), false) DESC,
      h.shipped_on DESC, h.shipment_id LIMIT ${WAITING_MAX}`)
