/**
 * The balance point of drawn segments, eight elements of five levels each, under a budget and two shared capacities, beside
 * HiGHS on the whole model; then with sensitivities, and the bare choice under one budget for many more segments.
 */
import { balance, bestMix, type Knapsack, type Problem } from '../../engines/service-levels/index.ts'
import { seededRandom } from '../../engines/shared/index.ts'
import { openIntegerSolver } from '../../server/balance-door.ts'
import type { Report } from '../figure.ts'

const ROUNDS = 5

export async function run(report: Report, segments = 50): Promise<void> {
  const solver = await openIntegerSolver({ timeLimit: 60 })
  const problem = drawn(segments)
  const quick: number[] = []
  let proven = 0
  for (let round = 0; round < ROUNDS; round++) {
    const asked = drawn(segments, round + 1)
    quick.push(
      milliseconds(() => {
        const answer = balance(asked, { solver, isQuick: true })
        if (answer.state === 'found' && answer.isProven) proven++
      }),
    )
  }
  report({
    name: `balance point of ${segments} segments, 3 limits, 1,000 draws`,
    value: rounded(median(quick)),
    unit: 'ms',
  })
  report({ name: 'of them proven', value: proven, unit: `of ${ROUNDS}` })
  report({
    name: 'the same with curve, swings and switches',
    value: rounded(milliseconds(() => balance(problem, { solver }))),
    unit: 'ms',
  })
  const wide = concave(40 * segments)
  let gap = 0
  const time = milliseconds(() => {
    const best = bestMix(wide)!
    gap = best.bound / best.value - 1
  })
  report({ name: `one budget, ${40 * segments} classes of 8`, value: rounded(time), unit: 'ms' })
  report({ name: 'its gap to the bound', value: Number((100 * gap).toFixed(6)), unit: '%' })
}

function drawn(count: number, seed = 1): Problem {
  const random = seededRandom(seed)
  const between = (low: number, high: number) => low + (high - low) * random.unit()
  const segments = Array.from({ length: count }, (_, nth) => ({
    segment: `S${nth}`,
    revenue: between(2e5, 3e6),
    margin: { low: 0.2, likely: 0.28, high: 0.35 },
    elements: Array.from({ length: 8 }, (_, at) => {
      const base = between(2_000, 20_000)
      return {
        element: `E${at}`,
        better: 'more' as const,
        core: at < 2,
        step: 0.5,
        weight: 1 + random.below(9),
        response: {
          form: 'logistic' as const,
          least: 0,
          most: { low: 0.005, likely: between(0.01, 0.05), high: 0.08 },
          steepness: between(0.5, 2),
          middle: between(1, 5),
        },
        today: 2,
        levels: [1, 2, 3, 4, 5].map((level) => ({
          level,
          cost: base * level ** between(1, 1.8),
          uses: { hands: between(0.5, 1.5) * level, vehicles: between(0.2, 1) * level },
        })),
      }
    }),
  }))
  return {
    segments,
    budget: 20_000 * count,
    capacities: [
      { capacity: 'hands', limit: 19 * count },
      { capacity: 'vehicles', limit: 11.5 * count },
    ],
  }
}

function concave(classes: number): Knapsack {
  const random = seededRandom(7)
  const uses = [Float64Array.from({ length: classes * 8 }, () => 1 + 99 * random.unit())]
  return {
    starts: Int32Array.from({ length: classes + 1 }, (_, at) => at * 8),
    uses,
    value: Float64Array.from(uses[0]!, (use) => Math.sqrt(use) * (2 + random.unit())),
    limits: Float64Array.of(35 * classes),
  }
}

function milliseconds(work: () => void): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const rounded = (value: number) => Number(value.toPrecision(3))
