/** The verdict on one order line: seven rights, and on time in full on three date bases. */
import { judgeCondition, judgePlace, judgeProduct } from './at-the-door.ts'
import { orderCauses } from './causes.ts'
import { cycleTimes } from './cycle-times.ts'
import type { DateBasis, OtifDefinition } from './definition.ts'
import type { LineFacts, Window } from './facts.ts'
import { judgeInformation } from './information.ts'
import { exclusionOf, judgeBasis, quantityRuling, timeRuling } from './on-time.ts'
import { partyOf, reasonOf } from './party.ts'
import { judgePrice } from './price.ts'
import { type JudgeTime, type Reading, readLine } from './reading.ts'
import { trackingChange } from './tracking-age.ts'
import {
  type BasisVerdict,
  type Cause,
  type Check,
  checkOf,
  type LineVerdict,
  RIGHTS,
  type Right,
  type RightCauses,
  type RightChecks,
  RULE_VERSION,
  type Ruling,
} from './verdict.ts'
import {
  endedAt,
  isPromiseStable,
  isRequestAccepted,
  type JudgedWindow,
  judgedWindow,
  rescheduledWindow,
  windowOf,
} from './windows.ts'

/**
 * Judges one line at a given moment by one definition. The same facts in any order, repeated or not, give the same
 * verdict; only new facts, another definition or time passing `nextChangeAt` can change it.
 * Refuses (RangeError) a zone nobody knows. Example: `judgeLine(facts, STANDARD_DEFINITION, { at: now }).isRight`.
 */
export function judgeLine(facts: LineFacts, definition: OtifDefinition, now: JudgeTime): LineVerdict {
  return judgeReading(readLine(facts, definition, now))
}

interface JudgedWindows {
  requested: JudgedWindow | null
  first_promised: JudgedWindow | null
  current_promised: JudgedWindow | null
}

export function judgeReading(reading: Reading): LineVerdict {
  const { facts, definition } = reading
  const rescheduled = rescheduledWindow(facts)
  const windows = judgedWindows(reading)
  const bases = judgeBases(reading, windows, rescheduled)
  const target = windows[definition.dateBasis]
  const rulings = judgeRights(reading, target)
  const rights = checksOf(rulings)
  const overall = overallOf(rights)
  const causes = orderCauses(reading, rulings, target)
  const hasFailed = causes.length > 0
  const exclusion = exclusionOf(reading)
  return {
    orderId: facts.orderId,
    lineNumber: facts.lineNumber,
    definitionId: definition.id,
    definitionVersion: definition.version,
    ruleVersion: RULE_VERSION,
    dateBasis: definition.dateBasis,
    exclusion,
    orderedMilli: reading.quantityMilli,
    acceptedMilli: reading.fullMilli,
    valueOrderedMinor: reading.valueMinor,
    currency: facts.agreed.currency,
    bases,
    rights,
    rightCauses: causesOf(rulings),
    overall,
    isRight: overall === 'pass',
    isDue: exclusion === null && (target === null ? reading.hasGoods : target.hasEnded),
    firstCause: hasFailed ? causes[0]! : null,
    causes,
    reason: hasFailed ? reasonOf(reading) : null,
    chargedTo: hasFailed ? partyOf(reading, target) : null,
    isControllable: bases[definition.dateBasis].controllable !== 'excused',
    isProvisional: reading.isNoticeOpen || (!reading.hasGoods && facts.supplierCancelledMilli < reading.quantityMilli),
    hasClockSkew: reading.hasClockSkew,
    nextChangeAt: nextChange(reading, windows, rescheduled),
    isPromiseStable: isPromiseStable(facts),
    isRequestAccepted: isRequestAccepted(facts),
    cycle: cycleTimes(reading),
  }
}

export function judgedWindows(reading: Reading): JudgedWindows {
  const first = windowOf(reading.facts, 'first_promised')
  const current = windowOf(reading.facts, 'current_promised')
  const firstJudged = judgedOrNull(reading, first)
  return {
    requested: judgedOrNull(reading, reading.facts.requested),
    first_promised: firstJudged,
    // A promise that never moved is judged once.
    current_promised: current === first ? firstJudged : judgedOrNull(reading, current),
  }
}

// The hot path has no inner functions: the loader that runs TypeScript directly names each closure at run time, which
// more than halves the speed.
function judgedOrNull(reading: Reading, window: Window | null): JudgedWindow | null {
  return window === null ? null : judgedWindow(reading, window)
}

function judgeBases(
  reading: Reading,
  windows: JudgedWindows,
  rescheduled: Window | null,
): Record<DateBasis, BasisVerdict> {
  const first_promised = judgeBasis(reading, windows.first_promised, rescheduled)
  return {
    requested: judgeBasis(reading, windows.requested, rescheduled),
    first_promised,
    current_promised:
      windows.current_promised === windows.first_promised
        ? first_promised
        : judgeBasis(reading, windows.current_promised, rescheduled),
  }
}

export function judgeRights(reading: Reading, target: JudgedWindow | null): Record<Right, Ruling> {
  const hasEnded = target?.hasEnded ?? false
  const quantity = quantityRuling(reading, hasEnded)
  const time =
    reading.quantityMilli === 0 ? 'not_applicable' : target === null ? 'no_promise' : timeRuling(reading, target)
  return {
    product: judgeProduct(reading),
    quantity,
    time,
    place: judgePlace(reading),
    condition: judgeCondition(reading),
    price: judgePrice(reading),
    information: judgeInformation(reading, target, { time, quantity }),
  }
}

function checksOf(rulings: Record<Right, Ruling>): RightChecks {
  return {
    product: checkOf(rulings.product),
    quantity: checkOf(rulings.quantity),
    time: checkOf(rulings.time),
    place: checkOf(rulings.place),
    condition: checkOf(rulings.condition),
    price: checkOf(rulings.price),
    information: checkOf(rulings.information),
  }
}

function causesOf(rulings: Record<Right, Ruling>): RightCauses {
  return {
    product: causeOf(rulings.product),
    quantity: causeOf(rulings.quantity),
    time: causeOf(rulings.time),
    place: causeOf(rulings.place),
    condition: causeOf(rulings.condition),
    price: causeOf(rulings.price),
    information: causeOf(rulings.information),
  }
}

function causeOf(ruling: Ruling): Cause | null {
  return ruling === 'pass' || ruling === 'not_applicable' ? null : ruling
}

/** All applicable checks joined: one failure fails, one unknown leaves open, nothing applicable is not applicable. */
export function joinChecks(checks: readonly Check[]): Check {
  return checks.reduce(joinCheck, 'not_applicable')
}

function joinCheck(joined: Check, check: Check): Check {
  if (joined === 'fail' || check === 'fail') return 'fail'
  if (joined === 'unknown' || check === 'unknown') return 'unknown'
  return check === 'not_applicable' ? joined : check
}

function overallOf(rights: RightChecks): Check {
  let overall: Check = 'not_applicable'
  for (const right of RIGHTS) overall = joinCheck(overall, rights[right])
  return overall
}

/** Time alone changes a verdict when a window ends, when the notice period does, and when goods under way fall silent. */
function nextChange(reading: Reading, windows: JudgedWindows, rescheduled: Window | null): number | null {
  let next = Math.min(
    openUntil(reading, windows.requested),
    openUntil(reading, windows.first_promised),
    openUntil(reading, windows.current_promised),
  )
  if (rescheduled !== null) next = Math.min(next, openUntil(reading, judgedWindow(reading, rescheduled)))
  if (reading.isNoticeOpen && reading.noticeEndDay !== null)
    next = Math.min(next, reading.zone.startOfDay(reading.noticeEndDay + 1))
  next = Math.min(next, trackingChange(reading))
  return next === Number.POSITIVE_INFINITY ? null : next
}

function openUntil(reading: Reading, judged: JudgedWindow | null): number {
  return judged === null || judged.hasEnded ? Number.POSITIVE_INFINITY : endedAt(reading, judged)
}
