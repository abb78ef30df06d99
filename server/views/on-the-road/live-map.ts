/** Where everything on the road is: own vehicles by their last position, consignments by their last known place. */
import sql, { join } from 'sql-template-tag'
import type { LiveMap, LiveMapQuery, MapConsignment, MapSite, MapState, MapVan } from '../../../contract/live-map.ts'
import type { SeenStop } from '../../../contract/vehicles.ts'
import type { Tx } from '../../platform/database/database.ts'
import { shipmentsOnTheWay } from '../visibility/shipments-on-the-way.ts'
import { mapState, worst } from './map-state.ts'
import { doorsBefore, readStops } from './trip-stops.ts'

/** What left longer ago is no matter of the road any more. */
const DAYS_ON_ROAD = 60
const CONSIGNMENTS_MAX = 2_000
const OVER = new Set(['delivered', 'delivered_partial', 'accepted', 'returned', 'cancelled'])

type VanRow = Omit<MapVan, 'at' | 'stops_ahead' | 'stops_done' | 'next_stop' | 'next_arrival' | 'state'> & { at: Date }

interface OnRoad
  extends Omit<MapConsignment, 'milestone' | 'flags' | 'is_live' | 'stops_before' | 'arrival' | 'state' | 'expected'> {
  readonly seen: Date | null
  readonly trip_id: string | null
  readonly promised_end: Date | null
  readonly today: string
  readonly level: number | null
  readonly eta_on: string | null
  readonly eta_low80: string | null
  readonly eta_high80: string | null
}

export async function readLiveMap(tx: Tx, query: LiveMapQuery, now: Date): Promise<LiveMap> {
  const vans = await readVans(tx)
  const rows = await readOnRoad(tx, query, now)
  const trips = [...new Set([...vans, ...rows].flatMap(({ trip_id }) => trip_id ?? []))]
  const stops = await readStops(tx, trips, now)
  const progress = new Map(
    (await shipmentsOnTheWay(tx, { shipmentIds: rows.map((row) => row.shipment_id) }, now)).map((one) => [
      one.shipment_id,
      one,
    ]),
  )
  const byTrip = new Map(vans.flatMap((van) => (van.trip_id ? [[van.trip_id, van] as const] : [])))
  const all = rows.flatMap((row) => {
    const { milestone = null, flags = [] } = progress.get(row.shipment_id) ?? {}
    if (milestone !== null && OVER.has(milestone)) return []
    return [
      toConsignment(row, { milestone, flags, van: byTrip.get(row.trip_id ?? ''), stops: stops.get(row.trip_id ?? '') }),
    ]
  })
  const found = all.filter(({ state }) => !query.state || state === query.state)
  const shownVans = vans
    .filter((van) => fits(van, query))
    .map((van) => toVan(van, stops.get(van.trip_id ?? '') ?? [], all))
    .filter(({ state }) => !query.state || state === query.state)
  return {
    as_of: now.toISOString(),
    vans: shownVans,
    consignments: found.slice(0, CONSIGNMENTS_MAX),
    sites: await readSites(tx),
    total: found.length,
  }
}

/** Names only of people who belong to us. */
const readVans = (tx: Tx) =>
  tx.query<VanRow>(sql`SELECT v.vehicle_id, v.name, v.plate, v.carrier_id, v.site_id, u.name AS driver_name, t.trip_id, p.at,
      p.latitude, p.longitude, p.speed_kmh, p.heading
    FROM vehicles.vehicle v JOIN vehicles.last_position p USING (tenant_id, vehicle_id)
    LEFT JOIN vehicles.trip t ON t.tenant_id = v.tenant_id AND t.vehicle_id = v.vehicle_id AND t.started_at IS NOT NULL
      AND t.ended_at IS NULL
    LEFT JOIN people.member m ON m.tenant_id = t.tenant_id AND m.user_id = t.driver_id
    LEFT JOIN auth."user" u ON u.id = m.user_id
    WHERE v.tenant_id = ${tx.tenantId}::uuid AND v.is_active ORDER BY v.name, v.vehicle_id`)

const readSites = (tx: Tx) =>
  tx.query<MapSite>(sql`SELECT location_id, name, city, latitude, longitude FROM locations.location
    WHERE tenant_id = ${tx.tenantId}::uuid AND kind = 'own_site' AND latitude IS NOT NULL AND longitude IS NOT NULL
    ORDER BY location_id`)

function fits(van: VanRow, { q, carrier_id, site_id }: LiveMapQuery): boolean {
  const word = q?.toLowerCase()
  const texts = [van.vehicle_id, van.name, van.plate, van.driver_name]
  return (
    (!carrier_id || van.carrier_id === carrier_id) &&
    (!site_id || van.site_id === site_id) &&
    (!word || texts.some((text) => text?.toLowerCase().includes(word)))
  )
}

function conditions({ q, carrier_id, site_id }: LiveMapQuery) {
  const found = [sql`true`]
  if (carrier_id) found.push(sql`h.carrier_id = ${carrier_id}`)
  if (site_id) found.push(sql`h.from_location_id = ${site_id}`)
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    found.push(sql`(h.shipment_id ILIKE ${pattern} OR h.tracking_number ILIKE ${pattern} OR EXISTS (SELECT
      FROM shipments.shipment_line n JOIN orders.customer_order o ON o.tenant_id = n.tenant_id AND o.order_id = n.order_id
      LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      WHERE n.tenant_id = h.tenant_id AND n.shipment_id = h.shipment_id AND (o.order_id ILIKE ${pattern} OR c.name ILIKE ${pattern})))`)
  }
  return join(found, ' AND ')
}

/** The last promise of each line counts, the latest day of them; of the estimates the worst. */
const readOnRoad = (tx: Tx, query: LiveMapQuery, now: Date) =>
  tx.query<OnRoad>(sql`
    WITH h AS MATERIALIZED (SELECT h.* FROM shipments.shipment h WHERE h.tenant_id = ${tx.tenantId}::uuid
        AND h.shipped_on > ${now}::timestamptz::date - ${DAYS_ON_ROAD}::int AND ${conditions(query)}
        AND NOT EXISTS (SELECT FROM delivery.delivery d WHERE d.tenant_id = h.tenant_id AND d.shipment_id = h.shipment_id)
        ORDER BY h.shipped_on DESC, h.shipment_id LIMIT ${2 * CONSIGNMENTS_MAX})
    SELECT h.shipment_id, n.orders, n.customer_name, h.carrier_id, c.name AS carrier_name, h.tracking_number, r.trip_id,
      r.vehicle_id, h.from_location_id AS site_id, f.name AS site_name,
      coalesce(o.at, h.shipped_at) AS seen, coalesce(o.place, f.city, f.name) AS seen_place,
      coalesce(o.latitude, f.latitude) AS latitude, coalesce(o.longitude, f.longitude) AS longitude,
      h.to_location_id, l.name AS to_place, l.city AS to_city, l.latitude AS to_latitude, l.longitude AS to_longitude, l.zone,
      n.promised_on, CASE WHEN n.has_hours THEN n.to_at END AS promised_end, n.level, n.eta_on, n.eta_low80, n.eta_high80,
      (${now}::timestamptz AT TIME ZONE coalesce(l.zone, 'UTC'))::date AS today
    FROM h
    LEFT JOIN carriers.carrier c ON c.tenant_id = h.tenant_id AND c.carrier_id = h.carrier_id
    LEFT JOIN locations.location f ON f.tenant_id = h.tenant_id AND f.location_id = h.from_location_id
    LEFT JOIN locations.location l ON l.tenant_id = h.tenant_id AND l.location_id = h.to_location_id
    LEFT JOIN LATERAL (SELECT coalesce(o.occurred_at, (o.occurred_on + 1)::timestamp AT TIME ZONE coalesce(o.zone, 'UTC')) AS at,
        coalesce(o.latitude, x.latitude) AS latitude, coalesce(o.longitude, x.longitude) AS longitude,
        coalesce(x.city, x.name, o.place) AS place
      FROM tracking.observation o LEFT JOIN locations.location x ON x.tenant_id = o.tenant_id AND x.location_id = o.location_id
      WHERE o.tenant_id = h.tenant_id AND o.shipment_id = h.shipment_id AND o.lifecycle = 'actual' AND o.retracts IS NULL
        AND coalesce(o.latitude, x.latitude) IS NOT NULL AND coalesce(o.longitude, x.longitude) IS NOT NULL
      ORDER BY 1 DESC, o.source_event_id LIMIT 1) o ON true
    LEFT JOIN LATERAL (SELECT t.trip_id, t.vehicle_id FROM vehicles.stop s JOIN vehicles.trip t USING (tenant_id, trip_id)
      WHERE s.tenant_id = h.tenant_id AND s.shipment_id = h.shipment_id AND t.started_at IS NOT NULL AND t.ended_at IS NULL
      LIMIT 1) r ON true
    LEFT JOIN LATERAL (SELECT array_agg(DISTINCT n.order_id::text) AS orders,
        CASE WHEN count(DISTINCT q.customer_id) = 1 THEN min(k.name) END AS customer_name,
        max(p.to_date) AS promised_on, max(p.to_at) AS to_at, count(*) = count(p.to_at) AS has_hours,
        max(g.level) AS level, max(g.eta_on) AS eta_on, max(g.eta_low80) AS eta_low80, max(g.eta_high80) AS eta_high80
      FROM shipments.shipment_line n
      JOIN orders.customer_order q ON q.tenant_id = n.tenant_id AND q.order_id = n.order_id
      LEFT JOIN customers.customer k ON k.tenant_id = q.tenant_id AND k.customer_id = q.customer_id
      LEFT JOIN LATERAL (SELECT to_date, to_at FROM promises.promise p WHERE p.tenant_id = n.tenant_id
        AND p.order_id = n.order_id AND p.line_number = n.line_number ORDER BY version DESC LIMIT 1) p ON true
      LEFT JOIN planning.promise_risk g ON g.tenant_id = n.tenant_id AND g.order_id = n.order_id
        AND g.line_number = n.line_number
      WHERE n.tenant_id = h.tenant_id AND n.shipment_id = h.shipment_id) n ON true
    ORDER BY h.shipped_on DESC, h.shipment_id`)

interface Beside {
  readonly milestone: string | null
  readonly flags: readonly string[]
  readonly van: VanRow | undefined
  readonly stops: readonly SeenStop[] | undefined
}

function toConsignment(row: OnRoad, { milestone, flags, van, stops }: Beside): MapConsignment {
  const { seen, trip_id: _, promised_end, today, level, eta_on, eta_low80, eta_high80, ...shown } = row
  const stop = stops?.find((one) => one.shipment_id === row.shipment_id)
  const isAhead = stop?.state === 'ahead' || stop?.state === 'here'
  const live = isAhead ? van : undefined
  const arrival = stop?.arrival ?? null
  return {
    ...shown,
    milestone,
    flags: [...flags],
    ...(live && { latitude: live.latitude, longitude: live.longitude, seen_place: null }),
    seen_at: (live?.at ?? seen)?.toISOString() ?? null,
    is_live: live !== undefined,
    stops_before: stop && isAhead ? doorsBefore(stops!, stop) : null,
    arrival,
    expected: eta_on && eta_low80 ? { on: eta_on, low80: eta_low80, high80: eta_high80 } : null,
    promised_to_at: promised_end?.toISOString() ?? null,
    state: mapState({ promisedOn: row.promised_on, promisedEnd: promised_end, zone: row.zone, today, level, arrival }),
  }
}

function toVan({ at, ...van }: VanRow, stops: readonly SeenStop[], aboard: readonly MapConsignment[]): MapVan {
  const ahead = stops.filter(({ state }) => state === 'ahead' || state === 'here')
  const [next] = ahead
  const states = aboard
    .filter(({ vehicle_id }) => vehicle_id === van.vehicle_id && van.trip_id)
    .map(({ state }) => state)
  return {
    ...van,
    at: at.toISOString(),
    stops_ahead: ahead.length,
    stops_done: stops.length - ahead.length,
    next_stop: next ? { shipment_id: next.shipment_id, place: next.place, city: next.city, zone: next.zone } : null,
    next_arrival: next?.arrival ?? null,
    state: worst(states),
  }
}

export type { MapState }
