/**
 * How short promises could be at each share kept. Two ways: the same quantile for every order; and, at the same share
 * over all orders, the days that cost least when a day promised costs 1 and a late order costs the same wherever it is
 * (the newsvendor's question asked of each order, for a range of costs).
 */
import { chanceBy, daysAt, type Outlook } from './ask.ts'
import type { Judged, KeptShare } from './judged.ts'
import type { LeadTimeModel } from './model.ts'

export interface Trade {
  readonly kept: number
  readonly meanDays: number
  readonly givenMeanDays: number
  readonly shorterPercent: number
  /** Quantile, or days that a late order is worth, at which the same share is kept. */
  readonly at: number
}

export interface Frontier {
  add(order: Judged, view: { readonly model: LeadTimeModel; readonly outlook: Outlook }): void
  finish(given: KeptShare): { sameKeepRate: Trade | null; sameKeepRateOverall: Trade | null }
}

const QUANTILES = Array.from({ length: 100 }, (_, i) => 0.5 + (i + 0.5) * 0.005)
const WORTHS = Array.from({ length: 100 }, (_, i) => Math.exp(1 + i * 0.06))
/** Days beyond this chance are not looked at. */
const SURE = 0.9995
const MOST_DAYS = 200

export function startFrontier(): Frontier {
  const even = QUANTILES.map(newPoint)
  const overall = WORTHS.map(newPoint)
  const add: Frontier['add'] = (order, { model, outlook }) => {
    for (const [i, quantile] of QUANTILES.entries()) put(even[i]!, order, daysAt(model, outlook, quantile))
    const late = chancesLate(model, outlook)
    for (const [i, worth] of WORTHS.entries()) put(overall[i]!, order, cheapestDays(late, worth))
  }
  const finish: Frontier['finish'] = (given) => ({
    sameKeepRate: tradeAt(even, QUANTILES, given),
    sameKeepRateOverall: tradeAt(overall, WORTHS, given),
  })
  return { add, finish }
}

interface Point {
  cases: number
  kept: number
  days: number
}

const newPoint = (): Point => ({ cases: 0, kept: 0, days: 0 })

function put(point: Point, { days }: Judged, promised: number): void {
  point.cases += 1
  point.days += promised
  if (days <= promised) point.kept += 1
}

function chancesLate(model: LeadTimeModel, outlook: Outlook): number[] {
  const late: number[] = []
  for (let days = 0; days < MOST_DAYS; days++) {
    const chance = chanceBy(model, outlook, days)
    late.push(1 - chance)
    if (chance >= SURE) break
  }
  return late
}

function cheapestDays(late: readonly number[], worth: number): number {
  let best = 0
  for (let days = 1; days < late.length; days++)
    if (days + worth * late[days]! < best + worth * late[best]!) best = days
  return best
}

/** Between the two settings whose share kept encloses the given one, in a straight line. */
function tradeAt(points: readonly Point[], settings: readonly number[], { kept, meanDays }: KeptShare): Trade | null {
  if (kept === null || meanDays === null) return null
  const share = ({ kept, cases }: Point) => kept / cases
  const upper = points.findIndex((point) => share(point) >= kept)
  if (upper <= 0) return null
  const [a, b] = [points[upper - 1]!, points[upper]!]
  const part = (kept - share(a)) / (share(b) - share(a))
  const between = (x: number, y: number) => x + (y - x) * part
  const ours = between(a.days / a.cases, b.days / b.cases)
  return {
    kept,
    meanDays: ours,
    givenMeanDays: meanDays,
    shorterPercent: 100 * (1 - ours / meanDays),
    at: between(settings[upper - 1]!, settings[upper]!),
  }
}
