/** Which lanes lead from our sites to a destination. */
import sql, { type Sql } from 'sql-template-tag'
import type { LaneFound } from '../../../contract/lanes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Destination, destinationKeys, listSites, loadPlaces, requireLocation } from '../locations/index.ts'
import type { CarrierHours } from './carrier-calendars.store.ts'

export interface LanesWish {
  readonly siteIds: readonly string[]
  readonly destination: Destination
  /** Local day of departure, such as 2026-03-16. */
  readonly day: string
}

/** With what `carrierCalendars` asks for. */
export type FoundLane = LaneFound & CarrierHours & { readonly lane_version: number }

/**
 * The lanes that lead to a destination on a day, most specific first, then by id. Of one carrier's service from one site
 * only the most specific count: a lane to "RO-70" stands in for the one to all of Romania.
 */
export function lanesFor(tx: Tx, { siteIds, destination, day }: LanesWish): Promise<FoundLane[]> {
  const leading = sql`SELECT *,
      rank() OVER (PARTITION BY from_location_id, carrier_id, service ORDER BY specificity DESC) AS place
    FROM (SELECT *, CASE WHEN to_location_id IS NOT NULL THEN 1000 ELSE length(coalesce(to_postal_prefix, '')) END AS specificity
      FROM carriers.lane
      WHERE tenant_id = ${tx.tenantId}::uuid AND from_location_id = ANY (${siteIds}::platform.code[])
        AND leads_to = ANY (${destinationKeys(destination)}::text[])
        AND valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to >= ${day}::date)) reaching`
  return readLanes(tx, sql`SELECT * FROM (${leading}) l WHERE l.place = 1`, day)
}

/** The lanes named, with the price that holds on a day; what is not there is absent. */
export const lanesById = (tx: Tx, ids: readonly string[], day: string): Promise<FoundLane[]> =>
  readLanes(
    tx,
    sql`SELECT *, 0 AS specificity FROM carriers.lane
      WHERE tenant_id = ${tx.tenantId}::uuid AND lane_id = ANY (${ids}::platform.code[])`,
    day,
  )

async function readLanes(tx: Tx, lanes: Sql, day: string): Promise<FoundLane[]> {
  const rows = await tx.query<{ lane: FoundLane }>(sql`SELECT jsonb_build_object(
      'lane_id', l.lane_id, 'carrier_id', l.carrier_id, 'service', l.service, 'from_location_id', l.from_location_id,
      'mode', l.mode, 'departures', l.departures, 'transit_days', l.transit_days, 'is_expedite', l.is_expedite,
      'handling', coalesce(l.handling, '{}'), 'min_weight_grams', l.min_weight_grams, 'max_weight_grams', l.max_weight_grams,
      'emission_kind', l.emission_kind, 'distance_km', l.distance_km, 'specificity', l.specificity, 'lane_version', l.subject_version,
      'carrier_version', c.subject_version, 'carrier_country', c.country, 'carrier_zone', c.zone,
      'carrier_openings', c.openings, 'price', p.price) AS lane
    FROM (${lanes}) l JOIN carriers.carrier c ON c.tenant_id = l.tenant_id AND c.carrier_id = l.carrier_id
    LEFT JOIN LATERAL (SELECT jsonb_build_object('currency', currency, 'base_minor', base_minor,
        'per_kg_micro', (per_kg * 1000000)::bigint, 'per_stop_minor', per_stop_minor, 'minimum_minor', minimum_minor,
        'fuel_percent', fuel_percent) AS price
      FROM carriers.lane_price p WHERE p.tenant_id = l.tenant_id AND p.lane_id = l.lane_id AND p.valid_from <= ${day}::date
      ORDER BY p.valid_from DESC LIMIT 1) p ON true
    ORDER BY l.specificity DESC, l.lane_id`)
  return rows.map((row) => row.lane)
}

/** The lanes to a registered place from one of our sites or from all. Refuses `unknown_location`. */
export async function lanesToPlace(
  tx: Tx,
  wish: { location_id: string; site_id?: string; day: string },
): Promise<FoundLane[]> {
  const span = { firstDay: wish.day, lastDay: wish.day }
  const destination = (await loadPlaces(tx, [wish.location_id], span)).get(wish.location_id)
  if (!destination) throw new Refusal('unknown_location', { location_id: wish.location_id })
  await requireLocation(tx, wish.site_id)
  const siteIds = wish.site_id === undefined ? await listSites(tx) : [wish.site_id]
  return lanesFor(tx, { siteIds, destination, day: wish.day })
}
