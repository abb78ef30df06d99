/** What may leave a pool today for an order line. */
import { Refusal } from '../../../contract/refusals.ts'
import { availableOrShort } from '../../../engines/promising/index.ts'
import { type Claim, milli, type StockPool } from './pool.ts'

export interface Departure {
  /** The line's own reservations used up, earliest need first. */
  readonly claims: readonly Claim[]
  /** The pool after the goods have left. */
  readonly pool: StockPool
}

/**
 * Goods reserved for today or earlier may always leave, as long as they are there. What leaves ahead of its day, or without
 * a reservation, must leave enough for everybody else. Refuses `insufficient_stock`. Days are counted from 1970-01-01.
 */
export function decideDeparture(
  pool: StockPool,
  own: readonly (Claim & { readonly day: number })[],
  { quantity, today }: { quantity: number; today: number },
): Departure {
  const leaving = milli(quantity)
  if (leaving > pool.onHandMilli) throw new Refusal('insufficient_stock', { available: pool.onHandMilli / 1000 })
  const used = takeEarliest(own, leaving)
  const due = used.reduce((sum, claim) => sum + (claim.day <= today ? claim.usedMilli : 0), 0)
  const reserved = [...pool.reserved, ...used.map(({ day, usedMilli }) => ({ day, quantityMilli: -usedMilli }))]
  const rest = { ...pool, reserved, onHandMilli: pool.onHandMilli - due }
  const available = availableOrShort(rest, today)
  if (leaving > due && leaving - due > available) {
    throw new Refusal('insufficient_stock', { available: Math.max(0, due + available) / 1000 })
  }
  const claims = used.map(({ day: _, usedMilli, ...claim }) => ({ ...claim, quantity: usedMilli / 1000 }))
  return { claims, pool: { ...pool, reserved, onHandMilli: pool.onHandMilli - leaving } }
}

function takeEarliest<T extends Claim & { readonly day: number }>(own: readonly T[], leaving: number) {
  let left = leaving
  const used: (T & { usedMilli: number })[] = []
  for (const claim of [...own].sort((a, b) => a.day - b.day)) {
    const usedMilli = Math.min(left, milli(claim.quantity))
    if (usedMilli > 0) used.push({ ...claim, usedMilli })
    left -= usedMilli
  }
  return used
}
