/** What becomes of one segment's orders when other terms hold than held. */
import { addWeekdays, isServed, type Steps, stepsOf, weekdayOf } from './days.ts'
import type { Terms } from './facts.ts'

export interface Change {
  readonly from: Terms
  readonly to: Terms
  readonly isSameDays: boolean
  readonly fromSteps: Steps
  readonly toSteps: Steps
  /** A promise may be no later than so many weekdays after the order; null: as late as it was. */
  readonly cap: number | null
  readonly isMinimumRaised: boolean
  readonly completes: boolean
  readonly isQuantileSame: boolean
}

export function changeOf(from: Terms, to: Terms): Change {
  return {
    from,
    to,
    isSameDays: (from.deliveryDays & 127) === (to.deliveryDays & 127),
    fromSteps: stepsOf(from.deliveryDays),
    toSteps: stepsOf(to.deliveryDays),
    // A longer lead time lengthens no promise: promises are for the first day that can be kept.
    cap: to.leadDays !== null && (from.leadDays === null || to.leadDays < from.leadDays) ? to.leadDays : null,
    isMinimumRaised: to.minimumOrder > from.minimumOrder,
    completes: to.shipComplete && !from.shipComplete,
    isQuantileSame: from.quantile === to.quantile,
  }
}

/**
 * A day on other delivery days. A day on which the segment was not served then was an exception, and stays one. A served day
 * that is none any more gives way to the next that is. Where days are added, what came on a served day may have been ready
 * since the one before: `luck` says since when, the same for promise and delivery.
 */
export function onOtherDays(change: Change, day: number, { luck, least }: { luck: number; least: number }): number {
  if (change.isSameDays || !isServed(change.from.deliveryDays, day)) return day
  const weekday = weekdayOf(day)
  const waited = change.fromSteps.back[weekday]!
  const ready = Math.min(day, Math.max(least, day - Math.floor(luck * waited)))
  return ready + change.toSteps.on[weekdayOf(ready)]!
}

/** The last served day up to the cap, else the first after it; never before the day after the order. */
export function cappedDue(change: Change, due: number, ordered: number): number {
  if (change.cap === null) return due
  const cap = addWeekdays(ordered, change.cap)
  if (due <= cap) return due
  const day = isServed(change.to.deliveryDays, cap) ? cap : cap - change.toSteps.back[weekdayOf(cap)]!
  if (day > ordered) return Math.min(due, day)
  return Math.min(due, cap + change.toSteps.on[weekdayOf(cap)]!)
}
