/** Which slots are offered at a door, and what is left of them. */
import sql from 'sql-template-tag'
import type { SlotOffer } from '../../../contract/capacity.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { destinationKeys, type Place } from '../locations/index.ts'
import { siteDays } from './capacity.store.ts'
import { quantityOn } from './day-quantity.ts'
import { type SlotCutOff, type SlotHours, slotCutOff, slotWindow } from './slot.ts'

export interface SlotsWish {
  readonly sites: ReadonlyMap<string, Place>
  readonly destination: Place
  readonly firstDay: string
  readonly lastDay: string
  readonly now: Date
}

interface SlotRow extends SlotHours, SlotCutOff {
  readonly resource_id: string
  readonly location_id: string
  readonly week: number[]
  readonly price_minor: number | null
  readonly currency: string | null
  /** Day, override, booked. */
  readonly days: [string, number | null, number][]
}

/**
 * The slots that can still be booked now, by their beginning: something is left, the cut-off has not passed, and the door
 * is open at least for a part of it.
 */
export async function slotsFor(tx: Tx, wish: SlotsWish): Promise<SlotOffer[]> {
  const rows = await tx.query<SlotRow>(sql`SELECT r.resource_id, r.location_id, r.starts_at, r.ends_at, r.cutoff_days,
      r.cutoff_at, r.price_minor, r.currency,
      ARRAY[monday, tuesday, wednesday, thursday, friday, saturday, sunday] AS week,
      coalesce((SELECT jsonb_agg(jsonb_build_array(d.day, d.override, d.booked)) FROM capacity.day d
        WHERE d.tenant_id = r.tenant_id AND d.resource_id = r.resource_id
          AND d.day BETWEEN ${wish.firstDay}::date AND ${wish.lastDay}::date), '[]') AS days
    FROM capacity.resource r WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.kind = 'slot'
      AND r.location_id = ANY (${[...wish.sites.keys()]}::platform.code[])
      AND coalesce('@' || r.to_location_id, r.to_country || coalesce(r.to_postal_prefix, ''))
        = ANY (${destinationKeys(wish.destination)}::text[])`)
  return rows
    .flatMap((row) => offersOf(row, wish))
    .sort((a, b) => a.from_at.localeCompare(b.from_at) || a.resource_id.localeCompare(b.resource_id))
}

function offersOf(row: SlotRow, wish: SlotsWish): SlotOffer[] {
  const offers: SlotOffer[] = []
  const known = new Map(row.days.map(([day, override, booked]) => [day, { override, booked }]))
  const site = wish.sites.get(row.location_id)!
  const days = siteDays(site)
  const last = parseLocalDay(wish.lastDay)
  for (let day = parseLocalDay(wish.firstDay); day <= last; day++) {
    const counted = known.get(formatLocalDay(day))
    const free = (counted?.override ?? quantityOn(row.week, days, day)) - (counted?.booked ?? 0)
    if (free <= 0) continue
    const offer = offerOn(row, { site, destination: wish.destination, day, free })
    if (offer && Date.parse(offer.cutoff_at) >= wish.now.getTime()) offers.push(offer)
  }
  return offers
}

interface SlotDay {
  readonly site: Place
  readonly destination: Place
  readonly day: number
  readonly free: number
}

function offerOn(row: SlotRow, { site, destination, day, free }: SlotDay): SlotOffer | null {
  const { fromAt, toAt } = slotWindow(row, destination.calendar.zone, day)
  const open = destination.calendar.nextWindow(fromAt!)
  if (open === null || open.start >= toAt!) return null
  return {
    resource_id: row.resource_id,
    day: formatLocalDay(day),
    from_at: new Date(fromAt!).toISOString(),
    to_at: new Date(toAt!).toISOString(),
    cutoff_at: new Date(slotCutOff(row, site.calendar.zone, day)).toISOString(),
    free,
    price_minor: row.price_minor,
    currency: row.currency,
  }
}
