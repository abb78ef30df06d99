/**
 * From "the model says 0.6" to "of those of which it said 0.6, so many were late": the company's own outcomes in bins, each
 * pulled towards the model's own word by `PRIOR_CASES`, made non-decreasing by pooling neighbours that contradict
 * (isotonic regression; Barlow et al., *Statistical Inference under Order Restrictions*, 1972), and joined by lines.
 * With no outcomes it is the identity: the model's word stands until there is something better.
 */

export interface ForecastOutcome {
  /** What was said, 0 to 1. */
  readonly chance: number
  readonly isLate: boolean
}

/** Knots of a non-decreasing line from 0 to 1. */
export interface Calibration {
  readonly from: readonly number[]
  readonly to: readonly number[]
  /** Outcomes learned from. */
  readonly cases: number
}

const BINS = 20
/** As many cases as a bin's outcomes need to outweigh the model's own word. [ours] */
const PRIOR_CASES = 20

export const UNCALIBRATED: Calibration = { from: [0, 1], to: [0, 1], cases: 0 }

interface Pool {
  from: number
  to: number
  weight: number
}

export function learnCalibration(outcomes: readonly ForecastOutcome[]): Calibration {
  if (outcomes.length === 0) return UNCALIBRATED
  const bins = Array.from({ length: BINS }, () => ({ cases: 0, said: 0, late: 0 }))
  for (const { chance, isLate } of outcomes) {
    const bin = bins[Math.min(BINS - 1, Math.floor(Math.max(0, chance) * BINS))]!
    bin.cases += 1
    bin.said += chance
    bin.late += isLate ? 1 : 0
  }
  const pools: Pool[] = []
  for (const [at, { cases, said, late }] of bins.entries()) {
    const mean = cases > 0 ? said / cases : (at + 0.5) / BINS
    const weight = cases + PRIOR_CASES
    pools.push({ from: mean, to: (late + PRIOR_CASES * mean) / weight, weight })
    while (pools.length > 1 && pools.at(-2)!.to > pools.at(-1)!.to) pools.push(pooled(pools.pop()!, pools.pop()!))
  }
  return {
    from: [0, ...pools.map(({ from }) => from), 1],
    to: [0, ...pools.map(({ to }) => to), 1],
    cases: outcomes.length,
  }
}

const pooled = (a: Pool, b: Pool): Pool => {
  const weight = a.weight + b.weight
  return {
    from: (a.from * a.weight + b.from * b.weight) / weight,
    to: (a.to * a.weight + b.to * b.weight) / weight,
    weight,
  }
}

export function calibrated({ from, to }: Calibration, chance: number): number {
  let at = 1
  while (at < from.length - 1 && from[at]! < chance) at++
  const [x0, x1, y0, y1] = [from[at - 1]!, from[at]!, to[at - 1]!, to[at]!]
  if (x1 <= x0) return y1
  // The share first: a product of the smallest numbers there are loses all its digits.
  const share = Math.max(0, Math.min(1, (chance - x0) / (x1 - x0)))
  return Math.max(0, Math.min(1, y0 + (y1 - y0) * share))
}
