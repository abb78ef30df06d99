/** Places as a promise needs them: where they are, when they are open, and which seasons lie ahead. */
import sql from 'sql-template-tag'
import type { WorkingTime } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type DayException, workingTimes } from './working-times.store.ts'

export interface PlaceSeason {
  readonly season_id: string
  readonly first_day: string
  readonly last_day: string
  readonly demand_percent: number
  readonly capacity_percent: number | null
  readonly stock_target_percent: number | null
  readonly extra_lead_days: number | null
}

export interface Place {
  readonly location_id: string
  readonly name: string
  readonly kind: string
  readonly customer_id: string | null
  readonly country: string | null
  readonly zone: string
  readonly postal_code: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly openings: string | null
  readonly is_open_on_holidays: boolean | null
  /** "14:30"; null: whatever comes on an open day counts for that day. */
  readonly cutoff: string | null
  readonly subject_version: number
  readonly calendar: WorkingTime
  /** Its own and the whole company's that touch the days asked for. */
  readonly seasons: readonly PlaceSeason[]
}

type PlaceRow = Omit<Place, 'calendar'>

/**
 * The places by id, with their calendars and the seasons between two days; what is not registered is absent.
 * One statement; one more for calendars that are met for the first time or have changed.
 */
export async function loadPlaces(
  tx: Tx,
  locationIds: readonly string[],
  days: { firstDay: string; lastDay: string },
): Promise<Map<string, Place>> {
  const rows = await tx.query<PlaceRow>(sql`SELECT l.location_id, l.name, l.kind, l.customer_id, l.country,
      l.zone, l.postal_code, l.latitude, l.longitude, l.openings, l.cutoff,
      l.is_open_on_holidays, l.subject_version,
      coalesce((SELECT jsonb_agg(jsonb_build_object('season_id', s.season_id, 'first_day', s.first_day, 'last_day', s.last_day,
          'demand_percent', s.demand_percent, 'capacity_percent', s.capacity_percent,
          'stock_target_percent', s.stock_target_percent, 'extra_lead_days', s.extra_lead_days) ORDER BY s.season_id)
        FROM locations.season s WHERE s.tenant_id = l.tenant_id AND (s.location_id IS NULL OR s.location_id = l.location_id)
          AND s.first_day <= ${days.lastDay}::date AND s.last_day >= ${days.firstDay}::date), '[]') AS seasons
    FROM locations.location l WHERE l.tenant_id = ${tx.tenantId}::uuid
      AND l.location_id = ANY (${locationIds}::platform.code[])`)
  return withCalendars(tx, rows, days.firstDay)
}

async function withCalendars(tx: Tx, rows: readonly PlaceRow[], firstDay: string): Promise<Map<string, Place>> {
  const owners = rows.map((row) => ({
    ...row,
    id: row.location_id,
    version: row.subject_version,
    country: row.is_open_on_holidays ? null : row.country,
  }))
  const calendars = await workingTimes(owners, {
    scope: `${tx.tenantId} location`,
    firstDay,
    exceptionsOf: (ids) =>
      tx.query<DayException>(sql`SELECT location_id AS id, day, openings FROM locations.calendar_exception
        WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ANY (${ids}::platform.code[])`),
  })
  return new Map(rows.map((row) => [row.location_id, { ...row, calendar: calendars.get(row.location_id)! }]))
}
