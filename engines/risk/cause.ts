/** What speaks against a promise, as facts with their numbers; the words are the reader's. */

import type { LeadDays } from './spread.ts'

/** Closed list; each code has a sentence in five languages. */
export const CAUSES = [
  'no_goods',
  'supply_late',
  'not_left',
  'overloaded',
  'carrier_delay',
  'carrier_estimate',
  'silent',
  'disruption',
  'usual_time',
] as const
export type CauseCode = (typeof CAUSES)[number]

export type Params = Readonly<Record<string, string | number | null>>

export type Effect =
  /** Another lead time than the planned one: the goods have not left yet. At most one cause has it. */
  | { readonly lead: LeadDays }
  /** Chances of 0, 1, 2 … days more; what is missing to one never comes in sight. */
  | { readonly delay: readonly number[] }
  /** Local day before which nothing arrives. */
  | { readonly until: number }
  /** The carrier's word: the day, the weight it deserves (0 to 1), and by how many days it errs: `errors[i]` for `i - early`. */
  | {
      readonly estimate: {
        readonly day: number
        readonly weight: number
        readonly errors: readonly number[]
        readonly early: number
      }
    }

export interface Cause {
  readonly code: CauseCode
  readonly params: Params
  readonly effect: Effect
}

export interface Reason {
  readonly code: CauseCode
  readonly params: Params
  /** By how much the chance of breaking the promise would be lower without it, 0 to 1; once its day has passed, the days late. */
  readonly contribution: number
}
