/** What could come of mixes: every uncertain input is drawn once a draw, the same for all of them, so that they differ by what they are alone. */
import { seededRandom } from '../shared/index.ts'
import { type Compiled, netOf } from './compile.ts'
import { triangleQuantile } from './guess.ts'
import { isCounted, type Mix, worthOf } from './question.ts'

export interface Risk {
  /** Against today, a year. */
  readonly expected: number
  /** Chance of less than today. */
  readonly loss: number
  /** One year in twenty is worse than this. */
  readonly p5: number
  /** Mean of the worst tenth. */
  readonly cvar10: number
  /** What would on average have been saved by keeping today where that turns out better. */
  readonly regret: number
}

export interface Draws {
  readonly seed: number
  readonly draws: number
}

export function risksOf(compiled: Compiled, mixes: readonly Mix[], { seed, draws }: Draws): Risk[] {
  const random = seededRandom(seed)
  const counts = isCounted(compiled)
  const { list } = compiled.inputs
  const values = new Float64Array(list.length)
  const gains = mixes.map(() => new Float64Array(draws))
  for (let draw = 0; draw < draws; draw++) {
    for (let at = 0; at < list.length; at++) values[at] = triangleQuantile(list[at]!, random.unit())
    mixes.forEach((mix, nth) => {
      gains[nth]![draw] = netOf(worthOf(compiled.classes, mix, values), counts)
    })
  }
  return gains.map(riskOf)
}

/** Example: gains −2, 0, 1, 5 give 1 expected, a loss in one case of four, a regret of 0.5. */
export function riskOf(gains: Float64Array): Risk {
  const sorted = Float64Array.from(gains).sort()
  const n = sorted.length
  const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)
  // Dust in sums is no loss.
  const dust = 1e-9 * Math.max(1, Math.abs(sorted[0] ?? 0), Math.abs(sorted[n - 1] ?? 0))
  return {
    expected: mean(sorted),
    loss: sorted.reduce((count, gain) => count + (gain < -dust ? 1 : 0), 0) / Math.max(1, n),
    p5: sorted[Math.floor(0.05 * n)] ?? 0,
    cvar10: mean(sorted.subarray(0, Math.max(1, Math.floor(0.1 * n)))),
    regret: mean(sorted.map((gain) => Math.max(0, -gain))),
  }
}

/** Least often a loss that is still borne for the greatest gain. */
export const MOST_LOSS = 0.2
const TIE = 0.01

export interface Ranked {
  readonly risk: Risk
  /** Levels that differ from today. */
  readonly changes: number
}

/**
 * The rule: the greatest expected gain among those whose chance of a loss is at most 20 %; within 1 % of it the one with
 * less regret, then the simpler one. Gives the place of the chosen one; today, without any change, always qualifies.
 */
export function chooseByRule(options: readonly Ranked[]): number {
  const borne = options.flatMap((option, at) => (option.risk.loss <= MOST_LOSS ? [{ ...option, at }] : []))
  const most = Math.max(...borne.map(({ risk }) => risk.expected))
  const close = borne.filter(({ risk }) => risk.expected >= most - TIE * Math.abs(most))
  const first = close.toSorted((a, b) => a.risk.regret - b.risk.regret || a.changes - b.changes || a.at - b.at)[0]
  return first?.at ?? -1
}
