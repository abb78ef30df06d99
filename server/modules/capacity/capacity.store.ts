/** What sites can do over some days, and what of it is taken. */
import sql from 'sql-template-tag'
import type { ResourceKind } from '../../../contract/capacity.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces, type Place } from '../locations/index.ts'
import { quantityOn, type SiteDays } from './day-quantity.ts'

/** One resource over the days asked for; arrays start at `firstDay`, in whole units. */
export interface ResourceHorizon {
  readonly resourceId: string
  readonly siteId: string
  readonly kind: ResourceKind
  readonly name: string
  readonly firstDay: number
  readonly quantity: Int32Array
  readonly booked: Int32Array
  readonly overridden: Uint8Array
}

export interface CapacityView {
  readonly resources: readonly ResourceHorizon[]
  /** The one resource of a kind at a site, slots apart; absent: nothing limits that kind there. */
  find(siteId: string, kind: ResourceKind): ResourceHorizon | undefined
  /** What is left of a kind at a site on a day; infinite where nothing limits it, 0 outside the days loaded. */
  free(siteId: string, kind: ResourceKind, day: number): number
}

interface ResourceRow {
  readonly resource_id: string
  readonly location_id: string
  readonly kind: ResourceKind
  readonly name: string
  readonly week: number[]
  /** Day, override, booked. */
  readonly days: [string, number | null, number][]
}

/** The resources of some sites between two local days, slots left out: two statements, three when a calendar is new. */
export async function loadCapacity(
  tx: Tx,
  siteIds: readonly string[],
  firstDay: string,
  lastDay: string,
): Promise<CapacityView> {
  const sites = await loadPlaces(tx, siteIds, { firstDay, lastDay })
  return loadCapacityOf(tx, sites, firstDay, lastDay)
}

/** The same where the places were loaded already for these days: one statement. */
export async function loadCapacityOf(
  tx: Tx,
  sites: ReadonlyMap<string, Place>,
  firstDay: string,
  lastDay: string,
): Promise<CapacityView> {
  const rows = await tx.query<ResourceRow>(sql`SELECT r.resource_id, r.location_id, r.kind, r.name,
      ARRAY[monday, tuesday, wednesday, thursday, friday, saturday, sunday] AS week,
      coalesce((SELECT jsonb_agg(jsonb_build_array(d.day, d.override, d.booked)) FROM capacity.day d
        WHERE d.tenant_id = r.tenant_id AND d.resource_id = r.resource_id
          AND d.day BETWEEN ${firstDay}::date AND ${lastDay}::date), '[]') AS days
    FROM capacity.resource r WHERE r.tenant_id = ${tx.tenantId}::uuid
      AND r.location_id = ANY (${[...sites.keys()]}::platform.code[]) AND r.kind <> 'slot'
    ORDER BY r.location_id, r.kind`)
  const span = { first: parseLocalDay(firstDay), last: parseLocalDay(lastDay) }
  return viewOf(rows.map((row) => horizonOf(row, siteDays(sites.get(row.location_id)!), span)))
}

export const siteDays = ({ calendar, seasons }: Place): SiteDays => ({
  calendar,
  seasons: seasons.map(({ first_day, last_day, capacity_percent }) => ({
    firstDay: parseLocalDay(first_day),
    lastDay: parseLocalDay(last_day),
    capacityPercent: capacity_percent,
  })),
})

export function horizonOf(row: ResourceRow, site: SiteDays, span: { first: number; last: number }): ResourceHorizon {
  const length = Math.max(0, span.last - span.first + 1)
  const quantity = new Int32Array(length)
  const booked = new Int32Array(length)
  const overridden = new Uint8Array(length)
  for (let at = 0; at < length; at++) quantity[at] = quantityOn(row.week, site, span.first + at)
  for (const [day, override, taken] of row.days) {
    const at = parseLocalDay(day) - span.first
    booked[at] = taken
    if (override === null) continue
    quantity[at] = override
    overridden[at] = 1
  }
  const { resource_id, location_id, kind, name } = row
  return {
    resourceId: resource_id,
    siteId: location_id,
    kind,
    name,
    firstDay: span.first,
    quantity,
    booked,
    overridden,
  }
}

function viewOf(resources: readonly ResourceHorizon[]): CapacityView {
  const byKind = new Map(resources.map((one) => [`${one.kind} ${one.siteId}`, one]))
  const find = (siteId: string, kind: ResourceKind) => byKind.get(`${kind} ${siteId}`)
  return {
    resources,
    find,
    free(siteId, kind, day) {
      const found = find(siteId, kind)
      if (!found) return Number.POSITIVE_INFINITY
      const at = day - found.firstDay
      return at >= 0 && at < found.quantity.length ? Math.max(0, found.quantity[at]! - found.booked[at]!) : 0
    },
  }
}
