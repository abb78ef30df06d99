/** Stated beside usual, and once days have gone by, whether the accepted change made the forecast better. */
import type { ComparedChanges } from '../../../contract/stated-changes.ts'

type Compared = ComparedChanges['rows'][number]
export type Rated = Omit<Compared, 'usual' | 'stated' | 'usual_so_far' | 'adjusted_so_far' | 'added_value'> & {
  readonly rate: number
}

const tenths = (value: number) => Math.round(value * 10) / 10

/**
 * Forecast value added: the error as usual less the error with the change, over what came (domain: FVA of judgement).
 * Example: 10 a day as usual, 20 with the change, 18 came: (8 − 2) / 18 = 0.33, a third of the demand nearer.
 */
export function compare({ rate, ...row }: Rated): Compared {
  const usual = rate * row.days_gone
  const adjusted = row.accepted_percent == null ? null : usual * (1 + row.accepted_percent / 100)
  const isTold = adjusted !== null && row.days_gone > 0 && row.actual > 0
  return {
    ...row,
    usual: tenths(rate * row.days),
    stated: tenths(rate * row.days * (1 + row.change_percent / 100)),
    usual_so_far: tenths(usual),
    adjusted_so_far: adjusted === null ? null : tenths(adjusted),
    added_value: isTold ? (Math.abs(row.actual - usual) - Math.abs(row.actual - adjusted)) / row.actual : null,
  }
}
