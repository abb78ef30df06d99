/**
 * Did a measure move, and by how much: weeks before against weeks after, and, where somebody was not touched, the same of
 * them taken off (difference in differences). Weeks are the cases: what happens within one hangs together.
 */
import { tQuantile } from './t-quantile.ts'

/** One week: the measure of those touched and of those not, and how many cases each rests on. Null: nobody had one. */
export interface Week {
  readonly touched: number | null
  readonly others: number | null
  readonly cases: number
}

export interface Difference {
  /** Means over the weeks; null: no week had a case. */
  readonly before: number | null
  readonly after: number | null
  readonly othersBefore: number | null
  readonly othersAfter: number | null
  /** The change, less that of the others where there are any. */
  readonly change: number | null
  /** 95 percent (Welch); null: too few weeks. */
  readonly low: number | null
  readonly high: number | null
  readonly isControlled: boolean
  readonly weeksBefore: number
  readonly weeksAfter: number
  readonly cases: number
}

/** [ours] Fewer weeks on a side tell nothing of how much weeks differ. */
export const WEEKS_MIN = 4
const SURE = 0.975

export function differenceOf(before: readonly Week[], after: readonly Week[]): Difference {
  const told = (weeks: readonly Week[]) => weeks.filter(({ touched }) => touched !== null)
  const both = (weeks: readonly Week[]) => told(weeks).filter(({ others }) => others !== null)
  const isControlled = both(before).length >= WEEKS_MIN && both(after).length >= WEEKS_MIN
  const pick = isControlled ? both : told
  const value = ({ touched, others }: Week) => touched! - (isControlled ? others! : 0)
  const [first, second] = [pick(before).map(value), pick(after).map(value)]
  const cases = [...pick(before), ...pick(after)].reduce((sum, week) => sum + week.cases, 0)
  const mean = (weeks: readonly Week[], of: (week: Week) => number | null) => {
    const values = weeks.flatMap((week) => of(week) ?? [])
    return values.length ? average(values) : null
  }
  const change = first.length && second.length ? average(second) - average(first) : null
  return {
    before: mean(pick(before), ({ touched }) => touched),
    after: mean(pick(after), ({ touched }) => touched),
    othersBefore: isControlled ? mean(pick(before), ({ others }) => others) : null,
    othersAfter: isControlled ? mean(pick(after), ({ others }) => others) : null,
    change,
    ...bounds(first, second),
    isControlled,
    weeksBefore: first.length,
    weeksAfter: second.length,
    cases,
  }
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function spread(values: readonly number[]): number {
  const mean = average(values)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / values.length
}

function bounds(before: readonly number[], after: readonly number[]): Pick<Difference, 'low' | 'high'> {
  if (before.length < WEEKS_MIN || after.length < WEEKS_MIN) return { low: null, high: null }
  const [a, b] = [spread(before), spread(after)]
  const change = average(after) - average(before)
  if (a + b === 0) return { low: change, high: change }
  const freedom = (a + b) ** 2 / (a ** 2 / (before.length - 1) + b ** 2 / (after.length - 1))
  const half = tQuantile(SURE, freedom) * Math.sqrt(a + b)
  return { low: change - half, high: change + half }
}

export const EFFECTS = ['moved', 'worse', 'not_moved', 'cannot_tell'] as const
export type Effect = (typeof EFFECTS)[number]

/** `expected` with its sign: a rate that should rise by two points is 0.02, days that should fall by half a day are -0.5. */
export function effectOf({ low, high }: Pick<Difference, 'low' | 'high'>, expected: number): Effect {
  if (low === null || high === null || expected === 0) return 'cannot_tell'
  const [least, most] = expected > 0 ? [low, high] : [0 - high, 0 - low]
  if (least > 0) return 'moved'
  if (most < 0) return 'worse'
  // What was hoped for lies beyond what may be true.
  return most < Math.abs(expected) ? 'not_moved' : 'cannot_tell'
}
