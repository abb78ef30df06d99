/**
 * Available to promise (ATP), cumulative form: what can be promised of a pool without breaking a later reservation.
 *
 *   CATP(t) = min over u ≥ t of ( on hand + Σ supply counted by u − Σ reserved needed by u )
 *
 * CATP never falls as t grows, so a quantity that fits on a day fits on every later one. Quantities are thousandths of
 * the base unit, days are local days of the site.
 */

/** A quantity that arrives or leaves on a day. */
export interface Step {
  readonly day: number
  readonly quantityMilli: number
}

export interface Pool {
  readonly onHandMilli: number
  /** In any order; what was due earlier than the day asked about counts as there. */
  readonly supplies: readonly Step[]
  readonly reserved: readonly Step[]
}

/** What can be promised for a day; never below zero. Example: 10 on hand and 4 reserved for day 5 give 6 on day 3. */
export const available = (pool: Pool, day: number): number => Math.max(0, availableOrShort(pool, day))

/** As `available`, but below zero when reservations already exceed what will be there. */
export function availableOrShort(pool: Pool, day: number): number {
  const { days, balances } = projected(pool)
  let least = balances[atOrBefore(days, day)]!
  for (let i = days.length - 1; i >= 0 && days[i]! > day; i--) least = Math.min(least, balances[i]!)
  return least
}

/** The first day at or after `fromDay` on which the quantity fits; null when it never does. */
export function availableFrom(pool: Pool, quantityMilli: number, fromDay: number): number | null {
  const { days, balances } = projected(pool)
  let first: number | null = null
  for (let i = days.length - 1; i >= 0; i--) {
    if (balances[i]! < quantityMilli) return first
    first = Math.max(fromDay, days[i]!)
    if (days[i]! <= fromDay) return fromDay
  }
  return fromDay
}

/** The days on which the balance changes, ascending, with the balance from each on; the first stands for all time before. */
function projected(pool: Pool): { days: number[]; balances: number[] } {
  const changes = new Map<number, number>()
  for (const { day, quantityMilli } of pool.supplies) changes.set(day, (changes.get(day) ?? 0) + quantityMilli)
  for (const { day, quantityMilli } of pool.reserved) changes.set(day, (changes.get(day) ?? 0) - quantityMilli)
  const days = [...changes.keys()].sort((a, b) => a - b)
  const balances = [pool.onHandMilli]
  for (const day of days) balances.push(balances.at(-1)! + changes.get(day)!)
  return { days: [Number.NEGATIVE_INFINITY, ...days], balances }
}

/** Index of the last day that is not after `day`. */
function atOrBefore(days: readonly number[], day: number): number {
  let low = 0
  let high = days.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (days[middle]! <= day) low = middle
    else high = middle - 1
  }
  return low
}
