/**
 * The day on which a site runs out of a product. Until a day, as much leaves as is reserved for it or as is usually asked
 * for, whichever is more: a full order book beats the average, and the average beats an order book that is still empty.
 */
import type { Pool, Step } from '../../../engines/promising/index.ts'

export interface Projection {
  readonly today: number
  readonly dailyDemand: number
  readonly lastDay: number
  /** What a season makes of a day's demand. */
  readonly factor?: (day: number) => number
}

/** The first day that begins without goods for whoever comes next; null: not within the days looked at. Quantities are thousandths, the demand units a day. */
export function stockOutDay(pool: Pool, { today, dailyDemand, lastDay, factor = () => 1 }: Projection): number | null {
  const supply = byDay(pool.supplies, today)
  const reserved = byDay(pool.reserved, today)
  let [there, asked, usual] = [pool.onHandMilli, 0, 0]
  for (let day = today; day <= lastDay; day++) {
    there += supply.get(day) ?? 0
    asked += reserved.get(day) ?? 0
    // Demand of today is half over on average; counting it whole would see stock-outs a day early.
    if (day > today) usual += dailyDemand * 1000 * factor(day)
    const left = there - Math.max(asked, usual)
    if (left < 0 || (left === 0 && dailyDemand > 0)) return day
  }
  return null
}

function byDay(steps: readonly Step[], today: number): Map<number, number> {
  const sums = new Map<number, number>()
  for (const { day, quantityMilli } of steps) {
    const on = Math.max(day, today)
    sums.set(on, (sums.get(on) ?? 0) + quantityMilli)
  }
  return sums
}

/** The first day from which goods and supply cover every reservation; null when they never do. */
export function coveredDay(pool: Pool, today: number): number | null {
  const changes = byDay([...pool.supplies, ...pool.reserved.map(negative)], today)
  let balance = pool.onHandMilli
  let covered: number | null = today
  for (const day of [...changes.keys()].sort((a, b) => a - b)) {
    balance += changes.get(day)!
    if (balance < 0) covered = null
    else covered ??= day
  }
  return covered
}

const negative = ({ day, quantityMilli }: Step): Step => ({ day, quantityMilli: -quantityMilli })
