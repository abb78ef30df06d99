/**
 * Shares of goods that do not reach for everybody on time, along the days on which they are needed.
 *
 * Every claim rises with one level until the goods of some day are used up; who needs them by then stays at that level, and
 * the others rise on. So nobody gives way to somebody whom it does not help.
 *
 *   proportional     share = level · weight            equal parts of what each usually takes
 *   lowest first     share = level · whole − had        the one that has got least so far is raised first
 *
 * Whole units by the largest remainder; the earlier in rank among equals.
 */
import type { Curve } from './curve.ts'

export interface Sharer {
  readonly needDay: number
  /** Still wanted. */
  readonly quantityMilli: number
  /** What the share is in proportion to. */
  readonly weightMilli: number
  /** Of the same line, sent before: it counts against the share. */
  readonly hadMilli: number
}

/** Steps of the bisection: enough for thousandths of a unit in the largest orders. */
const STEPS = 60
/** Of a step; a share that lacks no more than this is a whole one. */
const ROUNDING = 1e-6

/** The shares in thousandths, one a sharer, in whole multiples of `stepMilli`; sharers come in rank order. */
export function sharesOf(sharers: readonly Sharer[], curve: Curve, stepMilli: number): number[] {
  const shares = sharers.map(() => 0)
  let open = sharers.map((_, at) => at).sort((a, b) => sharers[a]!.needDay - sharers[b]!.needDay)
  let given = 0
  while (open.length > 0) {
    const level = highestLevel(
      open.map((at) => sharers[at]!),
      curve,
      given,
    )
    const wished = open.map((at) => shareAt(sharers[at]!, level))
    const tight = lastTight(open, wished, { sharers, curve, given, level })
    const frozen = open.slice(0, tight)
    const parts = inWholeSteps(frozen, wished.slice(0, tight), { sharers, stepMilli })
    frozen.forEach((at, i) => {
      shares[at] = parts[i]!
      given += parts[i]!
    })
    open = open.slice(tight)
  }
  return shares
}

const shareAt = ({ quantityMilli, weightMilli, hadMilli }: Sharer, level: number): number =>
  Math.max(0, Math.min(quantityMilli, level * weightMilli - hadMilli))

/** At this level everybody has all that is wanted. */
const fullLevel = (sharers: readonly Sharer[]): number =>
  Math.max(...sharers.map((one) => (one.quantityMilli + one.hadMilli) / one.weightMilli))

/** Sharers come by the day of their need. */
function highestLevel(sharers: readonly Sharer[], curve: Curve, given: number): number {
  const fits = (level: number): boolean => {
    let sum = given
    return sharers.every((one, at) => {
      sum += shareAt(one, level)
      return sharers[at + 1]?.needDay === one.needDay || sum <= curve.most(one.needDay) + 1e-6
    })
  }
  let [low, high] = [0, fullLevel(sharers)]
  if (fits(high)) return high
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

interface Filling {
  readonly sharers: readonly Sharer[]
  readonly curve: Curve
  readonly given: number
  readonly level: number
}

/** How many of those open stay at this level: all who need goods by the last day that has none left; at least one. */
function lastTight(open: readonly number[], wished: readonly number[], filling: Filling): number {
  const { sharers, curve, given, level } = filling
  if (level >= fullLevel(open.map((at) => sharers[at]!))) return open.length
  let [sum, tight] = [given, 0]
  open.forEach((at, i) => {
    sum += wished[i]!
    const { needDay } = sharers[at]!
    const next = open[i + 1]
    const isLastOfDay = next === undefined || sharers[next]!.needDay !== needDay
    if (isLastOfDay && curve.most(needDay) - sum < 1) tight = i + 1
  })
  return tight || open.length
}

/** Rounded by the largest remainder, the better rank first among equal ones; nobody gets more than wanted. */
function inWholeSteps(
  frozen: readonly number[],
  wished: readonly number[],
  { sharers, stepMilli }: { sharers: readonly Sharer[]; stepMilli: number },
): number[] {
  const steps = wished.map((share) => Math.floor(share / stepMilli + ROUNDING))
  // Coarser than the bisection: what came out equal but for its last digits is equal.
  const remainders = wished.map((share, i) => Math.round((share / stepMilli - steps[i]!) * 1000))
  const byRemainder = frozen.map((_, i) => i).sort((a, b) => remainders[b]! - remainders[a]! || frozen[a]! - frozen[b]!)
  const whole = Math.floor((wished.reduce((sum, share) => sum + share, 0) + 0.5) / stepMilli)
  const over = whole - steps.reduce((sum, count) => sum + count, 0)
  for (const i of byRemainder.slice(0, Math.max(0, over))) steps[i]! += 1
  return steps.map((count, i) => Math.min(count * stepMilli, sharers[frozen[i]!]!.quantityMilli))
}
