/** What past seasons teach of a coming one: how much more was asked for, how much was done, how much longer the way took. */

export interface SeasonEvidence {
  /** Demand of each open day of the same season before, and of the open days around it that belong to no season. */
  readonly during: readonly number[]
  readonly around: readonly number[]
}

export interface LearnedFactor {
  readonly percent: number
  /** Two deviations to both sides; null with too few days. */
  readonly low: number | null
  readonly high: number | null
  readonly daysDuring: number
  readonly daysAround: number
  /** All that was counted on these days: numerator and denominator of the share are these by their days. */
  readonly sumDuring: number
  readonly sumAround: number
}

const FEWEST_DAYS = 5

/**
 * Demand of a past season against the days around it, in percent, with its 95 % interval by the ratio's standard error
 * (delta method). Null where either side has fewer than five days, or nothing was asked for around it.
 */
export function learnSeason({ during, around }: SeasonEvidence): LearnedFactor | null {
  if (during.length < FEWEST_DAYS || around.length < FEWEST_DAYS) return null
  const [a, b] = [momentsOf(during), momentsOf(around)]
  if (b.mean <= 0) return null
  const ratio = a.mean / b.mean
  const spread =
    ratio *
    Math.sqrt((a.mean > 0 ? a.variance / a.mean ** 2 : 0) / during.length + b.variance / b.mean ** 2 / around.length)
  return {
    percent: Math.round(ratio * 100),
    low: Math.max(0, Math.round((ratio - 1.96 * spread) * 100)),
    high: Math.round((ratio + 1.96 * spread) * 100),
    daysDuring: during.length,
    daysAround: around.length,
    sumDuring: sumOf(during),
    sumAround: sumOf(around),
  }
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = sumOf(values) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1)
  return { mean, variance }
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** Durations of one kind of way, in the season and around it. */
export interface WayEvidence {
  readonly during: Durations
  readonly around: Durations
}

export interface Durations {
  readonly cases: number
  readonly mean: number
  readonly variance: number
}

export interface LearnedDelay {
  /** More days than usual; below zero: fewer. */
  readonly days: number
  readonly low: number
  readonly high: number
  readonly casesDuring: number
  readonly casesAround: number
  readonly meanDuring: number
  /** Of the same mix of ways as in the season. */
  readonly meanAround: number
}

const FEWEST_CASES = 30

/**
 * By how many days ways take longer in a season, each compared with its own kind alone: a season that sends more goods far
 * away is not slow for that. The differences are weighted by the cases of the season; the 95 % interval follows from the
 * variances of the means. Null with fewer than thirty cases on either side.
 */
export function learnDelay(ways: readonly WayEvidence[]): LearnedDelay | null {
  const known = ways.filter(({ during, around }) => during.cases > 1 && around.cases > 1)
  const total = (of: (way: WayEvidence) => number) => known.reduce((sum, way) => sum + of(way), 0)
  const casesDuring = total(({ during }) => during.cases)
  const casesAround = total(({ around }) => around.cases)
  if (casesDuring < FEWEST_CASES || casesAround < FEWEST_CASES) return null
  const weighted = (of: (way: WayEvidence) => number) => total((way) => way.during.cases * of(way)) / casesDuring
  const meanDuring = weighted(({ during }) => during.mean)
  const meanAround = weighted(({ around }) => around.mean)
  const variance = total(
    ({ during, around }) =>
      (during.cases / casesDuring) ** 2 * (during.variance / during.cases + around.variance / around.cases),
  )
  const days = meanDuring - meanAround
  const spread = 1.96 * Math.sqrt(variance)
  return { days, low: days - spread, high: days + spread, casesDuring, casesAround, meanDuring, meanAround }
}

export interface Peak {
  readonly firstDay: number
  readonly lastDay: number
  readonly learned: LearnedFactor
}

export interface PastDemand {
  readonly day: number
  readonly quantity: number
  readonly isOpen: boolean
}

const WEEK = 7
/** A week belongs to a peak from so much of a usual one on, or to a hollow up to so little. */
const PEAK_SHARE = 1.2
const HOLLOW_SHARE = 0.75

/**
 * Runs of weeks that stand out from the usual week: what a planner would draw as a season. Days are in order and begin on
 * a Monday. A run counts when its 95 % interval lies wholly on the same side of a usual day.
 */
export function findPeaks(days: readonly PastDemand[]): Peak[] {
  const weeks = Array.from({ length: Math.floor(days.length / WEEK) }, (_, at) =>
    days.slice(at * WEEK, at * WEEK + WEEK),
  )
  const shares = weeks.map((week) => meanOf(openOf(week)))
  const usual = medianOf(shares.filter((share): share is number => share !== null))
  if (!usual) return []
  const sideOf = (share: number | null) =>
    share === null ? 0 : share >= usual * PEAK_SHARE ? 1 : share <= usual * HOLLOW_SHARE ? -1 : 0
  const ordinary = weeks.filter((_, at) => sideOf(shares[at]!) === 0).flatMap(openOf)
  const found: Peak[] = []
  for (let at = 0; at < weeks.length; at++) {
    const side = sideOf(shares[at]!)
    if (side === 0) continue
    const first = at
    while (at + 1 < weeks.length && sideOf(shares[at + 1]!) === side) at++
    const run = weeks.slice(first, at + 1)
    const learned = learnSeason({ during: run.flatMap(openOf), around: ordinary })
    const standsOut = learned && (side > 0 ? (learned.low ?? 0) > 100 : (learned.high ?? 100) < 100)
    if (standsOut) found.push({ firstDay: run[0]![0]!.day, lastDay: run.at(-1)!.at(-1)!.day, learned })
  }
  return found
}

const openOf = (week: readonly PastDemand[]) => week.filter((day) => day.isOpen).map((day) => day.quantity)
const meanOf = (values: readonly number[]) => (values.length ? sumOf(values) / values.length : null)

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
