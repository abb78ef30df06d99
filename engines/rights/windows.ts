/** Which window each date basis means, and where the judged window with its tolerances begins and ends. */
import { addBusinessDays } from '../calendars/index.ts'
import type { DateBasis } from './definition.ts'
import type { BusinessDayRule, LineFacts, PromiseVersion, Window } from './facts.ts'
import type { Reading } from './reading.ts'

const MINUTE_MS = 60_000

/** Monday to Friday, where nobody maintained a calendar for the destination. Day 0 was a Thursday. */
const WEEKDAYS: BusinessDayRule = { isBusinessDay: (day) => (((day + 3) % 7) + 7) % 7 < 5 }

/** A window with tolerances applied. Instants are used where both sides have one, days otherwise. */
export interface JudgedWindow {
  window: Window
  isByInstant: boolean
  isEarlyFailure: boolean
  startDay: number
  dueDay: number
  startAt: number
  endAt: number
  hasEnded: boolean
}

/**
 * The promise of a basis. `first_promised` is the first version, or the latest one the customer asked for before release:
 * the customer may set a new baseline, we may not. `current_promised` is the latest version whoever moved it.
 */
export function promiseOf(facts: LineFacts, basis: DateBasis): PromiseVersion | null {
  let first: PromiseVersion | null = null
  let latest: PromiseVersion | null = null
  let asked: PromiseVersion | null = null
  if (facts.promises.length === 1) return facts.promises[0]!
  for (const promise of facts.promises) {
    if (first === null || promise.version < first.version) first = promise
    if (latest === null || promise.version > latest.version) latest = promise
    if (isNewBaseline(promise, facts) && (asked === null || promise.version > asked.version)) asked = promise
  }
  return basis === 'current_promised' ? latest : (asked ?? first)
}

export function windowOf(facts: LineFacts, basis: DateBasis): Window | null {
  return basis === 'requested' ? facts.requested : (promiseOf(facts, basis)?.window ?? null)
}

function isNewBaseline(promise: PromiseVersion, facts: LineFacts): boolean {
  return promise.cause === 'customer' && !isAfterRelease(promise, facts)
}

const isAfterRelease = (promise: PromiseVersion, facts: LineFacts) =>
  facts.releasedAt !== null && promise.madeAt !== null && promise.madeAt > facts.releasedAt

/** The window the customer chose when already under way ("at the door"): gross keeps the old one, controllable takes this. */
export function rescheduledWindow(facts: LineFacts): Window | null {
  let latest: PromiseVersion | null = null
  for (const promise of facts.promises) {
    const isAtTheDoor = promise.cause === 'customer' && isAfterRelease(promise, facts)
    if (isAtTheDoor && (latest === null || promise.version > latest.version)) latest = promise
  }
  return latest === null ? null : latest.window
}

export function judgedWindow(reading: Reading, window: Window): JudgedWindow {
  const { unit, early, late } = reading.definition.window
  const isByInstant = unit === 'minute' && window.toAt !== null
  const days = unit === 'minute' ? Math.floor(late / 1440) : late
  const startDay = shift(
    reading,
    window.fromDay ?? window.toDay,
    unit === 'minute' ? -Math.floor(early / 1440) : -early,
  )
  const judged: JudgedWindow = {
    window,
    isByInstant,
    isEarlyFailure: isEarlyFailure(reading, window),
    startDay,
    dueDay: shift(reading, window.toDay, days),
    startAt: 0,
    endAt: 0,
    hasEnded: false,
  }
  if (isByInstant) {
    judged.endAt = window.toAt! + late * MINUTE_MS
    judged.startAt = startInstant(reading, window) - early * MINUTE_MS
    judged.dueDay = reading.zone.dayAt(judged.endAt)
    judged.hasEnded = reading.now > judged.endAt
  } else judged.hasEnded = reading.today > judged.dueDay
  return judged
}

/** First instant of the promised window before tolerance; a window without a start is its end alone. */
export function startInstant(reading: Reading, window: Window): number {
  if (window.fromAt !== null) return window.fromAt
  return window.fromDay === null ? window.toAt! : reading.zone.startOfDay(window.fromDay)
}

function isEarlyFailure(reading: Reading, window: Window): boolean {
  const setting = reading.definition.earlyIsFailure
  if (setting !== 'when_window_has_start') return setting === 'always'
  return window.fromDay !== null || window.fromAt !== null
}

function shift(reading: Reading, day: number, days: number): number {
  if (days === 0 || reading.definition.window.unit !== 'business_day') return day + days
  return addBusinessDays(reading.facts.calendar ?? WEEKDAYS, day, days)
}

/** The first instant at which the judged window has ended. */
export function endedAt(reading: Reading, judged: JudgedWindow): number {
  return judged.isByInstant ? judged.endAt + 1 : reading.zone.startOfDay(judged.dueDay + 1)
}

/** Never moved later by us; null without a promise. A version counts against the one before it. */
export function isPromiseStable(facts: LineFacts): boolean | null {
  if (facts.promises.length === 0) return null
  for (const promise of facts.promises) {
    if (promise.cause !== 'company') continue
    let before: PromiseVersion | null = null
    for (const other of facts.promises)
      if (other.version < promise.version && (before === null || other.version > before.version)) before = other
    if (before !== null && isLater(promise.window, before.window)) return false
  }
  return true
}

function isLater(a: Window, b: Window): boolean {
  if (a.toDay !== b.toDay) return a.toDay > b.toDay
  return a.toAt !== null && b.toAt !== null && a.toAt > b.toAt
}

/** Did the very first promise fall inside the requested window? Null when either is missing. */
export function isRequestAccepted(facts: LineFacts): boolean | null {
  let first: PromiseVersion | null = null
  for (const promise of facts.promises) if (first === null || promise.version < first.version) first = promise
  const requested = facts.requested
  if (first === null || requested === null) return null
  const promised = first.window
  if (promised.toDay > requested.toDay) return false
  if (promised.toAt !== null && requested.toAt !== null && promised.toAt > requested.toAt) return false
  return requested.fromDay === null || (promised.fromDay ?? promised.toDay) >= requested.fromDay
}
