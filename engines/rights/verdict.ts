/** The answer of the rights engine for one order line: flat enough to store, complete enough to explain. */
import type { DateBasis } from './definition.ts'
import type { Exclusion, Instant, LocalDay, Party, Reason } from './facts.ts'

/** Raised whenever the same facts may be judged differently; stamped on every verdict. */
export const RULE_VERSION = 3

export const RIGHTS = ['product', 'quantity', 'time', 'place', 'condition', 'price', 'information'] as const
export type Right = (typeof RIGHTS)[number]

export type Check = 'pass' | 'fail' | 'unknown' | 'not_applicable'
/** A check on one date basis; `not_due` while the judged window has not ended. */
export type Outcome = Check | 'not_due'

/** Where the completing delivery lies against the promised window itself, before any tolerance. */
export type Timing = 'early' | 'on_time' | 'late' | 'missing' | 'unknown'

/** Why a right failed. */
export type FailureCause =
  | 'wrong_product'
  | 'unauthorized_substitute'
  | 'wrong_lot'
  | 'expired'
  | 'short'
  | 'over'
  | 'supplier_cancelled'
  | 'not_delivered'
  | 'late'
  | 'early'
  | 'wrong_location'
  | 'wrong_party'
  | 'neighbor_without_consent'
  | 'far_from_ship_to'
  | 'not_received'
  | 'opened'
  | 'damaged'
  | 'wet'
  | 'temperature'
  | 'shock'
  | 'contaminated'
  | 'infested'
  | 'rejected'
  | 'price_variance'
  | 'charges_variance'
  | 'tax_variance'
  | 'wrong_currency'
  | 'billed_quantity'
  | 'credited_for_our_error'
  | 'documents_wrong'
  | 'told_too_late'
  | 'advance_notice_late'
  | 'tracking_stale'
  | 'documents_missing'
  | 'documents_late'
  | 'advance_notice_missing'

/** Why a right cannot be judged (yet). */
export type UnknownCause =
  | 'nothing_delivered'
  | 'not_scanned'
  | 'not_counted'
  | 'no_time'
  | 'no_promise'
  | 'window_open'
  | 'no_evidence'
  | 'claim_open'
  | 'not_recorded'
  | 'not_invoiced'
  | 'no_agreed_price'
  | 'documents_pending'
  | 'no_information_clause'
  | 'documents_unchecked'
  | 'not_tracked'

export type Cause = FailureCause | UnknownCause

/** A cause, or the reason-free answers: what every single rule returns. */
export type Ruling = Cause | 'pass' | 'not_applicable'

const UNKNOWN_CAUSES: ReadonlySet<Ruling> = new Set<UnknownCause>([
  'nothing_delivered',
  'not_scanned',
  'not_counted',
  'no_time',
  'no_promise',
  'window_open',
  'no_evidence',
  'claim_open',
  'not_recorded',
  'not_invoiced',
  'no_agreed_price',
  'documents_pending',
  'no_information_clause',
  'documents_unchecked',
  'not_tracked',
])

/** The check a ruling amounts to. */
export function checkOf(ruling: Ruling): Check {
  if (ruling === 'pass' || ruling === 'not_applicable') return ruling
  return UNKNOWN_CAUSES.has(ruling) ? 'unknown' : 'fail'
}

export interface BasisVerdict {
  /** Local day on which the judged window (tolerance included) ends: the cohort. Null without a window on this basis. */
  dueDay: LocalDay | null
  /** The window has ended and the line is not excluded: it stands in the denominator. */
  isCounted: boolean
  onTime: Outcome
  inFull: Outcome
  otif: Outcome
  /** Like `otif`, but `excused` where customer or force majeure caused the failure. */
  controllable: Outcome | 'excused'
  timing: Timing | null
  /** Local days from the end of the promised window to the delivery that decided; negative when before. Null without one. */
  daysLate: number | null
  unitsOnTimeMilli: number
  /** Null where no agreed price is known. */
  valueOnTimeMinor: number | null
}

export type RightChecks = Record<Right, Check>
export type RightCauses = Record<Right, Cause | null>

/**
 * Seconds between two known instants; null where one is missing. Days are local days, for histories without times.
 * Business seconds count the open time of the site or carrier alone and are null too where its hours are not known.
 */
export interface CycleTimes {
  orderCycleSeconds: number | null
  orderCycleDays: number | null
  /** The part of the order cycle in which the customer did not want the goods yet. */
  customerWaitSeconds: number | null
  orderEntrySeconds: number | null
  orderEntryBusinessSeconds: number | null
  warehouseSeconds: number | null
  warehouseBusinessSeconds: number | null
  transitSeconds: number | null
  transitBusinessSeconds: number | null
  lastMileSeconds: number | null
  orderToCashSeconds: number | null
}

export interface LineVerdict {
  orderId: string
  lineNumber: number
  definitionId: string
  definitionVersion: number
  ruleVersion: number
  /** The basis of the definition: the one targets are set on. */
  dateBasis: DateBasis
  exclusion: Exclusion | null
  orderedMilli: number
  acceptedMilli: number
  valueOrderedMinor: number | null
  currency: string | null
  bases: Record<DateBasis, BasisVerdict>
  rights: RightChecks
  rightCauses: RightCauses
  /** `pass` when every applicable right passes; one failure makes it `fail`; otherwise one unknown makes it `unknown`. */
  overall: Check
  isRight: boolean
  /** The line may stand in rates of the seven rights: due on the definition's basis (or delivered without any promise). */
  isDue: boolean
  firstCause: FailureCause | null
  /** Every failure cause of the line once, in time order. */
  causes: readonly FailureCause[]
  reason: Reason | null
  chargedTo: Party | null
  isControllable: boolean
  /** The notice period is still open, or nothing has been delivered yet: the verdict may be restated. */
  isProvisional: boolean
  /** A device clock ran more than five minutes ahead of our receipt; our receipt was used instead. */
  hasClockSkew: boolean
  /** Earliest instant at which the passing of time alone may change this verdict; null when only new facts can. */
  nextChangeAt: Instant | null
  /** Never moved later by us; null without a promise. */
  isPromiseStable: boolean | null
  /** The first promise fell inside the requested window; null when either is missing. */
  isRequestAccepted: boolean | null
  cycle: CycleTimes
}
