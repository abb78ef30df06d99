/** Outcomes as small integers: the order of each list is stored, so entries are only ever appended. */
import { type BasisVerdict, type LineVerdict, RIGHTS } from '../../../engines/rights/index.ts'

export const BASES = ['requested', 'first_promised', 'current_promised'] as const
export const CHECKS = ['pass', 'fail', 'unknown', 'not_applicable'] as const
export const OUTCOMES = ['pass', 'fail', 'unknown', 'not_applicable', 'not_due', 'excused'] as const
/** Of a line not handed over and not yet due. */
const NO_TIMING = 7
export const TIMINGS = ['early', 'on_time', 'late', 'missing', 'unknown'] as const
/** 0 is "not excluded". */
export const EXCLUSIONS = ['customer_cancelled', 'customer_postponed', 'test_order', 'duplicate', 'internal'] as const
export const FAILURE_CAUSES = [
  'wrong_product',
  'unauthorized_substitute',
  'wrong_lot',
  'expired',
  'short',
  'over',
  'supplier_cancelled',
  'not_delivered',
  'late',
  'early',
  'wrong_location',
  'wrong_party',
  'neighbor_without_consent',
  'far_from_ship_to',
  'not_received',
  'opened',
  'damaged',
  'wet',
  'temperature',
  'shock',
  'contaminated',
  'infested',
  'rejected',
  'price_variance',
  'charges_variance',
  'tax_variance',
  'wrong_currency',
  'billed_quantity',
  'credited_for_our_error',
  'documents_wrong',
  'told_too_late',
  'advance_notice_late',
  'tracking_stale',
  'documents_missing',
  'documents_late',
  'advance_notice_missing',
] as const

export const SHIFT = { onTime: 1, inFull: 4, otif: 7, controllable: 10, timing: 13 } as const
const THREE_BITS = 7

const codes = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name, index) => [name, index]))
const OUTCOME_CODE = codes(OUTCOMES)
const TIMING_CODE = codes(TIMINGS)
const CHECK_CODE = codes(CHECKS)
export const CAUSE_CODE = codes(FAILURE_CAUSES)
export const EXCLUSION_CODE = codes(['', ...EXCLUSIONS])

export function packBasis(basis: BasisVerdict): number {
  return (
    (basis.isCounted ? 1 : 0) |
    (OUTCOME_CODE[basis.onTime]! << SHIFT.onTime) |
    (OUTCOME_CODE[basis.inFull]! << SHIFT.inFull) |
    (OUTCOME_CODE[basis.otif]! << SHIFT.otif) |
    (OUTCOME_CODE[basis.controllable]! << SHIFT.controllable) |
    ((basis.timing === null ? NO_TIMING : TIMING_CODE[basis.timing]!) << SHIFT.timing)
  )
}

export const unpack = (outcome: number, shift: number): number => (outcome >> shift) & THREE_BITS

export function packRights(rights: LineVerdict['rights']): number {
  let packed = 0
  for (let i = 0; i < RIGHTS.length; i++) packed |= CHECK_CODE[rights[RIGHTS[i]!]]! << (2 * i)
  return packed
}

export const unpackRight = (rights: number, index: number): number => (rights >> (2 * index)) & 3
export const packCheck = (check: string): number => CHECK_CODE[check]!
