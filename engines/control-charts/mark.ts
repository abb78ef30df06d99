/**
 * Whether a step works: by its share within standard against the standard, never by a single point. The first answer that fits
 * counts, from the most careful on: not enough data, needs improvement, watch, works.
 */
import { wilson } from '../shared/index.ts'
import { type PeriodShare, shareChart } from './share-chart.ts'
import { type Signal, signalsOf } from './signals.ts'

export const MARKS = ['not_enough_data', 'needs_improvement', 'watch', 'works'] as const
export type Mark = (typeof MARKS)[number]

export interface Marked {
  readonly mark: Mark
  readonly why:
    | 'few_periods'
    | 'few_cases'
    | 'many_unknown'
    | 'below_floor'
    | 'below_standard'
    | 'worsening'
    | 'around_standard'
    | 'within_standard'
  /** Of the last periods together, with its 95 % interval; null without cases. */
  readonly share: { readonly right: number; readonly n: number; readonly low: number; readonly high: number } | null
  readonly signals: readonly Signal[]
}

export interface StepMeasure {
  /** In the order of time; at most the last 26 count. */
  readonly periods: readonly (PeriodShare & { readonly unknown: number })[]
  /** The share within standard that is promised, 0 to 1. */
  readonly standard: number
  /** The share it must never fall below; null: none is set. */
  readonly floor: number | null
}

const PERIODS_MAX = 26
const PERIODS_MIN = 12
const CASES_MIN = 100
const UNKNOWN_MAX = 0.1
const LAST = 8
/** A signal older than the periods the capability is taken from has had its answer. */
const RECENT = LAST

/** Example: twelve weeks of 95 of 100 against a standard of 0.9 work; against 0.97 they need improvement. */
export function markStep({ periods: all, standard, floor }: StepMeasure): Marked {
  const periods = all.slice(-PERIODS_MAX)
  const filled = periods.filter(({ n }) => n > 0)
  const [n, unknown] = [sum(periods, 'n'), sum(periods, 'unknown')]
  const share = shareOf(filled.slice(-LAST))
  const unsure = (why: Marked['why']): Marked => ({ mark: 'not_enough_data', why, share, signals: [] })
  if (filled.length < PERIODS_MIN) return unsure('few_periods')
  if (n < CASES_MIN) return unsure('few_cases')
  if (unknown > UNKNOWN_MAX * (n + unknown)) return unsure('many_unknown')
  const signals = signalsOf(shareChart(filled).points)
  const { low, high } = share!
  const isWorsening = signals.some(({ at, direction }) => direction < 0 && at >= filled.length - RECENT)
  const found = (mark: Mark, why: Marked['why']): Marked => ({ mark, why, share, signals })
  if (floor !== null && share!.right / share!.n < floor) return found('needs_improvement', 'below_floor')
  if (high < standard) return found('needs_improvement', 'below_standard')
  if (isWorsening) return found('watch', 'worsening')
  return low >= standard ? found('works', 'within_standard') : found('watch', 'around_standard')
}

const sum = (periods: StepMeasure['periods'], key: 'right' | 'n' | 'unknown') =>
  periods.reduce((total, period) => total + period[key], 0)

function shareOf(periods: StepMeasure['periods']): Marked['share'] {
  const [right, n] = [sum(periods, 'right'), sum(periods, 'n')]
  if (n === 0) return null
  return { right, n, ...wilson(right, n)! }
}
