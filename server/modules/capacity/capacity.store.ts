/** What sites can do over some days, and what of it is taken. */
import sql from 'sql-template-tag'
import type { ResourceKind } from '../../../contract/capacity.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces, type Place } from '../locations/index.ts'
import { dayPercent, type OvertimeAllowance, overtimeOn, quantityOf, type SiteDays } from './day-quantity.ts'

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
  /** Beyond the quantity, for wishes in haste; null: none. */
  readonly overtime: Int32Array | null
  /** Of a unit of overtime; null: not known. */
  readonly overtimeCostMinor: number | null
  readonly currency: string | null
}

export interface CapacityView {
  readonly resources: readonly ResourceHorizon[]
  /** The one resource of a kind at a site, slots apart; absent: nothing limits that kind there. */
  find(siteId: string, kind: ResourceKind): ResourceHorizon | undefined
  /** What is left of a kind at a site on a day; infinite where nothing limits it, 0 outside the days loaded. */
  free(siteId: string, kind: ResourceKind, day: number): number
  /** The same with overtime. */
  freeInHaste(siteId: string, kind: ResourceKind, day: number): number
}

interface ResourceRow extends OvertimeAllowance {
  readonly resource_id: string
  readonly location_id: string
  readonly kind: ResourceKind
  readonly name: string
  readonly week: number[]
  readonly overtime_cost_minor: number | null
  readonly currency: string | null
  /** Packed days after the first: what is booked, and what was set instead of the usual. Null: nothing. */
  readonly booked: string | null
  readonly overrides: string | null
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
      r.overtime_quantity, r.overtime_cost_minor, r.overtime_from, r.overtime_to, r.currency, d.booked, d.overrides
    FROM capacity.resource r LEFT JOIN LATERAL (SELECT
        array_agg(((d.day - ${firstDay}::date)::bigint << 32) + d.booked)::text AS booked,
        (array_agg(((d.day - ${firstDay}::date)::bigint << 32) + d.override) FILTER (WHERE d.override IS NOT NULL))::text AS overrides
      FROM capacity.day d WHERE d.tenant_id = r.tenant_id AND d.resource_id = r.resource_id
        AND d.day BETWEEN ${firstDay}::date AND ${lastDay}::date) d ON true
    WHERE r.tenant_id = ${tx.tenantId}::uuid
      AND r.location_id = ANY (${[...sites.keys()]}::platform.code[]) AND r.kind <> 'slot'
    ORDER BY r.location_id, r.kind`)
  const span = { first: parseLocalDay(firstDay), last: parseLocalDay(lastDay) }
  return viewOf(rows.map((row) => horizonOf(row, percentsOf(sites.get(row.location_id)!, span), span.first)))
}

export const siteDays = ({ calendar, seasons }: Place): SiteDays => ({
  calendar,
  seasons: seasons.map(({ first_day, last_day, capacity_percent }) => ({
    firstDay: parseLocalDay(first_day),
    lastDay: parseLocalDay(last_day),
    capacityPercent: capacity_percent,
  })),
})

const reckoned = new WeakMap<Place, { first: number; last: number; percents: Float64Array }>()

/** The same for all resources of a site, so it is reckoned once; and once for all questions while the place is kept. */
function percentsOf(place: Place, { first, last }: { first: number; last: number }): Float64Array {
  const known = reckoned.get(place)
  if (known?.first === first && known.last === last) return known.percents
  const percents = reckonPercents(siteDays(place), { first, last })
  reckoned.set(place, { first, last, percents })
  return percents
}

function reckonPercents(site: SiteDays, { first, last }: { first: number; last: number }): Float64Array {
  const percents = new Float64Array(Math.max(0, last - first + 1))
  for (let at = 0; at < percents.length; at++) percents[at] = dayPercent(site, first + at)
  return percents
}

function horizonOf(row: ResourceRow, percents: Float64Array, firstDay: number): ResourceHorizon {
  const quantity = new Int32Array(percents.length)
  const booked = new Int32Array(percents.length)
  const overridden = new Uint8Array(percents.length)
  for (let at = 0; at < quantity.length; at++) quantity[at] = quantityOf(row.week, firstDay + at, percents[at]!)
  unpack(row.booked, (at, taken) => {
    booked[at] = taken
  })
  unpack(row.overrides, (at, override) => {
    quantity[at] = override
    overridden[at] = 1
  })
  const { resource_id: resourceId, location_id: siteId, kind, name, currency } = row
  const overtimeCostMinor = row.overtime_cost_minor === null ? null : Number(row.overtime_cost_minor)
  const overtime = row.overtime_quantity ? overtimeOf(row, percents, firstDay) : null
  return {
    resourceId,
    siteId,
    kind,
    name,
    firstDay,
    quantity,
    booked,
    overridden,
    overtime,
    overtimeCostMinor,
    currency,
  }
}

const overtimeOf = (row: OvertimeAllowance, percents: Float64Array, firstDay: number): Int32Array =>
  Int32Array.from(percents, (percent, at) => overtimeOn(row, firstDay + at, percent > 0))

const HIGH = 2 ** 32

/** "{17179869224}" is day 4 with 40: one number a day costs the database and us a fraction of what objects would. */
function unpack(packed: string | null, set: (at: number, value: number) => void): void {
  if (packed === null) return
  for (const text of packed.slice(1, -1).split(',')) set(Math.floor(Number(text) / HIGH), Number(text) % HIGH)
}

function viewOf(resources: readonly ResourceHorizon[]): CapacityView {
  const byKind = new Map(resources.map((one) => [`${one.kind} ${one.siteId}`, one]))
  const find = (siteId: string, kind: ResourceKind) => byKind.get(`${kind} ${siteId}`)
  return {
    resources,
    find,
    free: (siteId, kind, day) => leftOf(find(siteId, kind), day, { inHaste: false, taken: 0 }),
    freeInHaste: (siteId, kind, day) => leftOf(find(siteId, kind), day, { inHaste: true, taken: 0 }),
  }
}

/** What is left of a resource on a day, beside what is `taken` further; infinite where nothing limits it. */
export function leftOf(
  found: ResourceHorizon | undefined,
  day: number,
  { inHaste, taken }: { inHaste: boolean; taken: number },
): number {
  if (!found) return Number.POSITIVE_INFINITY
  const at = day - found.firstDay
  if (at < 0 || at >= found.quantity.length) return 0
  const more = inHaste && found.overtime ? found.overtime[at]! : 0
  return Math.max(0, found.quantity[at]! + more - found.booked[at]! - taken)
}
