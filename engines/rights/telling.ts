/** The warning part of the right information: what comes late or short is told before the promised window ends. */
import { isBefore, type Moment } from './documents.ts'
import type { InformationClause, PromiseVersion } from './facts.ts'
import type { Reading } from './reading.ts'
import type { Ruling } from './verdict.ts'
import type { JudgedWindow } from './windows.ts'

/** Late or short from the customer's view. Early, too much and what the customer sent back at the door need no warning. */
const EXCEPTIONS: ReadonlySet<Ruling> = new Set<Ruling>(['late', 'not_delivered', 'short', 'supplier_cancelled'])

export const isException = (time: Ruling, quantity: Ruling) => EXCEPTIONS.has(time) || EXCEPTIONS.has(quantity)

/** Told by a notice, by a promise that we moved or made smaller, or by our cancellation. */
export function judgeTelling(reading: Reading, clause: InformationClause, judged: JudgedWindow | null): Ruling {
  if (!clause.tellsExceptions) return 'pass'
  if (judged === null) return 'no_promise'
  const { facts } = reading
  let isUnsure = false
  for (const document of facts.documents) {
    if (document.kind !== 'exception_notice' || document.isCorrect === false) continue
    const isInTime = cameInTime(document, judged)
    if (isInTime) return 'pass'
    isUnsure ||= isInTime === null
  }
  for (const promise of facts.promises) {
    if (!warns(promise, reading, judged)) continue
    const isInTime = cameInTime({ day: promise.madeDay, at: promise.madeAt }, judged)
    if (isInTime) return 'pass'
    isUnsure ||= isInTime === null
  }
  if (facts.supplierCancelledMilli > 0) {
    const isInTime = cameInTime({ day: facts.supplierCancelledDay, at: facts.supplierCancelledAt }, judged)
    if (isInTime) return 'pass'
    isUnsure ||= isInTime === null
  }
  if (!judged.hasEnded) return 'window_open'
  return isUnsure ? 'no_evidence' : 'told_too_late'
}

/** Does this version of ours say that less or later than the judged window is to be expected? */
function warns(promise: PromiseVersion, reading: Reading, { window }: JudgedWindow): boolean {
  if (promise.cause !== 'company') return false
  if (promise.quantityMilli > 0 && promise.quantityMilli < reading.quantityMilli) return true
  if (promise.window.toDay !== window.toDay) return promise.window.toDay > window.toDay
  return promise.window.toAt !== null && window.toAt !== null && promise.window.toAt > window.toAt
}

/** By the end of the judged window, tolerance included; by day where either side has no instant. */
function cameInTime(told: Moment, judged: JudgedWindow): boolean | null {
  return isBefore(told, { day: judged.dueDay, at: judged.isByInstant ? judged.endAt : null }, 0)
}
