/**
 * One value a period with limits of natural variation: the XmR chart, of single values and their moving ranges.
 *
 * Source: D. J. Wheeler, *Understanding Variation*: x̄ ± 2.66 mean moving range, ranges up to 3.267 times it.
 */
import type { ChartPoint } from './share-chart.ts'

export interface ValueChart {
  readonly center: number
  readonly meanRange: number
  readonly rangeLimit: number
  readonly points: readonly ChartPoint[]
}

const LIMIT = 2.66
const RANGE_LIMIT = 3.267

/**
 * The chart of values in the order of time; `baseline` as in `shareChart`. Refuses fewer than two baseline values.
 * Example: 10, 12, 11, 13, 12, 11, 10, 12, 15, 12 have the center 11.8 and limits 7.071 and 16.529.
 */
export function valueChart(values: readonly number[], baseline = values.length): ValueChart {
  const base = values.slice(0, baseline)
  if (base.length < 2) throw new RangeError('a chart needs two values to take its limits from')
  const center = base.reduce((sum, value) => sum + value, 0) / base.length
  const ranges = base.slice(1).map((value, at) => Math.abs(value - base[at]!))
  const meanRange = ranges.reduce((sum, range) => sum + range, 0) / ranges.length
  const width = LIMIT * meanRange
  const points = values.map((value) => ({
    value,
    lower: center - width,
    upper: center + width,
    z:
      width === 0
        ? value === center
          ? 0
          : Math.sign(value - center) * Number.POSITIVE_INFINITY
        : (3 * (value - center)) / width,
  }))
  return { center, meanRange, rangeLimit: RANGE_LIMIT * meanRange, points }
}
