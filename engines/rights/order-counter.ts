/** Order-level outcomes while lines pass by in any order: a few bits an order, so that millions of orders stay small. */
import type { Rate } from '../shared/index.ts'
import { BASES, type DateBasis } from './definition.ts'
import type { LineVerdict, Outcome } from './verdict.ts'

/** Four bits a question: some line has it, some line fails, is unknown, is not due. */
const PRESENT = 1
const FAILED = 2
const UNKNOWN = 4
const NOT_DUE = 8
const PERFECT_SHIFT = 12
const PROVISIONAL = 1 << 16

const BITS: Readonly<Record<Outcome, number>> = {
  pass: PRESENT,
  fail: PRESENT | FAILED,
  unknown: PRESENT | UNKNOWN,
  not_due: PRESENT | NOT_DUE,
  not_applicable: 0,
}

export class OrderCounter {
  readonly #orders = new Map<string, number>()

  add(verdict: LineVerdict): void {
    if (verdict.exclusion !== null) return
    let bits = verdict.isProvisional ? PROVISIONAL : 0
    for (let i = 0; i < BASES.length; i++) bits |= BITS[verdict.bases[BASES[i]!].otif] << (4 * i)
    bits |= BITS[verdict.isDue ? verdict.overall : 'not_due'] << PERFECT_SHIFT
    this.#orders.set(verdict.orderId, (this.#orders.get(verdict.orderId) ?? 0) | bits)
  }

  /** Adds the orders to their rates: OTIF on each basis, and perfect orders. An order counts when every line of it is due. */
  countInto(otif: Record<DateBasis, Rate>, perfect: Rate): void {
    for (const bits of this.#orders.values()) {
      for (let i = 0; i < BASES.length; i++) count(otif[BASES[i]!], bits >> (4 * i), bits)
      count(perfect, bits >> PERFECT_SHIFT, bits)
    }
    this.#orders.clear()
  }
}

function count(rate: Rate, question: number, bits: number): void {
  if ((question & PRESENT) === 0 || (question & NOT_DUE) !== 0) return
  rate.denominator += 1
  rate.cases += 1
  if ((question & (FAILED | UNKNOWN)) === UNKNOWN) rate.unknown += 1
  if ((question & (FAILED | UNKNOWN)) === 0) rate.numerator += 1
  if ((bits & PROVISIONAL) !== 0) rate.isProvisional = true
}
