/** What is left of goods and hands while several offers are taken one after another. */
import { Refusal } from '../../../contract/refusals.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { available, type Step } from '../../../engines/promising/index.ts'
import { askedByDay, type CapacityKey, capacityKey, type LockedDay, requireRoom } from '../capacity/index.ts'
import { type PoolKey, poolId, type StockPool } from '../inventory/index.ts'
import { keptMilli } from './quote.ts'

export interface Asked {
  readonly claims: readonly (PoolKey & { need_on: string; quantity: number })[]
  readonly bookings: readonly (CapacityKey & { quantity: number; isInHaste?: boolean })[]
  /** States of supply that the promise may count on. */
  readonly supplyStates: ReadonlySet<string>
  /** Share of the goods on hand that stays for better tiers. */
  readonly keptPercent: number
}

export interface Room {
  /** Takes all of it or nothing. Refuses `insufficient_stock` and `insufficient_capacity`. */
  take(asked: Asked): void
}

type Terms = Pick<Asked, 'supplyStates' | 'keptPercent'>

type Days = ReadonlyMap<string, Pick<LockedDay, 'quantity' | 'booked' | 'overtime'>>

interface Left extends StockPool {
  readonly reserved: Step[]
}

export function roomOf(pools: ReadonlyMap<string, StockPool>, days: Days): Room {
  const left = new Map<string, Left>()
  const booked = new Map<string, number>()
  const poolOf = (key: PoolKey): Left => {
    const id = poolId(key)
    const found = left.get(id)
    if (found) return found
    const pool = pools.get(id)
    if (!pool) throw new Error('A pool was not locked before it was asked')
    const copy = { ...pool, reserved: [...pool.reserved] }
    left.set(id, copy)
    return copy
  }
  return {
    take({ claims, bookings, ...terms }) {
      checkCapacity(bookings, days, booked)
      const taken: Step[][] = []
      try {
        for (const claim of claims) taken.push(claimOf(poolOf(claim), claim, terms))
      } catch (error) {
        for (const reserved of taken) reserved.pop()
        throw error
      }
      for (const booking of bookings) {
        const key = capacityKey(booking)
        booked.set(key, (booked.get(key) ?? 0) + booking.quantity)
      }
    },
  }
}

/** Adds the claim to the pool's reservations, which it returns. */
function claimOf(pool: Left, claim: Asked['claims'][number], { supplyStates, keptPercent }: Terms): Step[] {
  const day = parseLocalDay(claim.need_on)
  const quantityMilli = Math.round(claim.quantity * 1000)
  const supplies = pool.supplies.filter((supply) => supplyStates.has(supply.state))
  const there = available(
    { ...pool, onHandMilli: pool.onHandMilli - keptMilli(pool.onHandMilli, keptPercent), supplies },
    day,
  )
  if (quantityMilli > there) {
    const { product_id, location_id } = claim
    throw new Refusal('insufficient_stock', { product_id, location_id, available: there / 1000 })
  }
  pool.reserved.push({ day, quantityMilli })
  return pool.reserved
}

function checkCapacity(bookings: Asked['bookings'], days: Days, booked: ReadonlyMap<string, number>): void {
  for (const [key, asked] of askedByDay(bookings))
    requireRoom(key, asked, { day: days.get(key), taken: booked.get(key) ?? 0 })
}
