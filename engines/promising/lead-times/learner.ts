/** What learning holds while it walks through history. */
import type { LeadTimeModel } from './model.ts'
import type { Rows } from './rows.ts'

export interface Learner {
  readonly model: LeadTimeModel
  readonly rows: Rows
  /** Rows before this one have started. */
  nextRow: number
  /** Where each row was expected to lie when it started; NaN: nothing was known then. */
  readonly location: Float64Array
  /** Work done on each row so far. */
  readonly work: Float64Array
  /** Rows under way: the first `openCount`. */
  open: Int32Array
  openCount: number
  /** Deliveries known, and what was known at the last fit. */
  ended: number
  fit: { readonly day: number; readonly ended: number }
  /** Promises that fall due on a day, as row times quantiles of the grid plus quantile. */
  readonly due: Map<number, number[]>
  readonly numbers: Float64Array
}
