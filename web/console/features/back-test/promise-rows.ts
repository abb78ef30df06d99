/** The rows of a back-test: the promises that were given, and those at each quantile, of all orders or of one segment. */
import type { BackTestReport, KeptPromises } from '../../../../contract/back-tests.ts'

export interface PromiseRow extends KeptPromises {
  readonly key: string
  /** Null: as the company promised. */
  readonly quantile: number | null
  /** Null: all orders. */
  readonly segment: string | null
}

export function promiseRows({ given, quantiles }: BackTestReport, segment: string | null): PromiseRow[] {
  const all = [...(given ? [{ ...given, quantile: null }] : []), ...quantiles]
  return all.flatMap((one) => {
    const found = segment === null ? one : one.segments.find((part) => part.segment === segment)
    const { quantile } = one
    return found ? [{ ...keptOf(found), key: `${segment} ${quantile}`, quantile, segment }] : []
  })
}

const keptOf = ({ cases, kept, interval, mean_days }: KeptPromises): KeptPromises => ({
  cases,
  kept,
  interval,
  mean_days,
})

/** Segments with enough orders to judge by themselves. */
export const segmentsOf = ({ quantiles }: BackTestReport): string[] =>
  (quantiles[0]?.segments ?? []).map(({ segment }) => segment)
