/** Locks all that some takings ask for, in key order. */
import type { Tx } from '../../platform/database/database.ts'
import { type LockedDays, lockCapacity } from '../capacity/index.ts'
import { lockPools } from '../inventory/index.ts'
import type { StoredQuote, Taking } from './quote.ts'
import { type Room, roomOf } from './room.ts'

export async function lockRoom(
  tx: Tx,
  takings: readonly Taking[],
  quotes: ReadonlyMap<string, StoredQuote>,
): Promise<{ room: Room; days: LockedDays }> {
  const offers = takings.flatMap((taking) => {
    const quote = quotes.get(taking.quoteId)
    if (quote?.state !== 'open') return []
    return quote.offers.filter((offer) => offer.offer_number === taking.wish.offer_number)
  })
  const goods = offers.flatMap((offer) => offer.lines.filter((line) => line.kind === 'goods'))
  const pools = await lockPools(
    tx,
    goods.map(({ product_id, site_id }) => ({ product_id, location_id: site_id })),
  )
  const days = await lockCapacity(
    tx,
    offers.flatMap((offer) => offer.bookings),
  )
  return { room: roomOf(pools, days), days }
}
