/**
 * Shares over periods with limits of natural variation: Laney's p′ chart. With large daily numbers an ordinary p chart calls
 * nearly every day unusual, since days differ by more than chance; p′ widens the limits by how much they do (σ_z). Where they
 * do not, σ_z is about 1 and p′ is the p chart.
 *
 * Source: D. B. Laney, *Improved control charts for attributes*, Quality Engineering 14 (2002), 531–537.
 */

/** A period's share, such as the lines within standard of all lines judged. */
export interface PeriodShare {
  readonly right: number
  readonly n: number
}

export interface ChartPoint {
  readonly value: number
  readonly lower: number
  readonly upper: number
  /** Standard deviations from the center, by the limits of this point. */
  readonly z: number
}

export interface ShareChart {
  readonly center: number
  /** How much wider than chance alone the periods spread; 1 in a chart of chance alone. */
  readonly overdispersion: number
  readonly points: readonly ChartPoint[]
}

/** Mean moving range of two to standard deviation. */
const D2 = 1.128

/**
 * The chart of periods in the order of time. `baseline` is how many of the first periods center and spread are taken from; the
 * others are only judged by them. Refuses fewer than two baseline periods, a period without cases and more right than cases.
 * Example: 22 of 500, 40 of 620, 15 of 480, 35 of 700, 41 of 550, 20 of 610 have the center 0.05 and σ_z 2.6481.
 */
export function shareChart(periods: readonly PeriodShare[], baseline = periods.length): ShareChart {
  const base = periods.slice(0, baseline)
  if (base.length < 2) throw new RangeError('a chart needs two periods to take its limits from')
  for (const { right, n } of periods)
    if (!(n > 0) || !(right >= 0 && right <= n))
      throw new RangeError('each period needs cases, and no more right than there are')
  const total = base.reduce((sum, { n }) => sum + n, 0)
  const center = base.reduce((sum, { right }) => sum + right, 0) / total
  const deviation = ({ n }: PeriodShare) => Math.sqrt((center * (1 - center)) / n)
  const zs = base.map((period) =>
    deviation(period) === 0 ? 0 : (period.right / period.n - center) / deviation(period),
  )
  const ranges = zs.slice(1).map((z, at) => Math.abs(z - zs[at]!))
  const overdispersion = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / D2
  const points = periods.map((period) => {
    const width = deviation(period) * overdispersion
    const value = period.right / period.n
    return {
      value,
      lower: Math.max(0, center - 3 * width),
      upper: Math.min(1, center + 3 * width),
      z:
        width === 0
          ? Math.sign(value - center) * (value === center ? 0 : Number.POSITIVE_INFINITY)
          : (value - center) / width,
    }
  })
  return { center, overdispersion, points }
}
