/** Which counters are asked for, and one row of them. */
import type { ScorecardQuery } from '../../../contract/scorecard.ts'
import type { Cube } from './cubes.ts'

export interface Period {
  readonly from: string
  readonly to: string
}

export interface CounterRow {
  readonly member: string
  readonly month: string
  readonly segment_id: string
  readonly site_id: string
  readonly currency: string
  readonly total: Buffer
  /** Read for the months at the period's edges, and for all when days are asked for. */
  readonly days: Buffer | null
}

export interface CounterScope {
  readonly query: ScorecardQuery
  readonly period: Period
  /** Counts the members of this cube apart; absent: the cube that the query's own filter chooses. */
  readonly by?: Cube
  readonly withDays?: boolean
  /** Most lines that may be passed to count a crossing of dimensions. */
  readonly crossingMax?: number
}
