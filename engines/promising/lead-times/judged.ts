/** What a promise is judged by, and how many were kept. */
import type { Interval } from '../../shared/index.ts'

/** An order of the judged period. */
export interface Judged {
  readonly startDay: number
  readonly days: number
  readonly givenDays: number | null
  readonly segment: number | null
  segmentName(): string
}

export interface KeptShare {
  readonly cases: number
  /** Share kept; null without cases. */
  readonly kept: number | null
  readonly interval: Interval | null
  readonly meanDays: number | null
}
