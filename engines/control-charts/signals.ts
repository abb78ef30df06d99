/** What on a chart is more than natural variation: the rules of the Western Electric handbook that this field uses. */
import type { ChartPoint } from './share-chart.ts'

export const SIGNAL_RULES = ['beyond_limits', 'run_of_eight', 'six_in_a_row', 'two_of_three'] as const
export type SignalRule = (typeof SIGNAL_RULES)[number]

export interface Signal {
  readonly rule: SignalRule
  /** The point that completes the pattern. */
  readonly at: number
  /** +1 above the center or rising, −1 below or falling. */
  readonly direction: 1 | -1
}

const RUN = 8
const TREND = 6

/**
 * All signals in the order of time: a point beyond three standard deviations; eight in a row on one side; six steadily rising
 * or falling; two of three beyond two standard deviations on one side. Points on the center are on no side.
 */
export function signalsOf(points: readonly Pick<ChartPoint, 'value' | 'z'>[]): Signal[] {
  return points.flatMap((_, at) =>
    SIGNAL_RULES.flatMap((rule) => {
      const direction = RULES[rule](points, at)
      return direction ? [{ rule, at, direction }] : []
    }),
  )
}

type Rule = (points: readonly Pick<ChartPoint, 'value' | 'z'>[], at: number) => 1 | -1 | 0

const sideOf = (z: number) => Math.sign(z) as 1 | -1 | 0

const RULES: Readonly<Record<SignalRule, Rule>> = {
  beyond_limits: (points, at) => (Math.abs(points[at]!.z) > 3 ? sideOf(points[at]!.z) : 0),
  run_of_eight(points, at) {
    const side = sideOf(points[at]!.z)
    const run = points.slice(Math.max(0, at - RUN + 1), at + 1)
    return side !== 0 && run.length === RUN && run.every(({ z }) => sideOf(z) === side) ? side : 0
  },
  six_in_a_row(points, at) {
    const run = points.slice(Math.max(0, at - TREND + 1), at + 1)
    if (run.length < TREND) return 0
    const steps = run.slice(1).map(({ value }, nth) => Math.sign(value - run[nth]!.value))
    return steps[0] !== 0 && steps.every((step) => step === steps[0]) ? (steps[0] as 1 | -1) : 0
  },
  two_of_three(points, at) {
    const side = sideOf(points[at]!.z)
    if (Math.abs(points[at]!.z) <= 2 || at < 1) return 0
    const before = points.slice(Math.max(0, at - 2), at)
    return before.some(({ z }) => sideOf(z) === side && Math.abs(z) > 2) ? side : 0
  },
}
