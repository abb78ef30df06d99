/** The stops of trips: which were reached, and of vehicles that report, when the next ones will be. */
import sql from 'sql-template-tag'
import type { SeenStop } from '../../../contract/vehicles.ts'
import { foretellArrivals } from '../../../engines/arrivals/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readPace } from './pace.ts'

interface StopRow
  extends Omit<
    SeenStop,
    'state' | 'arrival' | 'planned_at' | 'arrived_at' | 'left_at' | 'handed_over_at' | 'failed_at'
  > {
  readonly trip_id: string
  readonly is_ended: boolean
  readonly is_begun: boolean
  readonly planned_at: Date | null
  readonly arrived_at: Date | null
  readonly left_at: Date | null
  readonly handed_over_at: Date | null
  readonly failed_at: Date | null
  readonly is_handed_over: boolean
}

export interface LastSeen {
  readonly trip_id: string
  readonly vehicle_id: string
  readonly at: Date
  readonly latitude: number
  readonly longitude: number
}

/** An older sign of life foretells nothing. */
const SILENT_MS = 2 * 3_600_000

/** By trip, in the order of the stops. */
export async function readStops(tx: Tx, tripIds: readonly string[], now: Date): Promise<Map<string, SeenStop[]>> {
  const found = new Map<string, SeenStop[]>(tripIds.map((id) => [id, []]))
  if (tripIds.length === 0) return found
  const rows = await tx.query<StopRow>(sql`SELECT s.trip_id, t.started_at IS NOT NULL AS is_begun,
      t.ended_at IS NOT NULL AS is_ended, s.stop_number, s.shipment_id, l.location_id, l.name AS place, l.city, l.street,
      l.postal_code, l.latitude, l.longitude, l.zone, s.planned_at, v.arrived_at, v.left_at, d.at AS handed_over_at,
      f.occurred_at AS failed_at, f.reason AS failed_reason,
      coalesce(d.deliveries, 0) > 0 AS is_handed_over,
      ARRAY(SELECT DISTINCT n.order_id::text FROM shipments.shipment_line n WHERE n.tenant_id = s.tenant_id
        AND n.shipment_id = s.shipment_id ORDER BY 1) AS orders
    FROM vehicles.stop s JOIN vehicles.trip t USING (tenant_id, trip_id)
    LEFT JOIN shipments.shipment h ON h.tenant_id = s.tenant_id AND h.shipment_id = s.shipment_id
    LEFT JOIN locations.location l ON l.tenant_id = h.tenant_id AND l.location_id = h.to_location_id
    LEFT JOIN vehicles.stop_seen v ON v.tenant_id = s.tenant_id AND v.trip_id = s.trip_id AND v.stop_number = s.stop_number
    LEFT JOIN LATERAL (SELECT min(delivered_at) AS at, count(*) AS deliveries FROM delivery.delivery d
      WHERE d.tenant_id = s.tenant_id AND d.shipment_id = s.shipment_id) d ON true
    LEFT JOIN LATERAL (SELECT o.occurred_at, o.reason FROM tracking.observation o WHERE o.tenant_id = s.tenant_id
        AND o.shipment_id = s.shipment_id AND o.milestone = 'attempt_failed' AND o.lifecycle = 'actual' AND o.retracts IS NULL
        AND o.occurred_at >= t.started_at AND (t.ended_at IS NULL OR o.occurred_at <= t.ended_at)
        AND NOT EXISTS (SELECT FROM tracking.observation r WHERE r.tenant_id = o.tenant_id AND r.shipment_id = o.shipment_id
          AND r.source = o.source AND r.retracts = o.source_event_id)
      ORDER BY o.occurred_at DESC LIMIT 1) f ON true
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.trip_id = ANY(${tripIds}::text[]) ORDER BY s.trip_id, s.stop_number`)
  for (const row of rows) found.get(row.trip_id)!.push(toStop(row))
  await foretell(tx, found, { tripIds: [...new Set(rows.filter(isUnderWay).map((row) => row.trip_id))], now })
  return found
}

const isUnderWay = ({ is_begun, is_ended }: StopRow) => is_begun && !is_ended

/** The last place of each trip's vehicle on that trip. */
export const lastSeenOn = (tx: Tx, tripIds: readonly string[]) =>
  tx.query<LastSeen>(sql`SELECT trip_id, vehicle_id, at, latitude, longitude FROM vehicles.last_position
    WHERE tenant_id = ${tx.tenantId}::uuid AND trip_id = ANY(${tripIds}::text[])`)

async function foretell(
  tx: Tx,
  found: Map<string, SeenStop[]>,
  { tripIds, now }: { tripIds: readonly string[]; now: Date },
): Promise<void> {
  const seen = tripIds.length
    ? (await lastSeenOn(tx, tripIds)).filter(({ at }) => now.getTime() - at.getTime() < SILENT_MS)
    : []
  if (seen.length === 0) return
  const pace = await readPace(tx, now)
  for (const { trip_id, at, latitude, longitude } of seen) {
    const stops = found.get(trip_id)!
    const ahead = stops.filter(({ state }) => state === 'ahead')
    const arrivals = foretellArrivals(
      {
        place: { latitude, longitude },
        seenAt: at.getTime(),
        isAtStop: stops.some(({ state }) => state === 'here'),
      },
      ahead.map(pointOf),
      { pace },
    )
    // What should long have come and was not heard of: nothing is known.
    for (const [nth, { low, mid, high }] of arrivals.entries())
      if (high > now.getTime())
        ahead[nth]!.arrival = { low: iso(low), mid: iso(mid), high: iso(high), heard_at: at.toISOString() }
  }
}

const iso = (at: number) => new Date(at).toISOString()
const pointOf = ({ latitude, longitude }: SeenStop) =>
  latitude === null || longitude === null ? null : { latitude, longitude }

function toStop({ trip_id: _, is_begun, is_ended, is_handed_over, ...row }: StopRow): SeenStop {
  const state = is_handed_over
    ? 'handed_over'
    : row.left_at
      ? 'left'
      : row.arrived_at && is_begun
        ? is_ended
          ? 'left'
          : 'here'
        : is_ended
          ? 'missed'
          : 'ahead'
  return {
    ...row,
    planned_at: row.planned_at?.toISOString() ?? null,
    arrived_at: row.arrived_at?.toISOString() ?? null,
    left_at: row.left_at?.toISOString() ?? null,
    handed_over_at: row.handed_over_at?.toISOString() ?? null,
    failed_at: row.failed_at?.toISOString() ?? null,
    state,
    arrival: null,
  }
}

/** How many other doors come before this one; consecutive shipments for one door are one. */
export function doorsBefore(stops: readonly SeenStop[], stop: SeenStop): number {
  const before = stops.filter(
    ({ state, stop_number }) => (state === 'ahead' || state === 'here') && stop_number < stop.stop_number,
  )
  const doors = new Set(before.map(({ location_id, shipment_id }) => location_id ?? shipment_id))
  doors.delete(stop.location_id ?? stop.shipment_id)
  return doors.size
}
