/** The hours at the door that have room on the days an offer promises: to be chosen while the offer is taken. */
import type { QuoteSlots } from '../../../contract/quotes.ts'
import { slotsFor } from '../../modules/capacity/index.ts'
import { loadPlaces } from '../../modules/locations/index.ts'
import type { StoredQuote } from '../../modules/promises/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { zoneOf } from './place-zone.store.ts'

export async function quoteSlots(tx: Tx, { offers, location_id }: StoredQuote, now: Date): Promise<QuoteSlots> {
  const daysOf = (offer: StoredQuote['offers'][number]) =>
    offer.lines.filter((line) => line.kind === 'goods').map((line) => line.to_date)
  const days = offers.flatMap(daysOf).sort()
  if (location_id === null || days.length === 0) return { zone: null, offers: [] }
  const span = { firstDay: days[0]!, lastDay: days.at(-1)! }
  const siteIds = [...new Set(offers.flatMap((offer) => offer.lines.map((line) => line.site_id)))]
  const places = await loadPlaces(tx, [...siteIds, location_id], span)
  const destination = places.get(location_id)
  if (!destination) return { zone: null, offers: [] }
  const sites = new Map([...places].filter(([id]) => siteIds.includes(id)))
  const rows = await slotsFor(tx, { ...span, sites, destination, now })
  return {
    zone: await zoneOf(tx, location_id),
    offers: offers.map((offer) => ({
      offer_number: offer.offer_number,
      rows: rows.filter((slot) => daysOf(offer).includes(slot.day)),
    })),
  }
}
