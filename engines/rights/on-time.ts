/** On time, in full and both, on one date basis. */
import type { Window } from './facts.ts'
import { partyOf } from './party.ts'
import { type Arrival, isRepeated, type Reading, worthOrNull } from './reading.ts'
import type { BasisVerdict, Outcome, Ruling, Timing } from './verdict.ts'
import { checkOf } from './verdict.ts'
import { type JudgedWindow, judgedWindow, startInstant } from './windows.ts'

/**
 * The arrival that decides on time: the one that completes the ordered quantity, or the last one when none does.
 * Uncounted quantity arrived as well; whether it was enough is the question of in-full, not of time.
 */
export function decidingArrival(reading: Reading): Arrival | null {
  let sum = 0
  let last: Arrival | null = null
  for (const arrival of reading.arrivals) {
    sum += arrival.countedMilli + arrival.openMilli
    last = arrival
    if (sum >= reading.thresholdMilli) return arrival
  }
  return last
}

/** The line is complete: some arrival brought the ordered quantity to its threshold. */
export function completingArrival(reading: Reading): Arrival | null {
  let sum = 0
  for (const arrival of reading.arrivals) {
    sum += arrival.countedMilli + arrival.openMilli
    if (sum >= reading.thresholdMilli) return arrival
  }
  return null
}

export function isLate(arrival: Arrival, judged: JudgedWindow): boolean {
  if (judged.isByInstant && arrival.at !== null) return arrival.at > judged.endAt
  return arrival.day !== null && arrival.day > judged.dueDay
}

export function isEarly(arrival: Arrival, judged: JudgedWindow): boolean {
  if (judged.isByInstant && arrival.at !== null) return arrival.at < judged.startAt
  return arrival.day !== null && arrival.day < judged.startDay
}

/** What is known about time, whether or not the window has ended. */
export function timeRuling(reading: Reading, judged: JudgedWindow): Ruling {
  const first = reading.arrivals[0]
  if (!first) return judged.hasEnded ? 'not_delivered' : 'window_open'
  if (judged.isEarlyFailure && isEarly(first, judged)) return 'early'
  const deciding = decidingArrival(reading)!
  const isComplete = completingArrival(reading) !== null
  if (deciding.day === null) return isComplete || judged.hasEnded ? 'no_time' : 'window_open'
  if (isLate(deciding, judged)) return 'late'
  if (!isComplete && !judged.hasEnded) return 'window_open'
  const lastArrival = reading.arrivals[reading.arrivals.length - 1]!
  return judged.isEarlyFailure && lastArrival.day === null ? 'no_time' : 'pass'
}

/** In full as far as it can be known; `hasEnded` tells whether what is missing counts as failed. */
export function quantityRuling(reading: Reading, hasEnded: boolean): Ruling {
  const { facts, fullMilli, openMilli, thresholdMilli, quantityMilli } = reading
  if (quantityMilli === 0) return 'not_applicable'
  if (reading.definition.overDeliveryIsFailure && fullMilli > reading.ceilingMilli) return 'over'
  if (fullMilli >= thresholdMilli) return 'pass'
  if (fullMilli + openMilli >= thresholdMilli) return 'not_counted'
  if (facts.supplierCancelledMilli > quantityMilli - thresholdMilli) return 'supplier_cancelled'
  if (!hasEnded) return reading.hasGoods ? 'window_open' : 'nothing_delivered'
  if (!reading.hasGoods) return 'not_delivered'
  return fullMilli + rejectedMilli(reading) >= thresholdMilli ? 'rejected' : 'short'
}

function rejectedMilli(reading: Reading): number {
  let rejected = 0
  for (const handover of reading.handovers) rejected += handover.delivery!.rejectedMilli
  return rejected
}

const NO_WINDOW: BasisVerdict = {
  dueDay: null,
  isCounted: false,
  onTime: 'not_applicable',
  inFull: 'not_applicable',
  otif: 'not_applicable',
  controllable: 'not_applicable',
  timing: null,
  daysLate: null,
  unitsOnTimeMilli: 0,
  valueOnTimeMinor: null,
}

/** Judges one basis. `rescheduled` is the window the customer chose at the door, for the controllable result only. */
export function judgeBasis(reading: Reading, judged: JudgedWindow | null, rescheduled: Window | null): BasisVerdict {
  if (judged === null) return NO_WINDOW
  if (reading.quantityMilli === 0) return nothingOrdered(judged)
  const onTime: Outcome = judged.hasEnded ? checkOf(timeRuling(reading, judged)) : 'not_due'
  const inFull: Outcome = judged.hasEnded ? checkOf(quantityRuling(reading, true)) : 'not_due'
  const otif = both(onTime, inFull)
  const deciding = decidingArrival(reading)
  const unitsOnTimeMilli = unitsOnTime(reading, judged)
  return {
    dueDay: judged.dueDay,
    isCounted: judged.hasEnded && exclusionOf(reading) === null,
    onTime,
    inFull,
    otif,
    controllable: otif === 'fail' ? controllable(reading, judged, rescheduled) : otif,
    timing: timing(reading, judged, deciding),
    daysLate: deciding === null || deciding.day === null ? null : deciding.day - judged.window.toDay,
    unitsOnTimeMilli,
    valueOnTimeMinor:
      unitsOnTimeMilli === reading.quantityMilli
        ? reading.valueMinor
        : worthOrNull(reading.facts.agreed, unitsOnTimeMilli),
  }
}

/** Cancelled to nothing: it keeps its cohort, so that the exclusion is counted in the right period. */
function nothingOrdered(judged: JudgedWindow): BasisVerdict {
  const outcome: Outcome = judged.hasEnded ? 'not_applicable' : 'not_due'
  return { ...NO_WINDOW, dueDay: judged.dueDay, onTime: outcome, inFull: outcome, otif: outcome, controllable: outcome }
}

/** A line the customer cancelled completely is out by that fact alone. */
export function exclusionOf(reading: Reading) {
  if (reading.facts.exclusion !== null) return reading.facts.exclusion
  return reading.quantityMilli === 0 && reading.facts.customerCancelledMilli > 0 ? 'customer_cancelled' : null
}

export function both(a: Outcome, b: Outcome): Outcome {
  if (a === 'fail' || b === 'fail') return 'fail'
  if (a === b) return a
  return a === 'pass' ? b : a
}

function timing(reading: Reading, judged: JudgedWindow, deciding: Arrival | null): Timing | null {
  if (deciding === null) return judged.hasEnded ? 'missing' : null
  if (deciding.day === null) return 'unknown'
  if (!judged.hasEnded && completingArrival(reading) === null) return null
  const { window } = judged
  if (judged.isByInstant && deciding.at !== null) {
    if (deciding.at > window.toAt!) return 'late'
    return deciding.at < startInstant(reading, window) ? 'early' : 'on_time'
  }
  if (deciding.day > window.toDay) return 'late'
  return deciding.day < (window.fromDay ?? window.toDay) ? 'early' : 'on_time'
}

/** Units accepted inside the judged window, never more than ordered and never more than finally accepted. */
function unitsOnTime(reading: Reading, judged: JudgedWindow): number {
  let units = 0
  for (const arrival of reading.arrivals) {
    if (arrival.day === null || isLate(arrival, judged)) continue
    if (judged.isEarlyFailure && isEarly(arrival, judged)) continue
    units += arrival.countedMilli
  }
  return Math.min(units, reading.quantityMilli, reading.fullMilli)
}

/** The failure as it counts against us: judged on the rescheduled window, and excused where others caused it. */
function controllable(reading: Reading, judged: JudgedWindow, rescheduled: Window | null): Outcome | 'excused' {
  if (rescheduled !== null && rescheduled !== judged.window) {
    const again = judgeBasis(reading, judgedWindow(reading, rescheduled), null)
    return again.controllable
  }
  const party = partyOf(reading, judged)
  if (party === 'customer' || party === 'force_majeure') return 'excused'
  return reading.definition.failedAttempt === 'excused' && wasTriedInTime(reading, judged) ? 'excused' : 'fail'
}

/** The consignee was away, closed or refused while we stood at the door inside the window. */
function wasTriedInTime(reading: Reading, judged: JudgedWindow): boolean {
  const attempts = reading.facts.attempts
  for (let i = 0; i < attempts.length; i++) {
    const attempt = attempts[i]!
    if (attempt.reason === null || isRepeated(attempts, i)) continue
    if (!CAUSED_BY_CONSIGNEE.has(attempt.reason)) continue
    const arrival: Arrival = { ...attempt, countedMilli: 0, openMilli: 0, delivery: null }
    if (!isLate(arrival, judged) && !isEarly(arrival, judged)) return true
  }
  return false
}

const CAUSED_BY_CONSIGNEE: ReadonlySet<string> = new Set(['consignee_absent', 'customer_reschedule', 'payment'])
