/**
 * How late a supplier is, from what was received of it: business days of the site between the day it gave and the day the
 * goods were there. The quantile of its own cases counts once there are enough of them; with fewer they are mixed with
 * those of all suppliers, so that one bad delivery does not decide; without any, all suppliers stand for it; and a company
 * without receipts has only the supplier's word.
 */
export const ENOUGH_CASES = 30

/** How many receipts were so many business days late; early ones are negative. */
export type LateCounts = ReadonlyMap<number, number>

export interface Lateness {
  readonly days: number
  readonly basis: 'own' | 'mixed' | 'all' | 'default'
}

export const casesOf = (counts: LateCounts): number => [...counts.values()].reduce((sum, count) => sum + count, 0)

/** Example: of 40 receipts of which 36 were on time and 4 two days late, the quantile 0.9 is 0 days and 0.95 is 2. */
export function learnLateness(own: LateCounts, all: LateCounts, quantile: number): Lateness {
  const cases = casesOf(own)
  if (cases >= ENOUGH_CASES) return { days: quantileOf([[own, 1]], quantile), basis: 'own' }
  if (casesOf(all) === 0) return { days: 0, basis: 'default' }
  if (cases === 0) return { days: quantileOf([[all, 1]], quantile), basis: 'all' }
  const weight = cases / ENOUGH_CASES
  const mixture: [LateCounts, number][] = [
    [own, weight],
    [all, 1 - weight],
  ]
  return { days: quantileOf(mixture, quantile), basis: 'mixed' }
}

/** The least number of days within which at least the share asked for came. */
function quantileOf(mixture: readonly (readonly [LateCounts, number])[], quantile: number): number {
  const shares = new Map<number, number>()
  for (const [counts, weight] of mixture) {
    const cases = casesOf(counts)
    for (const [days, count] of counts) shares.set(days, (shares.get(days) ?? 0) + (weight * count) / cases)
  }
  const days = [...shares.keys()].sort((a, b) => a - b)
  let reached = 0
  for (const day of days) {
    reached += shares.get(day)!
    // Sums of shares carry binary dust.
    if (reached >= quantile - 1e-9) return day
  }
  return days.at(-1)!
}

/** Beyond a year it is a mistake or a lost delivery, and one day more says nothing. */
const LONGEST_DAYS = 366

interface OpenDays {
  isBusinessDay(day: number): boolean
}

/** Business days after the day given; negative when the goods came earlier. */
export function lateDays(calendar: OpenDays, due: number, received: number): number {
  const from = Math.min(Math.max(due, received - LONGEST_DAYS), received + LONGEST_DAYS)
  const [first, last] = from < received ? [from, received] : [received, from]
  let open = 0
  for (let day = first + 1; day <= last; day++) if (calendar.isBusinessDay(day)) open++
  return from > received ? 0 - open : open
}
