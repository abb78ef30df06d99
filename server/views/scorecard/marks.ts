/** How a measured rate stands against its standard. */
import type { CustomerScorecard, RateFigure } from '../../../contract/scorecard.ts'
import { wilson } from '../../../engines/shared/index.ts'

export type Mark = CustomerScorecard['elements'][number]['mark']

const CASES_MIN = 30

/** `open` cases of the denominator are not decided yet: they may all turn out to be right. */
export function markOf(measured: RateFigure, wanted: number, open: number): Mark {
  if (measured.denominator < CASES_MIN || measured.low === null || measured.high === null) return 'not_enough_data'
  if (measured.low >= wanted) return 'works'
  if (measured.high >= wanted) return 'watch'
  const possible = wilson(measured.numerator + open, measured.denominator)
  return possible !== null && possible.high >= wanted ? 'not_enough_data' : 'needs_improvement'
}
